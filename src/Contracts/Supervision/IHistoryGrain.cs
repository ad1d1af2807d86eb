using System.Text.Json.Serialization;

namespace Medzdrav.Contracts;

/// <summary>Figures about sessions that are over, from stored rows by hours: however many sessions there were, few rows are read. Stateless, any key.</summary>
[Alias("IHistoryGrain")]
public interface IHistoryGrain : IGrainWithIntegerKey
{
    /// <summary>The figures of the last days, today among them; half a minute old at most.</summary>
    /// <param name="days">How many days of the clinic: 1, of which each hour is told, or up to 92.</param>
    /// <returns>The figures, or refused: invalid.</returns>
    [Alias("Read")] Task<Reply<HistoryView>> Read(int days);

    /// <summary>The work of each specialist over the last days, today among them; half a minute old at most.</summary>
    /// <param name="days">How many days of the clinic, up to 92.</param>
    /// <returns>The figures, or refused: invalid.</returns>
    [Alias("Work")] Task<Reply<WorkHistory>> Work(int days);

    /// <summary>How long people wait as a rule: over the last seven days, five minutes old at most.</summary>
    [Alias("UsualWaits")] Task<UsualWait[]> UsualWaits();
}

/// <summary>Figures of some days.</summary>
/// <param name="Sums">Over all of them.</param>
/// <param name="Rows">By hours or days, in order; where nothing happened there is none.</param>
/// <param name="First">When the first day begins.</param>
/// <param name="Days">How many days.</param>
/// <param name="Zone">The clinic's zone, whose days they are.</param>
/// <param name="Targets">How long waits are to last at most, in seconds, by queue.</param>
/// <param name="Now">The platform's clock.</param>
[GenerateSerializer, Immutable, Alias("HistoryView")]
public sealed record HistoryView(
    [property: Id(0)] HistoryRow[] Sums,
    [property: Id(1)] HistoryRow[] Rows,
    [property: Id(2)] DateTimeOffset First,
    [property: Id(3)] int Days,
    [property: Id(4)] string Zone,
    [property: Id(5)] Dictionary<string, int> Targets,
    [property: Id(6)] DateTimeOffset Now);

/// <summary>A figure.</summary>
/// <param name="At">When its hour or day begins.</param>
/// <param name="Kind">The kind of figure.</param>
/// <param name="Part">Of which queue, way of talking, reason or kind, by its word.</param>
/// <param name="Count">How often.</param>
/// <param name="Total">The sum of the values; 0 where there are none.</param>
/// <param name="Median">The value that half of them do not exceed, exact to 4 %; 0 where there are none.</param>
/// <param name="NinetyPercent">The value that nine of ten do not exceed, likewise.</param>
/// <param name="WithinTarget">Of waits how many were no longer than the target; 0 of others.</param>
[GenerateSerializer, Immutable, Alias("HistoryRow")]
public sealed record HistoryRow(
    [property: Id(0)] DateTimeOffset At,
    [property: Id(1)] TallyKind Kind,
    [property: Id(2)] string Part,
    [property: Id(3)] long Count,
    [property: Id(4)] long Total,
    [property: Id(5)] long Median,
    [property: Id(6)] long NinetyPercent,
    [property: Id(7)] long WithinTarget);

/// <summary>How long people wait in a queue as a rule.</summary>
/// <param name="Queue">Which.</param>
/// <param name="Count">How many waits that is of.</param>
/// <param name="MedianSeconds">Half of them were no longer.</param>
/// <param name="NinetyPercentSeconds">Nine of ten were no longer.</param>
/// <param name="Estimates">Of how many it was told beforehand how long they would last.</param>
/// <param name="ErrorSeconds">Half of those estimates were no more than so far off.</param>
/// <param name="ErrorNinetyPercentSeconds">Nine of ten were no more than so far off.</param>
[GenerateSerializer, Immutable, Alias("UsualWait")]
public sealed record UsualWait(
    [property: Id(0)] QueueKind Queue,
    [property: Id(1)] long Count,
    [property: Id(2)] int MedianSeconds,
    [property: Id(3)] int NinetyPercentSeconds,
    [property: Id(4)] long Estimates,
    [property: Id(5)] int ErrorSeconds,
    [property: Id(6)] int ErrorNinetyPercentSeconds);

/// <summary>The kinds of figures. Values are milliseconds, but of lost packets, which are tenths of a percent.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<TallyKind>))]
public enum TallyKind
{
    /// <summary>Sessions, by the way of talking in which they were opened.</summary>
    Opened,

    /// <summary>Waits that somebody answered, by queue: how long.</summary>
    Wait,

    /// <summary>Waits that the patient gave up, or whose connection was gone, by queue: how long.</summary>
    Abandoned,

    /// <summary>Talks with a specialist, by queue: how long.</summary>
    Handling,

    /// <summary>Transfers, by where to.</summary>
    Transferred,

    /// <summary>Consultations that their limit ended, by queue.</summary>
    LimitEnded,

    /// <summary>Talks that ended because somebody's connection was gone, by queue.</summary>
    Dropped,

    /// <summary>Sessions that were closed, by reason.</summary>
    Closed,

    /// <summary>Calls that connected, by mode: how long it took.</summary>
    CallConnected,

    /// <summary>Calls that did not, by mode.</summary>
    CallFailed,

    /// <summary>Calls that ended, by mode: lost packets.</summary>
    CallLoss,

    /// <summary>Waits whose length was told beforehand, by queue: how far off that was.</summary>
    EstimateError,

    /// <summary>Documents that came during sessions, by kind.</summary>
    Documents,

    /// <summary>Ratings, by stars.</summary>
    Ratings,

    /// <summary>Booked consultations that were closed because a side was missing (S5.1), by specialty.</summary>
    NoShows,
}
