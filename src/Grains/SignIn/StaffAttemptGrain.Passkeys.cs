using Medzdrav.Contracts;

namespace Medzdrav.Grains;

internal sealed partial class StaffAttemptGrain
{
    /// <inheritdoc />
    public async Task<PasskeyAsk> BeginByPasskey(PasskeySite site)
    {
        // Nobody has proved anything yet: in memory only, so that strangers fill nothing.
        attempt.State = new StaffAttempt { Next = SecondStep.Passkey, ExpiresAt = clock.GetUtcNow() + Valid, Question = await passkeys.QuestionAsync(staff: null, site), Site = site };
        return Ask();
    }

    /// <inheritdoc />
    public async Task<Reply<PasskeyAsk>> AskPasskey(PasskeySite site)
    {
        var (member, refusal) = await Member();
        if (member is null)
            return refusal!;
        if (attempt.State.Next == SecondStep.SetUp)
            return Refusal.AttemptOver;
        await attempt.StoreAsync(attempt.State with { Question = await passkeys.QuestionAsync(member.Id, site), Site = site });
        return Ask();
    }

    /// <inheritdoc />
    public async Task<Reply<StaffEntered>> ConfirmPasskey(string response, AskingDevice? asking)
    {
        if (attempt.State is not { Question: { } question, Site: { } site, Tries: < MaxTries } || attempt.State.Next == SecondStep.SetUp || clock.GetUtcNow() >= attempt.State.ExpiresAt)
            return Refusal.AttemptOver;
        var owner = attempt.State.Owner;
        await Keep(attempt.State with { Tries = attempt.State.Tries + 1 });
        if (await passkeys.VerifyAsync(site, question, response) is not { } id || owner is not null && owner.Caller.Staff != id)
            return Refusal.WrongPasskey;
        var member = await staff.FindAsync(id);
        if (member is not { IsEnabled: true })
            return Refusal.AccountDisabled;
        if (owner is not null && owner.Generation != member.Generation)
            return Refusal.AttemptOver;
        await End();
        return new StaffEntered(await credentials.Issue(member, member.Generation, SignInFactor.Passkey, asking), null);
    }

    /// <inheritdoc />
    public async Task<Reply<PasskeyAsk>> OfferPasskey(PasskeySite site)
    {
        var (member, refusal) = await Member();
        if (member is null)
            return refusal!;
        if (attempt.State.Next != SecondStep.SetUp)
            return Refusal.AttemptOver;
        await attempt.StoreAsync(attempt.State with { Question = await passkeys.CreationAsync(member, site), Site = site });
        return Ask();
    }

    /// <inheritdoc />
    public async Task<Reply<StaffEntered>> KeepPasskey(string name, string response, AskingDevice? asking)
    {
        var (member, refusal) = await Member();
        if (member is null)
            return refusal!;
        if (attempt.State is not { Next: SecondStep.SetUp, Question: { } question, Site: { } site, Owner: { } owner, IsSignedIn: var isSignedIn })
            return Refusal.AttemptOver;
        if (await IsSetUpElsewhere(member))
            return Refusal.AttemptOver;
        if (PasskeyName.Of(name) is not { } kept)
            return PasskeyName.Refusal;
        await attempt.StoreAsync(attempt.State with { Tries = attempt.State.Tries + 1 });
        if (!await passkeys.KeepAsync(member.Id, site, question, response, kept))
            return Refusal.WrongPasskey;
        await End();
        return new StaffEntered(isSignedIn ? null : await credentials.Issue(member, owner.Generation, SignInFactor.Passkey, asking), null);
    }

    private PasskeyAsk Ask() => new(this.GetPrimaryKeyString(), attempt.State.Question!, attempt.State.ExpiresAt, clock.GetUtcNow());

    /// <summary>The attempt is over; where it was stored, the end is, too.</summary>
    private Task End() => attempt.State.Owner is null ? Keep(new StaffAttempt()) : attempt.StoreAsync(new StaffAttempt());

    private Task Keep(StaffAttempt next)
    {
        if (next.Owner is not null)
            return attempt.StoreAsync(next);
        attempt.State = next;
        return Task.CompletedTask;
    }
}
