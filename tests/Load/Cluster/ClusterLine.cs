using System.Collections.Concurrent;
using Medzdrav.Contracts;

namespace Medzdrav.Tests.Load;

/// <summary>A connection of a played gateway: calls go to the grains as the hub makes them.</summary>
internal sealed class ClusterLine(ClusterGateway gateway, IGrainFactory grains, Credential credential, ConnectionRef reference, IListener listener) : ILine
{
    private readonly ConcurrentDictionary<SessionId, long> _joined = new();
    private readonly ConcurrentDictionary<SessionId, CarriedCall> _carried = new();

    /// <summary>Which connection of which gateway.</summary>
    public ConnectionRef Reference => reference;

    /// <summary>The sessions that it joined.</summary>
    public IEnumerable<SessionId> Sessions => _joined.Keys;

    private Caller Caller => credential.Caller;

    private ISpecialist Specialist => credential.Queue == QueueKind.Consultant ? grains.GetGrain<IConsultantGrain>(Caller.Id) : grains.GetGrain<IDoctorGrain>(Caller.Id);

    /// <summary>For staff: this tab is open, or still is.</summary>
    public Task AttachAsync() => credential.Queue is null ? Task.CompletedTask : Specialist.Attach(reference, gateway.Reference);

    /// <summary>Events of a joined session.</summary>
    public void Hear(SessionId session, SessionEventView[] events)
    {
        foreach (var happened in events)
            if (Advance(session, happened.Sequence))
                listener.Happened(session, happened);
    }

    /// <summary>Notices for a specialist.</summary>
    public void Hear(StaffPush push)
    {
        if (push.Offer is { } offer)
            listener.Offered(offer);
        if (push.OfferGone is { } gone)
            listener.OfferGone(gone.OfferId, gone.Why);
        if (push.Duty is { } duty)
            listener.DutyChanged(duty.Duty, duty.Why);
    }

    /// <summary>Something about the call in a joined session.</summary>
    public void Hear(CallPush push)
    {
        if (push.Ready is { } ready)
        {
            _carried[push.SessionId] = new CarriedCall(ready.With, ready.CallId);
            listener.CallReady(push.SessionId, ready);
        }
        if (push.Signal is { } signal)
            listener.Signalled(push.SessionId, signal.From, signal.Payload);
    }

    /// <summary>Compares with where sessions stand in the journal.</summary>
    public void Check(Dictionary<SessionId, long> heads)
    {
        foreach (var (session, last) in _joined)
            if (heads.TryGetValue(session, out var head) && last < head)
                listener.Checked(session, head);
    }

    /// <summary>The answer of this connection when a session asks who is there.</summary>
    public JoinedConnection? Joined(SessionId session) =>
        _joined.TryGetValue(session, out var last) ? new JoinedConnection(reference.Connection, Caller, last, _carried.TryGetValue(session, out var call) ? [call] : null) : null;

    /// <inheritdoc />
    public Task<Reply<SessionView>> OpenSession(CommandId command, SessionMode mode) => Caller.Kind == CallerKind.Visitor
        ? grains.GetGrain<IVisitorsGrain>(0).OpenSession(Caller.Id, command, mode)
        : grains.GetGrain<IAccountGrain>(Caller.Id).OpenSession(command, mode, credential.Patient);

    /// <inheritdoc />
    public async Task<Reply<JoinAnswer>> JoinSession(SessionId session, long afterSequence)
    {
        _joined.TryAdd(session, afterSequence);
        var reply = await grains.GetGrain<ISession>(session.Value).Join(Caller, reference, gateway.Reference, afterSequence);
        if (reply.Value is null)
            _joined.TryRemove(session, out _);
        else if (reply.Value.Events is [.., var last])
            Advance(session, last.Sequence);
        return reply;
    }

    /// <inheritdoc />
    public Task<Reply<MessageReceipt>> SendMessage(CommandId command, SessionId session, string text) => grains.GetGrain<ISessionTalk>(session.Value).SendMessage(command, Caller, text, []);

