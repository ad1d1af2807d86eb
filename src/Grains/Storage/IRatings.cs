using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>How patients rated sessions that are over. A rating is stored with the commit that decides it (<see cref="RatingGiven"/>).</summary>
/// <remarks>Every method throws <see cref="StorageUnavailableException"/> when the database does not answer within 3 s.</remarks>
internal interface IRatings
{
    /// <summary>The stars of those of the sessions that were rated.</summary>
    Task<IReadOnlyDictionary<SessionId, int>> StarsAsync(IReadOnlyCollection<SessionId> sessions);
}
