using Medzdrav.Contracts;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Medzdrav.Grains;

/// <summary>A session: load, decide, append, then apply, then publish, then answer. Nothing is acknowledged or shown before it is stored.</summary>
[GrainType("session"), CollectionAgeLimit(Minutes = KeptMinutes)]
internal partial class SessionGrain(
    SessionStores stores, IGateways gateways, ConsentTexts consents, IOptions<LimitOptions> options, TimeProvider clock, ILogger<SessionGrain> logger)
    : Grain, ISession, ISessionTalk, ISessionPatient, ISessionConsultant, ISessionDoctor, ISessionMatching, ISessionAttendance, ISessionSignIn, ISessionCall, ISessionPhone, ISessionDocuments, ISessionBooking, ISessionWaiting, ISessionSupervision, IJournalOwner
{
    /// <summary>An open session is heard of more often than that, by its presence check at the least. A closed one leaves memory.</summary>
    private const int KeptMinutes = 6;

    /// <summary>A link that came an hour later would speak of a talk that is over.</summary>
    private static readonly TimeSpan LinkIsNewsFor = TimeSpan.FromHours(1);

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
        _journal = new SessionJournal(new SessionId(this.GetPrimaryKeyString()), stores, this, _limits, clock, logger);
        await _journal.LoadAsync();
        if (State.Sequence > 0)
            _connections.DeclareFrom = Now + _limits.AbsenceGrace;
        if (!State.IsOpen)
            return;
        gateways.Expect(Id);
        foreach (var lease in gateways.Live)
            lease.Observer.WhoHas(Id).Ignore();
        if (State.Leg is { Staff.Role: ParticipantRole.Consultant, Awaiting: null })
            FinishCallbacks();
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
    public Task<Reply<SessionView>> Open(CommandId command, Caller owner, SessionMode mode, PatientSnapshot? patient, ConnectionCheck? check, NamedInsurer? insurer, DueBooking? booking) =>
        Decide(Asked.Open(mode), command, owner, state => SessionRules.Open(state, owner, mode, patient, check, Now, insurer, booking));

    /// <inheritdoc />
    public async Task<Reply<SessionView>> Opened(CommandId command, Caller owner, SessionMode mode, PatientId? patient)
    {
        if (!_journal.TryGetAnswer(command, out var first))
            return Refusal.NotFound;
        if (await _journal.RefuseRepeatAsync(Asked.Open(mode), owner, first) is { } refusal)
            return refusal;
        return patient is { } named && !SessionRules.WasOpenedFor(named, await _journal.MadeByAsync(first)) ? Refusal.CommandReused : await View(owner);
    }

    /// <inheritdoc />
    public async Task<Reply<SessionView>> View(Caller caller)
    {
        await LookAgain();
        await Recognize(caller);
        return SessionRules.RefuseJoin(State, caller, 0, out _) is { } refusal ? refusal : ViewFor(caller, State);
    }

    /// <inheritdoc />
    public async Task<Reply<JoinAnswer>> Join(Caller caller, ConnectionRef connection, IGatewayObserver gateway, long afterSequence)
    {
        // A connection that joins is shown what is stored, even where another activation stored it.
        await _journal.CatchUpAsync();
        await Recognize(caller);
        if (SessionRules.RefuseJoin(State, caller, afterSequence, out var participant) is { } refusal)
            return refusal;
        // Events that come while the journal is read have higher numbers: the client sees no hole.
        var view = await Enter(connection, participant, gateway);
        var events = EventPages.First(await _journal.EventsAfterAsync(afterSequence, EventPages.FirstBytes), participant, EventPages.FirstBytes);
        return new JoinAnswer(view, events, (events is [.., var last] ? last.Sequence : afterSequence) < view.Sequence);
    }

    /// <inheritdoc />
    public async Task<Reply<JoinAnswer>> JoinLatest(Caller caller, ConnectionRef connection, IGatewayObserver gateway)
    {
        await _journal.CatchUpAsync();
        await Recognize(caller);
        if (SessionRules.RefuseJoin(State, caller, 0, out var participant) is { } refusal)
            return refusal;
        var view = await Enter(connection, participant, gateway);
        var events = EventPages.Last(await _journal.EventsBeforeAsync(view.Sequence + 1, EventPages.FirstBytes), participant, EventPages.FirstBytes);
        return new JoinAnswer(view, events, events[0].Sequence > 1);
    }

    /// <inheritdoc />
    public async Task<Reply<EarlierEvents>> ReadEarlier(Caller caller, long beforeSequence)
    {
        await LookAgain();
        await Recognize(caller);
        if (SessionRules.RefuseEarlier(State, caller, beforeSequence, out var participant) is { } refusal)
            return refusal;
        var events = EventPages.Last(await _journal.EventsBeforeAsync(beforeSequence, EventPages.MoreBytes), participant, EventPages.MoreBytes);
        return new EarlierEvents(events, events is [var first, ..] && first.Sequence > 1, Now);
    }

    /// <inheritdoc />
    public async Task<Reply<PatientCard>> Card(Caller caller)
    {
        var reader = SessionRules.ReaderIn(State, caller, Now, _limits);
        if (!MedcardRules.May(reader, Purpose.Treatment))
            return Refusal.NotFound;
        if (State.Patient is not { } patient)
            return Refusal.PatientRequired;
        // Whoever treats the patient goes on doing so.
        if (reader.Relation == Relation.Receiving && SessionRules.RefuseUnknown(State, CallerAct.SeePerson) is { } unknown)
            return unknown;
        var seen = await stores.Medcards.Card(reader, patient.PatientId, withFamily: SessionRules.RefuseUnknown(State, CallerAct.SeeFamily) is null);
        return seen.Value is var (person, family, history)
            ? PatientSnapshots.Card(person, family, [.. history.Where(entry => entry.SessionId != Id)], _limits.DateOf(Now), patient.Insurer?.InsurerId ?? State.Insurer?.InsurerId)
            : seen.Refusal!;
    }

    /// <inheritdoc />
    public async Task<DateTimeOffset?> Wake()
    {
        await FireDue();
        DateTimeOffset? next = State.IsOpen ? NextDue() : null;
        _journal.GiveBackRow(next);
        return next;
    }

    /// <summary>A closed session may have been erased since it was loaded: then nobody finds it here any more. What is written to it meanwhile is refused by the journal.</summary>
    private Task LookAgain() => State.Sequence > 0 && !State.IsOpen ? _journal.CatchUpAsync() : Task.CompletedTask;

    private async Task<SessionView> Enter(ConnectionRef connection, ParticipantId participant, IGatewayObserver gateway)
    {
        await Attach(connection, participant, gateway);
        if (participant == ParticipantId.Patient && State.Waiting?.For.Queue is { } queue)
            stores.Queues.Of(GrainFactory, queue, Id).Refresh(Id).Ignore();
        return SessionViews.View(State, Now, forStaff: participant != ParticipantId.Patient, _limits);
    }

    private SessionView ViewFor(Caller caller, SessionState state) => SessionViews.View(state, Now, forStaff: caller.Staff is not null, _limits);

    private async Task<Reply<SessionView>> Decide(Asked asked, CommandId command, Caller caller, Func<SessionState, Decision> rule)
    {
        var outcome = await Execute(asked, command, caller, rule);
        return outcome.Refusal is { } refusal ? refusal : ViewFor(caller, await _journal.StateAtAsync(outcome.Answer));
    }

    /// <summary>Decides where the answer is no more than that it was done.</summary>
    private async Task<Reply<Done>> Acknowledge(Asked asked, CommandId? command, Caller? caller, Func<SessionState, Decision> rule)
    {
        var outcome = await Execute(asked, command, caller, rule);
        return outcome.Refusal is { } refusal ? refusal : new Done(Now);
    }

    /// <summary>The platform's own doing: no command, nobody to answer.</summary>
    /// <returns>Whether anything was stored.</returns>
    private async Task<bool> Happen(Func<SessionState, Decision> rule) => (await Execute(default, null, null, rule)).IsNew;

    private Task<Outcome> Execute(Asked asked, CommandId? command, Caller? caller, Func<SessionState, Decision> rule) =>
        _journal.DecideAsync(asked, command, caller, rule, static outcome => outcome);
}
