using Orleans.Concurrency;
using Orleans.Metadata;

namespace Medzdrav.Contracts;

/// <summary>The words between the shards of one queue, where it was split. Key: as of <see cref="IQueueGrain"/>.</summary>
/// <remarks>Hints all of them: a lost one costs a second, never a person's place. Source: ADR 0012.</remarks>
[Alias("IQueueShard"), DefaultGrainType("queue")]
public interface IQueueShard : IGrainWithStringKey
{
    /// <summary>Another shard tells how it stands there: once a second, and as soon as somebody there waits for whom nobody is free.</summary>
    [Alias("Hear"), OneWay] Task Hear(ShardNews news);

    /// <summary>Another shard lends a specialist who is free, for one offer.</summary>
    [Alias("Borrow"), OneWay] Task Borrow(Loan loan);

    /// <summary>A specialist who was lent comes back.</summary>
    [Alias("TakeBack"), OneWay] Task TakeBack(LoanEnd end);
}

/// <summary>How it stands in one shard of a queue.</summary>
/// <param name="Shard">Which, from 0.</param>
/// <param name="Chats">The first who wait there for a chat, may be answered, and have nobody free: in order, at most 32.</param>
/// <param name="MoreChats">How many more there are.</param>
/// <param name="Calls">The same for calls.</param>
/// <param name="MoreCalls">How many more there are.</param>
/// <param name="Wanted">The specialists of other shards for whom returning patients wait there.</param>
/// <param name="Places">The line, by some of its places.</param>
/// <param name="Coverage">How it is covered, this shard alone.</param>
/// <param name="Outlook">The sums by which waits are estimated by, this shard alone.</param>
[GenerateSerializer, Immutable, Alias("ShardNews")]
public sealed record ShardNews(
    [property: Id(0)] int Shard,
    [property: Id(1)] LinePlace[] Chats,
    [property: Id(2)] int MoreChats,
    [property: Id(3)] LinePlace[] Calls,
    [property: Id(4)] int MoreCalls,
    [property: Id(5)] StaffId[] Wanted,
    [property: Id(6)] LinePlace[] Places,
    [property: Id(7)] QueueCoverage Coverage,
    [property: Id(8)] QueueOutlook Outlook);

/// <summary>A place in a line, and all that its order goes by.</summary>
/// <param name="Place">From 1, among those that are listed.</param>
/// <param name="AtHead">Whether it comes before all first-time callers.</param>
/// <param name="Priority">The higher number comes first.</param>
/// <param name="Since">When the waiting began.</param>
[GenerateSerializer, Immutable, Alias("LinePlace")]
public readonly record struct LinePlace([property: Id(0)] int Place, [property: Id(1)] bool AtHead, [property: Id(2)] int Priority, [property: Id(3)] DateTimeOffset Since);

/// <summary>The sums over the specialists of a queue by which waits are estimated.</summary>
/// <param name="OnDuty">How many are on duty.</param>
/// <param name="KeptFree">How many of those wait for booked patients.</param>
/// <param name="Units">The capacity of the others.</param>
/// <param name="Free">The part of it that is free.</param>
/// <param name="Whole">How many of them are wholly free.</param>
/// <param name="Handling">How long a specialist lately took.</param>
[GenerateSerializer, Immutable, Alias("QueueOutlook")]
public readonly record struct QueueOutlook(
    [property: Id(0)] int OnDuty, [property: Id(1)] int KeptFree, [property: Id(2)] int Units, [property: Id(3)] int Free, [property: Id(4)] int Whole, [property: Id(5)] TimeSpan Handling);

/// <summary>A specialist who is lent.</summary>
/// <param name="Specialist">The specialist's last word.</param>
/// <param name="Otherwise">The place of the first whom the specialist is for otherwise, here or elsewhere: nobody is asked for who came later than that and what is tolerated. Null where there is nobody.</param>
[GenerateSerializer, Immutable, Alias("Loan")]
public sealed record Loan([property: Id(0)] Availability Specialist, [property: Id(1)] LinePlace? Otherwise);

/// <summary>The end of a loan.</summary>
/// <param name="Staff">The specialist.</param>
/// <param name="Shard">The shard that had them.</param>
/// <param name="WasAsked">Whether something was held out to them; else there was nothing for them.</param>
/// <param name="FreeUnits">The units that they have left where they took it; null where they did not.</param>
[GenerateSerializer, Immutable, Alias("LoanEnd")]
public sealed record LoanEnd([property: Id(0)] StaffId Staff, [property: Id(1)] int Shard, [property: Id(2)] bool WasAsked, [property: Id(3)] int? FreeUnits);
