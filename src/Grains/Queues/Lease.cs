using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>A session held out to one specialist.</summary>
/// <param name="Offer">Its id.</param>
/// <param name="Waiting">Which wait.</param>
/// <param name="Staff">Whom it is held out to.</param>
/// <param name="Until">When it is over without an answer.</param>
/// <param name="FreeUnits">The units that the specialist had free before.</param>
/// <param name="UnitsNeeded">The units that the session takes of them.</param>
internal sealed record Lease(OfferId Offer, WaitingSession Waiting, StaffId Staff, DateTimeOffset Until, int FreeUnits, int UnitsNeeded)
{
    /// <summary>Whether a returning patient's own consultant would go beyond the capacity.</summary>
    public bool Exceeds => Waiting.Wait.Preferred == Staff && FreeUnits < UnitsNeeded;
}