    /// <inheritdoc />
    public Task<Reply<Done>> MarkRead(SessionId session, long sequence) => grains.GetGrain<ISessionTalk>(session.Value).MarkRead(Caller, sequence);

    /// <inheritdoc />
    public Task<Reply<SessionView>> ConfirmConsent(CommandId command, SessionId session, string textVersion) =>
        grains.GetGrain<ISessionPatient>(session.Value).ConfirmConsent(command, Caller, textVersion);

    /// <inheritdoc />
    public Task<Reply<SessionView>> LeaveSession(CommandId command, SessionId session) => grains.GetGrain<ISessionPatient>(session.Value).Leave(command, Caller);

    /// <inheritdoc />
    public Task<Reply<DutyView>> SetDuty(CommandId command, Duty duty) => Specialist.SetDuty(command, duty);

    /// <inheritdoc />
    public Task<Reply<OfferAnswer>> AnswerOffer(CommandId command, OfferId offer, bool accept) => Specialist.AnswerOffer(command, offer, accept);

    /// <inheritdoc />
    public Task OfferShown(OfferId offer) => Specialist.OfferShown(offer);

    /// <inheritdoc />
    public Task<Reply<SessionView>> RequestConsent(CommandId command, SessionId session) => grains.GetGrain<ISessionConsultant>(session.Value).RequestConsent(command, Caller);

    /// <inheritdoc />
    public Task<Reply<SessionView>> Transfer(CommandId command, SessionId session, QueueKind to, string reason) =>
        grains.GetGrain<ISessionConsultant>(session.Value).Transfer(command, Caller, new Referral(to, reason, null));

    /// <inheritdoc />
    public Task<Reply<SessionView>> CloseSession(CommandId command, SessionId session, CloseReason outcome) => grains.GetGrain<ISessionConsultant>(session.Value).Close(command, Caller, outcome);

    /// <inheritdoc />
    public Task<Reply<SessionView>> EndConsultation(CommandId command, SessionId session) => grains.GetGrain<ISessionDoctor>(session.Value).EndConsultation(command, Caller);

    /// <inheritdoc />
    public Task<Reply<ConclusionView>> SaveConclusion(CommandId command, SessionId session, ConclusionText text) =>
        grains.GetGrain<ISessionDoctor>(session.Value).SaveConclusion(command, Caller, text);

    /// <inheritdoc />
    public Task<Reply<ConclusionView>> SignConclusion(CommandId command, SessionId session) => grains.GetGrain<ISessionDoctor>(session.Value).SignConclusion(command, Caller);

    /// <inheritdoc />
    public Task<Reply<FoundSlots>> FindSlots(SlotQuery query) => grains.GetGrain<IBookingGrain>(Caller.Id).FindSlots(query);

    /// <inheritdoc />
    public Task<Reply<AppointmentView>> Book(CommandId command, BookingOrder order) => grains.GetGrain<IBookingGrain>(Caller.Id).Book(command, order);

    /// <inheritdoc />
    public Task<Reply<Done>> TakeCall(SessionId session) => grains.GetGrain<ISessionCall>(session.Value).Take(Caller, reference);

    /// <inheritdoc />
    public Task<Reply<Done>> ResumeCall(SessionId session, CarriedCall[] calls) => grains.GetGrain<ISessionCall>(session.Value).Resume(Caller, reference, calls);

    /// <inheritdoc />
    public Task Signal(SessionId session, ParticipantId to, SignalPayload payload) => grains.GetGrain<ISessionCall>(session.Value).Signal(Caller, reference, to, payload);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        gateway.Remove(this);
        foreach (var session in _joined.Keys)
            await grains.GetGrain<ISessionAttendance>(session.Value).Detach(reference, TimeProvider.System.GetUtcNow());
        if (credential.Queue is not null)
            await Specialist.Detach(reference);
    }

    /// <summary>Remembers how far this connection is told.</summary>
    /// <returns>Whether the session is joined.</returns>
    private bool Advance(SessionId session, long sequence)
    {
        while (_joined.TryGetValue(session, out var last))
            if (last >= sequence || _joined.TryUpdate(session, sequence, last))
                return true;
        return false;
    }
}
