using Medzdrav.Contracts;

namespace Medzdrav.Grains;

internal partial class SessionGrain
{
    /// <summary>How often a choice is looked at again when another session of the same person opens meanwhile.</summary>
    private const int MaxChoices = 3;

    /// <inheritdoc />
    public Task<Reply<SessionView>> ChoosePatient(CommandId command, Caller caller, PatientId patient) => Choosing(async () =>
    {
        var person = await Snapshot(patient, await Family(State.Owner.Account));
        var elsewhere = person is null ? null : await Elsewhere(patient);
        return await Decide(CommandKind.ChoosePatient, command, caller, state => SessionRules.ChoosePatient(state, caller, person, elsewhere));
    });

    /// <inheritdoc />
    public Task<Reply<SessionOpener>> Opener(Caller consultant) => Task.FromResult<Reply<SessionOpener>>(
        SessionRules.RefuseConsultant(State, consultant) is { } refusal ? refusal : new SessionOpener(State.Owner, Now, State.Insurer?.InsurerId));

    /// <inheritdoc />
    public Task<Reply<SessionView>> CodeSent(CommandId command, Caller consultant, string maskedPhone) =>
        Decide(CommandKind.CodeSent, command, consultant, state => SessionRules.CodeSent(state, consultant, maskedPhone));

    /// <inheritdoc />
    public Task<Reply<SessionView>> Identify(CommandId command, Caller consultant, PatientId patient) => Choosing(async () =>
    {
        var held = await Snapshot(patient, await Family(State.Owner.Account));
        var elsewhere = held is null ? null : await Elsewhere(patient);
        return await Decide(CommandKind.Identify, command, consultant, state => SessionRules.Identify(state, consultant, patient, held, elsewhere));
    });

    /// <inheritdoc />
    public Task<Reply<SessionView>> SignIn(CommandId command, Caller consultant, AccountId account) => Choosing(async () =>
    {
        var family = await Family(account);
        var person = family.FirstOrDefault(member => member.Id == State.Identified) ?? (family is [var only] ? only : null);
        var snapshot = person is null ? null : await Snapshot(person.Id, family);
        var open = await stores.Rows.OpenOfOwnerAsync(Caller.Of(account), [.. family.Select(member => member.Id)]);
        // Either this very person waits elsewhere, or the account does, and has not said for whom.
        var elsewhere = open.FirstOrDefault(other => other.SessionId != Id && (other.PatientId is null || other.PatientId == person?.Id))?.SessionId;
        return await Decide(CommandKind.SignIn, command, consultant, state => SessionRules.SignIn(state, consultant, account, snapshot, elsewhere));
    });

    /// <inheritdoc />
    public Task<Reply<SessionOpener>> AccountOf(Caller visitor) => Task.FromResult<Reply<SessionOpener>>(
        SessionRules.ClaimedBy(State, visitor, Now) is { } owner ? new SessionOpener(owner, Now) : Refusal.NotFound);

    /// <inheritdoc />
    public Task<Reply<SessionView>> WithdrawConsent(CommandId command, Caller account, PatientId patient, bool endConsultation) =>
        Decide(CommandKind.WithdrawConsent, command, account, state => SessionRules.WithdrawConsent(state, patient, endConsultation, Now, _limits));

    /// <inheritdoc />
    public async Task<Reply<IntakeView>> Intake(Caller caller)
    {
        if (SessionRules.RefuseConsultant(State, caller) is { } refusal)
            return refusal;
        var today = _limits.DateOf(Now);
        var seen = await stores.Medcards.Caller(SessionRules.ReaderIn(State, caller, Now, _limits), State.Owner.Account, State.Identified);
        if (seen.Value is not var (phone, family, identified))
            return seen.Refusal!;
        return new IntakeView(
            phone is not null,
            PhoneNumber.Masked(phone),
            [.. family.Select(member => PatientSnapshots.Member(member, today))],
            State.Patient?.PatientId,
            identified is null ? null : PatientSnapshots.Member(identified, today),
            State.CodeSentTo,
            Now);
    }

    /// <summary>The claim of a session that opened meanwhile decides: look again, and go on there.</summary>
    private static async Task<Reply<SessionView>> Choosing(Func<Task<Reply<SessionView>>> choose)
    {
        var reply = await choose();
        for (var choice = 1; choice < MaxChoices && reply.Refusal == Refusal.AlreadyOpen; choice++)
            reply = await choose();
        return reply;
    }

    private async Task<PatientSnapshot?> Snapshot(PatientId patient, IReadOnlyList<PersonRecord> family) =>
        PatientSnapshots.Of(patient, family, _limits.DateOf(Now), State.OpenedUnder, await consents.OwnersAsync());

    private async Task<SessionId?> Elsewhere(PatientId patient) =>
        await stores.Rows.OpenOfPatientAsync(patient) is { } open && open != Id ? open : null;

    private async Task<IReadOnlyList<PersonRecord>> Family(AccountId? account) =>
        (await stores.Medcards.Family(Reader.Platform, Purpose.Decision, account)).People;

    /// <summary>The chosen person's policy valid today; null without one.</summary>
    private async Task<string?> PolicyToday() =>
        State.Patient is { } patient && await stores.Medcards.Person(Reader.Platform, patient.PatientId) is { } person
            ? PatientSnapshots.ValidPolicy(person, _limits.DateOf(Now), State.Insurer?.InsurerId)?.Number
            : null;
}
