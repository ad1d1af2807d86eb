using Medzdrav.Contracts;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Medzdrav.Grains;

/// <summary>The second factors of staff: who needs one, and whether a code is right. A code is used up in the database, so it works once, whichever silo it comes to.</summary>
internal sealed class SecondFactors(IStaffKeyRecords keys, Passkeys passkeys, ISecretBox box, IOptions<StaffOptions> options, IHostEnvironment environment, TimeProvider clock)
{
    /// <summary>Whether a member may not do without one.</summary>
    public bool IsRequired(StaffRecord member) => SecondFactorRules.IsRequired(member, options.Value.SecondFactorForAll, environment.IsDevelopment());

    /// <summary>The step that follows a member's right password; null where none does.</summary>
    public async Task<SecondStep?> StepAfterPasswordAsync(StaffRecord member) =>
        await keys.TotpOfAsync(member.Id) is not null ? SecondStep.Totp
        : await passkeys.HasAsync(member.Id) ? SecondStep.Passkey
        : IsRequired(member) ? SecondStep.SetUp
        : null;

    /// <summary>A new secret, sealed for a member.</summary>
    public byte[] NewSecret(StaffId staff) => box.Seal(staff.Value, TotpRules.NewSecret());

    /// <summary>A sealed secret as the member's app takes it.</summary>
    public TotpOffer Offer(string attemptId, StaffRecord member, byte[] secret, DateTimeOffset expiresAt) =>
        TotpRules.Offer(attemptId, box.Open(member.Id.Value, secret), member.Login, expiresAt, clock.GetUtcNow());

    /// <summary>Whether a text has the form of a code, or of a recovery code.</summary>
    public static bool HasForm(string? text) => SignInCode.Find(text) is not null || RecoveryCode.Find(text) is not null;

    /// <summary>Compares a code with a member's factor, and uses it up.</summary>
    /// <returns>By what it is right; a refusal where it was used before; neither where it is wrong.</returns>
    public async Task<(SignInFactor? Factor, Refusal? Refusal)> TryAsync(StaffId staff, string text)
    {
        if (await keys.TotpOfAsync(staff) is not { } totp)
            return default;
        // First, for six digits may stand together in one.
        if (RecoveryCode.Find(text) is { } recovery)
            return await keys.UseRecoveryAsync(staff, RecoveryCode.HashOf(staff, recovery), clock.GetUtcNow()) ? (SignInFactor.RecoveryCode, null) : default;
        if (SignInCode.Find(text) is not { } code || TotpRules.StepOf(box.Open(staff.Value, totp.Secret), code, clock.GetUtcNow()) is not { } step)
            return default;
        return await keys.UseStepAsync(staff, step) ? (SignInFactor.Totp, null) : (null, Refusal.CodeUsed);
    }

    /// <summary>Makes an offered secret the member's factor, if the code is one of it.</summary>
    /// <returns>The recovery codes; a refusal where the member has a factor by now that it does not replace; neither where the code is wrong.</returns>
    public async Task<(string[]? RecoveryCodes, Refusal? Refusal)> SetUpAsync(StaffId staff, byte[] secret, string text, bool replaces)
    {
        var now = clock.GetUtcNow();
        if (SignInCode.Find(text) is not { } code || TotpRules.StepOf(box.Open(staff.Value, secret), code, now) is not { } step)
            return default;
        var recovery = RecoveryCode.NewSet();
        return await keys.KeepTotpAsync(staff, new TotpRecord(secret, now, step), Hashed(staff, recovery), replaces)
            ? (recovery, null)
            : (null, Refusal.AttemptOver);
    }

    /// <summary>Gives a member other recovery codes; null where there is no factor.</summary>
    public async Task<string[]?> RenewRecoveryAsync(StaffId staff)
    {
        var recovery = RecoveryCode.NewSet();
        return await keys.RenewRecoveryAsync(staff, Hashed(staff, recovery)) ? recovery : null;
    }

    private static string[] Hashed(StaffId staff, string[] codes) => Array.ConvertAll(codes, code => RecoveryCode.HashOf(staff, code));
}
