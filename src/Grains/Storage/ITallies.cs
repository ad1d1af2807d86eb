using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>Figures about sessions that are over, by hours.</summary>
/// <remarks>Every method throws <see cref="StorageUnavailableException"/> when the database does not answer within 3 s.</remarks>
internal interface ITallies
{
    /// <summary>Closed sessions that were not counted yet, those closed first.</summary>
    Task<IReadOnlyList<SessionId>> UncountedAsync(int limit);

    /// <summary>Adds what sessions come to, and marks them as counted: all of it, or nothing where one of them was counted meanwhile.</summary>
    /// <returns>Whether it was added.</returns>
    Task<bool> AddAsync(IReadOnlyCollection<SessionId> counted, IReadOnlyCollection<Tally> tallies, IReadOnlyCollection<WorkTally> work);

    /// <summary>The figures of some hours, with those of ratings and of booked consultations that nobody came to, which are read from their own rows.</summary>
    Task<IReadOnlyList<Tally>> ReadAsync(DateTimeOffset from, DateTimeOffset until);

    /// <summary>The work of each specialist over some hours, with the ratings of their sessions, which are read from their own rows; in no order.</summary>
    Task<IReadOnlyList<(StaffId Staff, Work Done)>> WorkAsync(DateTimeOffset from, DateTimeOffset until);
}

/// <summary>A figure of an hour.</summary>
/// <param name="Hour">When the hour begins.</param>
/// <param name="Kind">The kind of figure.</param>
/// <param name="Part">Of what.</param>
/// <param name="Values">The values.</param>
internal sealed record Tally(DateTimeOffset Hour, TallyKind Kind, string Part, Spread Values);

/// <summary>The work of a specialist in an hour.</summary>
/// <param name="Hour">When the hour begins.</param>
/// <param name="Staff">The specialist.</param>
/// <param name="Done">Their work.</param>
internal sealed record WorkTally(DateTimeOffset Hour, StaffId Staff, Work Done);

/// <summary>An amount of a specialist's work.</summary>
/// <param name="Offered">How often a session was offered to them by a queue, but for those whose patient went while it rang.</param>
/// <param name="Answered">How many of these offers they answered.</param>
/// <param name="Talks">How many talks they had.</param>
/// <param name="TalkMilliseconds">How long these lasted in all.</param>
/// <param name="Transferred">How often they handed a patient over.</param>
/// <param name="Ratings">How many of their sessions were rated.</param>
/// <param name="Stars">The stars that were given, in all.</param>
internal readonly record struct Work(long Offered = 0, long Answered = 0, long Talks = 0, long TalkMilliseconds = 0, long Transferred = 0, long Ratings = 0, long Stars = 0)
{
    /// <summary>Both.</summary>
    public Work And(Work other) => new(
        Offered + other.Offered, Answered + other.Answered, Talks + other.Talks, TalkMilliseconds + other.TalkMilliseconds, Transferred + other.Transferred,
        Ratings + other.Ratings, Stars + other.Stars);
}
