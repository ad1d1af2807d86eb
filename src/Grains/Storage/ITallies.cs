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
    Task<bool> AddAsync(IReadOnlyCollection<SessionId> counted, IReadOnlyCollection<Tally> tallies);

    /// <summary>The figures of some hours, with those of ratings and of booked consultations that nobody came to, which are read from their own rows.</summary>
    Task<IReadOnlyList<Tally>> ReadAsync(DateTimeOffset from, DateTimeOffset until);
}

/// <summary>A figure of an hour.</summary>
/// <param name="Hour">When the hour begins.</param>
/// <param name="Kind">The kind of figure.</param>
/// <param name="Part">Of what.</param>
/// <param name="Values">The values.</param>
internal sealed record Tally(DateTimeOffset Hour, TallyKind Kind, string Part, Spread Values);
