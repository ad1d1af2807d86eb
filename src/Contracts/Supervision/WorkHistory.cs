namespace Medzdrav.Contracts;

/// <summary>The work of specialists over some days, in sessions that are over.</summary>
/// <param name="Members">All who did any, by name.</param>
/// <param name="First">When the first day begins.</param>
/// <param name="Days">How many days.</param>
/// <param name="Now">The platform's clock.</param>
[GenerateSerializer, Immutable, Alias("WorkHistory")]
public sealed record WorkHistory(
    [property: Id(0)] MemberWork[] Members,
    [property: Id(1)] DateTimeOffset First,
    [property: Id(2)] int Days,
    [property: Id(3)] DateTimeOffset Now);

/// <summary>A specialist's work.</summary>
/// <param name="StaffId">The specialist.</param>
/// <param name="Name">Full name; empty of an account that is there no more.</param>
/// <param name="Offered">How often a session was offered to them by a queue, but for those whose patient went while it rang.</param>
/// <param name="Answered">How many of these offers they answered.</param>
/// <param name="Talks">How many talks they had.</param>
/// <param name="TalkMilliseconds">How long these lasted in all.</param>
/// <param name="Transferred">How often they handed a patient over.</param>
/// <param name="Ratings">How many of the sessions in which they were the last consultant or doctor were rated.</param>
/// <param name="Stars">The stars that were given, in all.</param>
[GenerateSerializer, Immutable, Alias("MemberWork")]
public sealed record MemberWork(
    [property: Id(0)] StaffId StaffId,
    [property: Id(1)] string Name,
    [property: Id(2)] long Offered,
    [property: Id(3)] long Answered,
    [property: Id(4)] long Talks,
    [property: Id(5)] long TalkMilliseconds,
    [property: Id(6)] long Transferred,
    [property: Id(7)] long Ratings,
    [property: Id(8)] long Stars);
