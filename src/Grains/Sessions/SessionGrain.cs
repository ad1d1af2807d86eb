using Medzdrav.Contracts;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Medzdrav.Grains;

/// <summary>A session: load, decide, append, then apply, then publish, then answer. Nothing is acknowledged or shown before it is stored.</summary>
[GrainType("session"), CollectionAgeLimit(Minutes = KeptMinutes)]
internal partial class SessionGrain(
    SessionStores stores, IGateways gateways, ConsentTexts consents, IOptions<LimitOptions> options, TimeProvider clock, ILogger<SessionGrain> logger)
    : Grain, ISession, ISessionTalk, ISessionPatient, ISessionConsultant, ISessionDoctor, ISessionMatching, ISessionAttendance, ISessionSignIn, ISessionCall
{
    /// <summary>An open session is heard of more often than that, by its presence check at the least. A closed one leaves memory.</summary>
    private const int KeptMinutes = 6;

    private readonly LimitOptions _limits = options.Value;
    private SessionState _state = null!;
    private SessionId? _id;

    // Asked for with every event, and each time read from the key's bytes.
    private SessionId Id => _id ??= new SessionId(this.GetPrimaryKeyString());

    private DateTimeOffset Now => clock.GetUtcNow();

    /// <inheritdoc />
    public override async Task OnActivateAsync(CancellationToken cancellation)
    {
        await Load();
        _declareFrom = _state.Sequence == 0 ? DateTimeOffset.MinValue : Now + _limits.AbsenceGrace;
        if (!_state.IsOpen)
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
        SessionRules.Participant(_state, caller) is null ? Refusal.NotFound : SessionViews.View(_state, Now));

    /// <inheritdoc />
    public Task<Reply<MessageReceipt>> SendMessage(CommandId command, Caller caller, string text, string[] documentIds) => Execute<Reply<MessageReceipt>>(
        CommandKind.SendMessage,
        command,
        caller,
        state => SessionRules.SendMessage(state, caller, text, documentIds, _limits),
        static outcome => outcome.Refusal is { } refusal ? refusal : new MessageReceipt(outcome.Answer.Last, outcome.Answer.At));

    /// <inheritdoc />
    public async Task<Reply<SessionView>> ConfirmConsent(CommandId command, Caller caller, string textVersion)
    {
        var text = await consents.CurrentOfAsync(_state.Insurer?.InsurerId);
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
        var text = await consents.CurrentOfAsync(_state.Insurer?.InsurerId);
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
        !_answers.TryGet(command, out var answer) || answer.By != ParticipantId.Of(staff) ? Refusal.OfferGone
        : answer.Kind == CommandKind.Admit ? await ViewAt(answer)
        : Refusal.CommandReused;

    /// <inheritdoc />
    public Task Dismiss(StaffId staff) => Happen(state => SessionRules.Dismiss(state, staff, Now));

    /// <inheritdoc />
    public Task Offered(long ticket, StaffId staff) => Happen(state => SessionRules.Offered(state, ticket, staff));

    /// <inheritdoc />
    public Task Uncovered(long ticket) => Happen(state => SessionRules.Uncovered(state, ticket, Now));

    /// <inheritdoc />
    public Task IsAnybodyThere(long ticket)
    {
        if (_state.Ticket == ticket && PresenceIn(_state) != Presence.Awaited)
            TellQueue();
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public async Task<DateTimeOffset?> Wake()
    {
        await FireDue();
        DateTimeOffset? next = _state.IsOpen ? NextDue() : null;
        _row = RowRules.GivenBack(_row, next);
        return next;
    }
}
