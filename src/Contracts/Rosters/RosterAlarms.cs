using System.Text.Json.Serialization;

namespace Medzdrav.Contracts;

/// <summary>The faults of the duty of the coming days and of now (S3.3): the rosters beside who is there. One in the cluster, woken when rosters change, when a shift begins, and each minute. Key: <see cref="Key"/>.</summary>
[Alias("IRosterAlarmsGrain")]
public interface IRosterAlarmsGrain : IWakes
{
    /// <summary>Its only key.</summary>
    const string Key = "all";

    /// <summary>The alarms that stand.</summary>
    [Alias("Read")] Task<Reply<RosterAlarmList>> Read();
}

/// <summary>The alarms that stand.</summary>
/// <param name="Alarms">Missing specialists first, then days without anybody, the soonest first.</param>
/// <param name="Zone">The clinic's zone, of whose days those are.</param>
/// <param name="Now">The platform's clock.</param>
[GenerateSerializer, Immutable, Alias("RosterAlarmList")]
public sealed record RosterAlarmList([property: Id(0)] RosterAlarm[] Alarms, [property: Id(1)] string Zone, [property: Id(2)] DateTimeOffset Now);

/// <summary>An alarm of rosters. It is raised once and stands until it is over.</summary>
/// <param name="AlarmId">Which: the same as long as it stands.</param>
/// <param name="Kind">The kind of fault.</param>
/// <param name="Queue">The queue whose duty it is.</param>
/// <param name="Hours">The hours without anybody on one day of the clinic, or the one shift whose specialist is missing.</param>
/// <param name="Staff">The missing specialist; null where nobody is planned.</param>
/// <param name="StaffName">The full name of whoever is missing, or null.</param>
/// <param name="RaisedAt">Since when it stands.</param>
[GenerateSerializer, Immutable, Alias("RosterAlarm")]
public sealed record RosterAlarm(
    [property: Id(0)] string AlarmId,
    [property: Id(1)] RosterAlarmKind Kind,
    [property: Id(2)] QueueKind Queue,
    [property: Id(3)] DutyHours[] Hours,
    [property: Id(4)] StaffId? Staff,
    [property: Id(5)] string? StaffName,
    [property: Id(6)] DateTimeOffset RaisedAt);

/// <summary>Hours of duty as instants.</summary>
/// <param name="StartsAt">When they begin.</param>
/// <param name="EndsAt">When they end.</param>
[GenerateSerializer, Immutable, Alias("DutyHours")]
public readonly record struct DutyHours([property: Id(0)] DateTimeOffset StartsAt, [property: Id(1)] DateTimeOffset EndsAt);

/// <summary>The kinds of alarms of rosters.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<RosterAlarmKind>))]
public enum RosterAlarmKind
{
    /// <summary>Somebody is planned for a shift that has begun, and is not there.</summary>
    Missing,

    /// <summary>Nobody is planned for hours of a coming day.</summary>
    Unplanned,
}
