using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>Second factors, recovery codes and sign-ins of staff.</summary>
/// <remarks>Every method throws <see cref="StorageUnavailableException"/> when the database does not answer within 3 s.</remarks>
internal interface IStaffKeyRecords
{
    /// <summary>The second factor of a member; null where there is none.</summary>
    Task<TotpRecord?> TotpOfAsync(StaffId staff);

    /// <summary>Keeps a member's second factor with its recovery codes, whose former ones end.</summary>
    /// <param name="staff">The member.</param>
    /// <param name="totp">The new factor, with the step of the code that confirmed it.</param>
    /// <param name="recovery">The codes, hashed.</param>
    /// <param name="replaces">Whether it takes the place of a former one.</param>
    /// <returns>False where there is one already that it does not replace.</returns>
    Task<bool> KeepTotpAsync(StaffId staff, TotpRecord totp, IReadOnlyList<string> recovery, bool replaces);

    /// <summary>Uses a code up: of one step, and of those before it, none works any more.</summary>
    /// <returns>False where that has happened already.</returns>
    Task<bool> UseStepAsync(StaffId staff, long step);

    /// <summary>Uses a recovery code up.</summary>
    /// <returns>False where there is none such, or it was used.</returns>
    Task<bool> UseRecoveryAsync(StaffId staff, string hash, DateTimeOffset at);

    /// <summary>Puts other recovery codes in the place of a member's.</summary>
    /// <returns>False where there is no second factor.</returns>
    Task<bool> RenewRecoveryAsync(StaffId staff, IReadOnlyList<string> recovery);

    /// <summary>Ends a member's second factor and recovery codes.</summary>
    Task ForgetTotpAsync(StaffId staff);

    /// <summary>Keeps a sign-in; of many, the oldest go that let nobody in any more.</summary>
    Task AddSignInAsync(StaffSignInRecord signIn);

    /// <summary>A sign-in was used today.</summary>
    /// <param name="credential">The credential's id, here and below; it is stored hashed (<see cref="StoredId"/>).</param>
    /// <param name="at">When.</param>
    Task SeeSignInAsync(string credential, DateTimeOffset at);

    /// <summary>A sign-in ended.</summary>
    Task EndSignInAsync(string credential, DateTimeOffset at);

    /// <summary>Ends all sign-ins of a member but the one that made a credential.</summary>
    /// <returns>The credentials of those that were ended, as they are stored: hashed, or plain by a silo of a version before that.</returns>
    Task<IReadOnlyList<string>> EndOtherSignInsAsync(StaffId staff, string credential, DateTimeOffset at);

    /// <summary>Whether the sign-in that made a credential was ended.</summary>
    Task<bool> IsEndedAsync(string credential);

    /// <summary>The sign-in that made a credential; null where nobody remembers it.</summary>
    Task<StaffSignInRecord?> SignInAsync(string credential);

    /// <summary>A member's sign-ins, the newest first.</summary>
    Task<IReadOnlyList<StaffSignInRecord>> SignInsOfAsync(StaffId staff, int limit);

    /// <summary>How many recovery codes of a member were not used.</summary>
    Task<int> RecoveryLeftAsync(StaffId staff);
}

/// <summary>A second factor by codes of an app.</summary>
/// <param name="Secret">Sealed (<see cref="ISecretBox"/>).</param>
/// <param name="Since">When it was set up.</param>
/// <param name="LastStep">The step of the newest code that was told.</param>
internal sealed record TotpRecord(byte[] Secret, DateTimeOffset Since, long LastStep);

/// <summary>A sign-in of a staff member.</summary>
/// <param name="Credential">The credential that it made: its id when it is added, the stored form (<see cref="StoredId"/>) when it is read.</param>
/// <param name="Staff">The member.</param>
/// <param name="At">When.</param>
/// <param name="SeenAt">When it was used last, to the day.</param>
/// <param name="Device">The browser or app, as it names itself; null where it does not.</param>
/// <param name="Address">The network address; null where nobody knows.</param>
/// <param name="Factor">By what.</param>
/// <param name="Generation">The member's generation then.</param>
/// <param name="EndedAt">When it was ended by itself; null while it was not.</param>
internal sealed record StaffSignInRecord(string Credential, StaffId Staff, DateTimeOffset At, DateTimeOffset SeenAt, string? Device, string? Address, SignInFactor Factor, long Generation, DateTimeOffset? EndedAt = null)
{
    /// <summary>Whether it still lets somebody in.</summary>
    public bool Stands(Standing standing, DateTimeOffset now) =>
        EndedAt is null && standing.Admits(Generation) && now < SeenAt + Identity.LifetimeOf(Caller.Of(Staff));

    /// <summary>The sign-in as it is shown.</summary>
    public StaffSignInView View(Standing standing, DateTimeOffset now) => new(Credential, At, SeenAt, Device ?? "", Address ?? "", Factor, Stands(standing, now));
}
