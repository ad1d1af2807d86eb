using Medzdrav.Contracts;

namespace Medzdrav.Grains;

internal partial class SessionGrain
{
    /// <inheritdoc />
    public Task<Reply<SessionOpener>> Opener(Caller consultant) => Task.FromResult<Reply<SessionOpener>>(
        SessionRules.RefuseConsultant(State, consultant) is { } refusal ? refusal : new SessionOpener(State.Owner, Now, State.Insurer?.InsurerId, SessionRules.MustBeIdentified(State)));

    /// <inheritdoc />
    public Task<bool> Knows(CommandId command) => Task.FromResult(_journal.TryGetAnswer(command, out _));

    /// <inheritdoc />
    public Task<Reply<SessionView>> CodeSent(CommandId command, Caller consultant, string maskedPhone) =>
        Decide(new Asked(CommandKind.CodeSent, maskedPhone), command, consultant, state => SessionRules.CodeSent(state, consultant, maskedPhone));

    /// <inheritdoc />
    public Task<Reply<SessionView>> Identify(CommandId command, Caller consultant, PatientId patient) => Choosing(patient, async () =>
    {
        var (held, login) = State.Phone is null ? (await Snapshot(patient, await Family(State.Owner.Account)), null) : await OnPhone(patient);
        var elsewhere = held is null ? null : await Elsewhere(patient);
        return await Decide(Asked.Person(CommandKind.Identify, patient), command, consultant, state => SessionRules.Identify(state, consultant, patient, held, elsewhere, login));
    });

    /// <inheritdoc />
    public Task<Reply<SessionView>> SignIn(CommandId command, Caller consultant, AccountId account) => Choosing(State.Patient?.PatientId, async () =>
    {
        var family = await Family(account);
        var person = SessionRules.Meant(State, family);
        var snapshot = person is null ? null : await Snapshot(person.Id, family);
        var open = await stores.Rows.OpenOfOwnerAsync(Caller.Of(account), [.. family.Select(member => member.Id)]);
        var elsewhere = SessionRules.Elsewhere(State, person?.Id, open);
        return await Decide(new Asked(CommandKind.SignIn, account.Value), command, consultant, state => SessionRules.SignIn(state, consultant, account, snapshot, elsewhere));
    });

    /// <inheritdoc />
    public async Task FollowLogin()
    {
        if (State.Patient is not { PatientId: var patient } || await stores.Medcards.Login(Reader.Platform, patient) is not { } login || State.Owner == Caller.Of(login))
            return;
        var person = await Snapshot(patient, await Family(login));
        await Happen(state => SessionRules.FollowLogin(state, patient, login, person?.ConsentBy));
    }

    /// <inheritdoc />
    public Task<Reply<SessionOpener>> AccountOf(Caller visitor) => Task.FromResult<Reply<SessionOpener>>(
        SessionRules.ClaimedBy(State, visitor, Now) is { } owner ? new SessionOpener(owner, Now) : Refusal.NotFound);

    /// <inheritdoc />
    public Task<Reply<SessionView>> WithdrawConsent(CommandId command, Caller account, PatientId patient, bool endConsultation) =>
        Decide(new Asked(CommandKind.WithdrawConsent), command, account, state => SessionRules.WithdrawConsent(state, patient, endConsultation, Now, _limits));

    private Task Recognize(Caller caller) => SessionRules.MayHaveMoved(State, caller) ? FollowLogin() : Task.CompletedTask;
}
