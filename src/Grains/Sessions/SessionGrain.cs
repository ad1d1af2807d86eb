using Medzdrav.Contracts;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Medzdrav.Grains;

/// <summary>A session: load, decide, append, then apply, then publish, then answer. Nothing is acknowledged or shown before it is stored.</summary>
[GrainType("session"), CollectionAgeLimit(Minutes = KeptMinutes)]
internal partial class SessionGrain(
    SessionStores stores, IGateways gateways, ConsentTexts consents, IOptions<LimitOptions> options, TimeProvider clock, ILogger<SessionGrain> logger)
    : Grain, ISession, ISessionTalk, ISessionPatient, ISessionConsultant, ISessionDoctor, ISessionMatching, ISessionAttendance, ISessionSignIn, ISessionCall, IJournalOwner
{
    /// <summary>An open session is heard of more often than that, by its presence check at the least. A closed one leaves memory.</summary>
    private const int KeptMinutes = 6;

    private readonly LimitOptions _limits = options.Value;
    private readonly SessionConnections _connections = new();
    private readonly ReadMarks _marks = new();
    private SessionJournal _journal = null!;

    /// <summary>Null until the session is open.</summary>
    private Alarm? _alarm;

    /// <summary>Null until the first call.</summary>
    private CallCarriers? _carriers;

    private SessionId Id => _journal.Id;

    private SessionState State => _journal.State;

    private DateTimeOffset Now => clock.GetUtcNow();

    /// <inheritdoc />
    public override async Task OnActivateAsync(CancellationToken cancellation)
    {
        _journal = new SessionJournal(new SessionId(this.GetPrimaryKeyString()), stores, this, clock, logger);
        await _journal.LoadAsync();
        if (State.Sequence > 0)
            _connections.DeclareFrom = Now + _limits.AbsenceGrace;
        if (!State.IsOpen)
            return;
        gateways.Expect(Id);
        foreach (var lease in gateways.Live)
            lease.Observer.WhoHas(Id).Ignore();
        Arm();
    }

    /// <inheritdoc />
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellation)
    {
        foreach (var gateway in _connections.Gateways)
            gateways.Unwatch(gateway, Id);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task<Reply<SessionView>> Open(CommandId command, Caller owner, SessionMode mode, PatientSnapshot? patient, ConnectionCheck? check, NamedInsurer? insurer) =>
        Decide(CommandKind.Open, command, owner, state => SessionRules.Open(state, owner, mode, patient, check, Now, insurer));

    /// <inheritdoc />
    public Task<Reply<SessionView>> View(Caller caller) => Task.FromResult<Reply<SessionView>>(
        SessionRules.Participant(State, caller) is null ? Refusal.NotFound : SessionViews.View(State, Now));

    /// <inheritdoc />
    public Task<Reply<MessageReceipt>> SendMessage(CommandId command, Caller caller, string text, string[] documentIds) => _journal.DecideAsync<Reply<MessageReceipt>>(
        CommandKind.SendMessage,
        command,
        caller,
        state => SessionRules.SendMessage(state, caller, text, documentIds, _limits),
        static outcome => outcome.Refusal is { } refusal ? refusal : new MessageReceipt(outcome.Answer.Last, outcome.Answer.At));

    /// <inheritdoc />
    public async Task<Reply<SessionView>> ConfirmConsent(CommandId command, Caller caller, string textVersion)
    {
        var text = await consents.CurrentOfAsync(State.Insurer?.InsurerId);
        return await Decide(CommandKind.ConfirmConsent, command, caller, state => SessionRules.ConfirmConsent(state, caller, text, textVersion, Now));
    }

    /// <inheritdoc />
    public Task<Reply<SessionView>> ChangeMode(CommandId command, Caller caller, SessionMode mode) =>
        Decide(CommandKind.ChangeMode, command, caller, state => SessionRules.ChangeMode(state, caller, mode));

    /// <inheritdoc />
    public Task<Reply<SessionView>> Leave(CommandId command, Caller caller) =>
        Decide(CommandKind.Leave, command, caller, state => SessionRules.Leave(state, caller, Now, _limits));

    /// <inheritdoc />
    public async Task<Reply<SessionView>> RequestConsent(CommandId command, Caller caller)
    {
        var text = await consents.CurrentOfAsync(State.Insurer?.InsurerId);
        return await Decide(CommandKind.RequestConsent, command, caller, state => SessionRules.RequestConsent(state, caller, text.Version));
    }

    /// <inheritdoc />
    public async Task<Reply<SessionView>> Transfer(CommandId command, Caller caller, Referral order)
    {
        // S2.4 asks for a policy valid today, not on the day on which the person was chosen.
        var policy = await PolicyToday();
        return await Decide(CommandKind.Transfer, command, caller, state => SessionRules.Transfer(
            state.Patient is null ? state : state with { Patient = state.Patient with { PolicyNumber = policy } }, caller, order, Now, _limits));
    }

    /// <inheritdoc />
    public Task<Reply<SessionView>> StepOut(CommandId command, Caller caller) =>
        Decide(CommandKind.StepOut, command, caller, state => SessionRules.StepOut(state, caller));

    /// <inheritdoc />
    public Task<Reply<SessionView>> Close(CommandId command, Caller caller, CloseReason outcome) =>
        Decide(CommandKind.Close, command, caller, state => SessionRules.Close(state, caller, outcome));

    /// <inheritdoc />
    public Task<Reply<SessionView>> EndConsultation(CommandId command, Caller caller) =>
        Decide(CommandKind.EndConsultation, command, caller, state => SessionRules.EndConsultation(state, caller, Now, _limits));

    /// <inheritdoc />
    public Task<Reply<SessionView>> Admit(CommandId command, long ticket, StaffSnapshot staff, int[] slots) =>
        Decide(CommandKind.Admit, command, Caller.Of(staff.StaffId), state => SessionRules.Admit(state, ticket, staff, slots, Now, _limits));

    /// <inheritdoc />
    public async Task<Reply<SessionView>> AnswerTo(CommandId command, StaffId staff) =>
        !_journal.TryGetAnswer(command, out var answer) || answer.By != ParticipantId.Of(staff) ? Refusal.OfferGone
        : CommandKinds.RefuseRepeat(CommandKind.Admit, answer.By, answer) is { } refusal ? refusal
        : SessionViews.View(await _journal.StateAtAsync(answer), Now);

    /// <inheritdoc />
    public Task Dismiss(StaffId staff) => Happen(state => SessionRules.Dismiss(state, staff, Now));

    /// <inheritdoc />
    public Task Offered(long ticket, StaffId staff) => Happen(state => SessionRules.Offered(state, ticket, staff));

    /// <inheritdoc />
    public Task Uncovered(long ticket) => Happen(state => SessionRules.Uncovered(state, ticket, Now));

    /// <inheritdoc />
    public Task IsAnybodyThere(long ticket)
    {
        if (State.Ticket == ticket && PresenceIn(State) != Presence.Awaited)
            TellQueue();
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public async Task<DateTimeOffset?> Wake()
    {
        await FireDue();
        DateTimeOffset? next = State.IsOpen ? NextDue() : null;
        _journal.GiveBackRow(next);
        return next;
    }

    private async Task<Reply<SessionView>> Decide(CommandKind kind, CommandId command, Caller caller, Func<SessionState, Decision> rule)
    {
        var outcome = await Execute(kind, command, caller, rule);
        return outcome.Refusal is { } refusal ? refusal : SessionViews.View(await _journal.StateAtAsync(outcome.Answer), Now);
    }

    /// <summary>The platform's own doing: no command, nobody to answer.</summary>
    /// <returns>Whether anything was stored.</returns>
    private async Task<bool> Happen(Func<SessionState, Decision> rule) => (await Execute(CommandKind.None, null, null, rule)).IsNew;

    private Task<Outcome> Execute(CommandKind kind, CommandId? command, Caller? caller, Func<SessionState, Decision> rule) =>
        _journal.DecideAsync(kind, command, caller, rule, static outcome => outcome);
}
