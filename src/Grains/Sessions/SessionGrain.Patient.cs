using Medzdrav.Contracts;

namespace Medzdrav.Grains;

internal partial class SessionGrain
{
    /// <summary>How often a choice is looked at again when another session of the same person opens meanwhile.</summary>
    private const int MaxChoices = 3;

    /// <inheritdoc />
    public Task<Reply<SessionView>> ChoosePatient(CommandId command, Caller caller, PatientId patient) => Choosing(patient, async () =>
    {
        var person = await Snapshot(patient, await Family(State.Owner.Account));
        var elsewhere = person is null ? null : await Elsewhere(patient);
        return await Decide(Asked.Person(CommandKind.ChoosePatient, patient), command, caller, state => SessionRules.ChoosePatient(state, caller, person, elsewhere));
    });

    /// <inheritdoc />
    public async Task<Reply<SessionView>> ConfirmConsent(CommandId command, Caller caller, string textVersion, ConsentSigner? signer)
    {
        // Nobody confirms in the name of a person whose number they have no more.
        await FollowLogin();
        var text = await consents.CurrentOfAsync(State.Insurer?.InsurerId);
        var reply = await Decide(new Asked(CommandKind.ConfirmConsent, textVersion), command, caller, state => SessionRules.ConfirmConsent(state, caller, text, textVersion, Now, signer));
        if (reply.Refusal == Refusal.WrongConsentVersion)
            await Happen(state => SessionRules.RenewConsent(state, text.Version));
        return reply;
    }

    /// <inheritdoc />
    public async Task<Reply<SessionView>> DeclineConsent(CommandId command, Caller caller, string textVersion)
    {
        await FollowLogin();
        return await Decide(new Asked(CommandKind.DeclineConsent, textVersion), command, caller, state => SessionRules.DeclineConsent(state, caller, textVersion));
    }

    /// <inheritdoc />
    public Task<Reply<SessionView>> ChangeMode(CommandId command, Caller caller, SessionMode mode) =>
        Decide(Asked.Mode(mode), command, caller, state => SessionRules.ChangeMode(state, caller, mode, _limits));

    /// <inheritdoc />
    public Task<Reply<SessionView>> Leave(CommandId command, Caller caller) =>
        Decide(new Asked(CommandKind.Leave), command, caller, state => SessionRules.Leave(state, caller, Now, _limits));

    /// <inheritdoc />
    public async Task<Reply<SessionView>> Rate(CommandId command, Caller caller, int stars, string? comment)
    {
        await Recognize(caller);
        var words = SessionRules.CommentOf(comment);
        return await Decide(Asked.Rating(stars, words), command, caller, state => SessionRules.Rate(state, caller, stars, words, Now, _limits));
    }

    /// <summary>The claim of a session that opened meanwhile decides: look again, and go on there.</summary>
    private async Task<Reply<SessionView>> Choosing(PatientId? patient, Func<Task<Reply<SessionView>>> choose)
    {
        var reply = await choose();
        for (var choice = 1; choice < MaxChoices && reply.Refusal == Refusal.AlreadyOpen; choice++)
        {
            if (State.Phone is not null && patient is { } person && await Elsewhere(person) is { } other)
                await CallHere(other);
            reply = await choose();
        }
        // The insurer may have changed the number since it was read.
        if (reply.Value is not null)
        {
            await FollowLogin();
            await CarryNear();
        }
        return reply;
    }

    private async Task<PatientSnapshot?> Snapshot(PatientId patient, IReadOnlyList<PersonRecord> family) =>
        PatientSnapshots.Of(patient, family, _limits.DateOf(Now), State.OpenedUnder, await consents.OwnersAsync());

    private async Task<SessionId?> Elsewhere(PatientId patient) =>
        await stores.Rows.OpenOfPatientAsync(patient) is { } open && open != Id ? open : null;

    private async Task<IReadOnlyList<PersonRecord>> Family(AccountId? account) =>
        (await stores.Medcards.Family(Reader.Platform, Purpose.Decision, account)).People;
}
