using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>Passkeys of staff.</summary>
/// <remarks>Every method throws <see cref="StorageUnavailableException"/> when the database does not answer within 3 s.</remarks>
internal interface IPasskeyRecords
{
    /// <summary>A member's passkeys, the oldest first.</summary>
    Task<IReadOnlyList<PasskeyRecord>> OfAsync(StaffId staff);

    /// <summary>A passkey; null when unknown.</summary>
    Task<PasskeyRecord?> FindAsync(string id);

    /// <summary>Keeps a passkey; false when there is one with its id.</summary>
    Task<bool> AddAsync(PasskeyRecord passkey);

    /// <summary>A passkey was used.</summary>
    /// <returns>False where it is gone, or was used with this or a later count meanwhile: somebody copied it.</returns>
    Task<bool> UseAsync(PasskeyRecord passkey, long counter, DateTimeOffset at);

    /// <summary>Gives a member's passkey another name; false when there is none.</summary>
    Task<bool> RenameAsync(StaffId staff, string id, string name);

    /// <summary>Ends a member's passkey.</summary>
    Task RemoveAsync(StaffId staff, string id);
}

/// <summary>A passkey.</summary>
/// <param name="Id">The credential's id, in the alphabet of URLs.</param>
/// <param name="Staff">The member.</param>
/// <param name="Host">The host at which it works.</param>
/// <param name="PublicKey">As WebAuthn encodes it (COSE).</param>
/// <param name="Counter">How often the device says it was used; 0 where it does not count.</param>
/// <param name="Name">How the member calls it.</param>
/// <param name="AddedAt">When it was made.</param>
/// <param name="UsedAt">When it was used last; null before.</param>
internal sealed record PasskeyRecord(string Id, StaffId Staff, string Host, byte[] PublicKey, long Counter, string Name, DateTimeOffset AddedAt, DateTimeOffset? UsedAt = null)
{
    /// <summary>As the member sees it.</summary>
    public PasskeyView View => new(Id, Name, Host, AddedAt, UsedAt);
}
