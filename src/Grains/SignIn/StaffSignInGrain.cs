using Medzdrav.Contracts;
using Orleans.Concurrency;

namespace Medzdrav.Grains;

/// <summary>Staff sign-in by password, and what follows it. Wrong ones are counted where they come from, so nobody is kept out by somebody else's tries, least of all on a device of their own. It keeps nothing, so calls may overlap.</summary>
[StatelessWorker, Reentrant]
internal sealed class StaffSignInGrain(IStaffRecords staff, PasswordChecks passwords, SecondFactors factors, StaffCredentials credentials, Allowances allowances, SignInMeter meter) : Grain, IStaffSignInGrain
{
    /// <inheritdoc />
    public async Task<Reply<StaffStep>> Begin(string password, AskingDevice? asking, string login)
    {
        var (refusal, member) = await Check(password, asking, login);
        meter.Tried(refusal);
        if (member is null)
            return refusal!;
        if (await factors.StepAfterPasswordAsync(member) is { } next)
            return new StaffStep(null, await StaffAttempts.Begin(GrainFactory, member, next));
        return new StaffStep(await credentials.Issue(member, member.Generation, SignInFactor.Password, asking), null);
    }

    /// <inheritdoc />
    public async Task<Reply<PasskeyAsk>> BeginByPasskey(string attemptId, PasskeySite site, string? address) =>
        await allowances.MayAskForPasskey(address) ? await GrainFactory.GrainOf<IStaffAttemptGrain>(attemptId).BeginByPasskey(site) : Refusal.TooMany;

    /// <inheritdoc />
    public async Task<Reply<SignedIn>> SignIn(string password, AskingDevice? asking, string? login)
    {
        var (refusal, member) = await Check(password, asking, login ?? this.GetPrimaryKeyString());
        meter.Tried(refusal);
        if (member is null)
            return refusal!;
        return await factors.StepAfterPasswordAsync(member) is null
            ? await credentials.Issue(member, member.Generation, SignInFactor.Password, asking)
            : Refusal.FactorRequired;
    }

    private async Task<(Refusal? Refusal, StaffRecord? Member)> Check(string password, AskingDevice? asking, string login)
    {
        if (await allowances.TryPassword(login, asking) is not { } taken)
            return (Refusal.TooMany, null);
        var member = await staff.FindByLoginAsync(login);
        if (!await passwords.IsRightAsync(member, password) || member is null)
            return (Refusal.WrongCredentials, null);
        // Whoever knows the password may know why it does not open; the try stays counted.
        if (!member.IsEnabled)
            return (Refusal.AccountDisabled, null);
        await taken.GiveBack();
        return (null, member);
    }
}
