using Medzdrav.Contracts;
using Microsoft.Extensions.Options;

namespace Medzdrav.Grains;

/// <summary>A member's own keys: each change asks for the password again, so that a desk left open gives nobody another way in.</summary>
internal sealed class StaffKeysGrain(IStaffRecords staff, IStaffKeyRecords keys, StaffKeyring ring, IOptions<StaffOptions> options, TimeProvider clock) : Grain, IStaffKeysGrain
{
    private const int ShownSignIns = 30;

    private StaffId Id => new(this.GetPrimaryKeyString());

    /// <inheritdoc />
    public async Task<Reply<StaffKeysView>> View()
    {
        if (await staff.FindAsync(Id) is not { } member)
            return Refusal.NotFound;
        var totp = await keys.TotpOfAsync(Id);
        return new StaffKeysView(
            member.Login,
            totp?.Since,
            totp is null ? 0 : await keys.RecoveryLeftAsync(Id),
            ring.Factors.IsRequired(member),
            options.Value.MinPassword,
            await SignIns(member),
            clock.GetUtcNow(),
            [.. (await ring.Passkeys.OfAsync(Id)).Select(passkey => passkey.View)]);
    }

    /// <inheritdoc />
    public async Task<Reply<SignedIn>> ChangePassword(string current, string next, string credentialId, AskingDevice? asking)
    {
        var (refusal, member) = await Check(current, asking);
        if (member is null)
            return refusal!;
        if (current == next)
            return Refusal.InvalidFor("Новый пароль совпадает с прежним.");
        if (PasswordRules.FaultOf(next, member.Login, options.Value.MinPassword) is { } fault)
            return Refusal.InvalidFor(PasswordRules.TextOf(fault, options.Value.MinPassword));
        var factor = await keys.SignInAsync(credentialId) is { } own && own.Staff == Id ? own.Factor : SignInFactor.Password;
        // Another one who changed it meanwhile was faster.
        if (await staff.ChangePasswordAsync(member, await ring.Passwords.HashAsync(member, next)) is not { } generation)
            return Refusal.WrongCredentials;
        await StaffNews.TellAsync(GrainFactory, Id);
        return await ring.Credentials.Issue(member, generation, factor, asking);
    }

    /// <inheritdoc />
    public async Task<Reply<TotpOffer>> OfferTotp(string password, AskingDevice? asking)
    {
        var (refusal, member) = await Check(password, asking);
        if (member is null)
            return refusal!;
        var attempt = await StaffAttempts.Begin(GrainFactory, member, SecondStep.SetUp, isSignedIn: true);
        return await GrainFactory.GrainOf<IStaffAttemptGrain>(attempt.AttemptId).Offer();
    }

    /// <inheritdoc />
    public async Task<Reply<RecoveryCodesView>> RenewRecoveryCodes(string password, AskingDevice? asking)
    {
        var (refusal, member) = await Check(password, asking);
        if (member is null)
            return refusal!;
        return await ring.Factors.RenewRecoveryAsync(Id) is { } codes ? new RecoveryCodesView(codes) : Refusal.NotFound;
    }

    /// <inheritdoc />
    public async Task<Reply<Done>> RemoveTotp(string password, AskingDevice? asking)
    {
        var (refusal, member) = await Check(password, asking);
        if (member is null)
            return refusal!;
        if (ring.Factors.IsRequired(member) && !await ring.Passkeys.HasAsync(Id))
            return Refusal.FactorRequired;
        await keys.ForgetTotpAsync(Id);
        return new Done(clock.GetUtcNow());
    }

    /// <inheritdoc />
    public async Task<Reply<PasskeyAsk>> OfferPasskey(string password, PasskeySite site, AskingDevice? asking)
    {
        var (refusal, member) = await Check(password, asking);
        if (member is null)
            return refusal!;
        if (!await ring.Passkeys.HasRoomAsync(Id))
            return Refusal.TooManyPasskeys;
        var attempt = await StaffAttempts.Begin(GrainFactory, member, SecondStep.SetUp, isSignedIn: true);
        return await GrainFactory.GrainOf<IStaffAttemptGrain>(attempt.AttemptId).OfferPasskey(site);
    }

    /// <inheritdoc />
    public async Task<Reply<Done>> RenamePasskey(string passkeyId, string name) =>
        PasskeyName.Of(name) is not { } kept ? PasskeyName.Refusal
        : await ring.Passkeys.RenameAsync(Id, passkeyId, kept) ? new Done(clock.GetUtcNow())
        : Refusal.NotFound;

    /// <inheritdoc />
    public async Task<Reply<Done>> RemovePasskey(string passkeyId, string password, AskingDevice? asking)
    {
        var (refusal, member) = await Check(password, asking);
        if (member is null)
            return refusal!;
        var left = (await ring.Passkeys.OfAsync(Id)).Count(passkey => passkey.Id != passkeyId);
        if (left == 0 && ring.Factors.IsRequired(member) && await keys.TotpOfAsync(Id) is null)
            return Refusal.FactorRequired;
        await ring.Passkeys.RemoveAsync(Id, passkeyId);
        return new Done(clock.GetUtcNow());
    }

    /// <inheritdoc />
    public async Task<Reply<Done>> EndOthers(string credentialId)
    {
        if (await staff.FindAsync(Id) is null)
            return Refusal.NotFound;
        var now = clock.GetUtcNow();
        // From the row on none of them stands; nobody here knows their ids.
        foreach (var other in await keys.EndOtherSignInsAsync(Id, credentialId, now))
            await End(other);
        return new Done(now);
    }

    /// <summary>Has gateways cut an ended sign-in's connections. A silo that stored its id plain does not look at the row.</summary>
    private Task End(string credential) => StoredId.Is(credential)
        ? GrainFactory.GetGrain<IGatewaysGrain>(0).CredentialEnded(credential)
        : GrainFactory.GrainOf<ICredentialGrain>(credential).Revoke();

    private async Task<StaffSignInView[]> SignIns(StaffRecord member)
    {
        var now = clock.GetUtcNow();
        return [.. (await keys.SignInsOfAsync(Id, ShownSignIns)).Select(signIn => signIn.View(member.Standing, now))];
    }

    private async Task<(Refusal? Refusal, StaffRecord? Member)> Check(string password, AskingDevice? asking)
    {
        if (await staff.FindAsync(Id) is not { IsEnabled: true } member)
            return (Refusal.NotFound, null);
        if (await ring.Allowances.TryPassword(member.Login, asking) is not { } taken)
            return (Refusal.TooMany, null);
        if (!await ring.Passwords.IsRightAsync(member, password))
            return (Refusal.WrongCredentials with { Message = "Текущий пароль не подошёл." }, null);
        await taken.GiveBack();
        return (null, member);
    }
}

/// <summary>The checkers and makers of a member's keys.</summary>
/// <param name="Passwords">Compares passwords.</param>
/// <param name="Factors">Compares codes.</param>
/// <param name="Passkeys">Makes and asks passkeys.</param>
/// <param name="Credentials">Makes credentials.</param>
/// <param name="Allowances">Counts wrong passwords.</param>
internal sealed record StaffKeyring(PasswordChecks Passwords, SecondFactors Factors, Passkeys Passkeys, StaffCredentials Credentials, Allowances Allowances);
