using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>A staff member's sign-in between its two steps: ten minutes, five tries. Attempts that never began leave memory soon.</summary>
[CollectionAgeLimit(Minutes = KeptMinutes)]
internal sealed partial class StaffAttemptGrain(
    [PersistentState("staffAttempt", GrainStorage.Name)] IPersistentState<StaffAttempt> attempt, IStaffRecords staff, SecondFactors factors, Passkeys passkeys, StaffCredentials credentials, Allowances allowances, TimeProvider clock)
    : Grain, IStaffAttemptGrain
{
    private const int KeptMinutes = 2;
    private const int MaxTries = 5;
    private static readonly TimeSpan Valid = TimeSpan.FromMinutes(10);

    /// <inheritdoc />
    public async Task<StaffAttemptView> Begin(SignedIn owner, SecondStep next, bool isSignedIn)
    {
        var now = clock.GetUtcNow();
        await attempt.StoreAsync(new StaffAttempt { Owner = owner, Next = next, IsSignedIn = isSignedIn, ExpiresAt = now + Valid });
        return new StaffAttemptView(next, this.GetPrimaryKeyString(), now + Valid, now, next != SecondStep.SetUp && await passkeys.HasAsync(owner.Caller.Staff!.Value));
    }

    /// <inheritdoc />
    public async Task<Reply<TotpOffer>> Offer()
    {
        var (member, refusal) = await Member();
        if (member is null)
            return refusal!;
        if (attempt.State.Next != SecondStep.SetUp)
            return Refusal.AttemptOver;
        if (attempt.State.Secret is null)
            await attempt.StoreAsync(attempt.State with { Secret = factors.NewSecret(member.Id) });
        return factors.Offer(this.GetPrimaryKeyString(), member, attempt.State.Secret!, attempt.State.ExpiresAt);
    }

    /// <inheritdoc />
    public async Task<Reply<StaffEntered>> Confirm(string code, AskingDevice? asking)
    {
        var (member, refusal) = await Member();
        if (member is null)
            return refusal!;
        if (!SecondFactors.HasForm(code) || attempt.State is { Next: SecondStep.SetUp, Secret: null })
            return Refusal.InvalidCode;
        if (await allowances.TryFactor(member.Login, asking) is not { } taken)
            return Refusal.TooMany;
        // The try counts before it is answered: a crash gives no sixth one.
        await attempt.StoreAsync(attempt.State with { Tries = attempt.State.Tries + 1 });
        var (factor, recovery, wrong) = await Compare(member, code);
        if (factor is not { } right)
            return wrong ?? (attempt.State.Tries < MaxTries ? Refusal.WrongAppCodeWith(MaxTries - attempt.State.Tries) : Refusal.AttemptOver);
        var (owner, isSignedIn) = (attempt.State.Owner!, attempt.State.IsSignedIn);
        await attempt.StoreAsync(new StaffAttempt());
        await taken.GiveBack();
        return new StaffEntered(isSignedIn ? null : await credentials.Issue(member, owner.Generation, right, asking), recovery);
    }

    private async Task<(SignInFactor? Factor, string[]? Recovery, Refusal? Refusal)> Compare(StaffRecord member, string code)
    {
        if (attempt.State.Next == SecondStep.Totp)
        {
            var (factor, used) = await factors.TryAsync(member.Id, code);
            return (factor, null, used);
        }
        if (await IsSetUpElsewhere(member))
            return (null, null, Refusal.AttemptOver);
        var (recovery, refusal) = await factors.SetUpAsync(member.Id, attempt.State.Secret!, code, replaces: attempt.State.IsSignedIn);
        return (recovery is null ? null : SignInFactor.Totp, recovery, refusal);
    }

    /// <summary>Whether in another tab a factor was set up meanwhile, of whichever kind: the password alone adds none beside it.</summary>
    private async Task<bool> IsSetUpElsewhere(StaffRecord member) => !attempt.State.IsSignedIn && await factors.StepAfterPasswordAsync(member) != SecondStep.SetUp;

    /// <summary>The member whose attempt goes on, as they stand now.</summary>
    private async Task<(StaffRecord? Member, Refusal? Refusal)> Member()
    {
        if (attempt.State is not { Owner: { Caller.Staff: { } id } owner } || clock.GetUtcNow() >= attempt.State.ExpiresAt || attempt.State.Tries >= MaxTries)
            return (null, Refusal.AttemptOver);
        var member = await staff.FindAsync(id);
        return member is not { IsEnabled: true } ? (null, Refusal.AccountDisabled)
            : member.Generation != owner.Generation ? (null, Refusal.AttemptOver)
            : (member, null);
    }
}
