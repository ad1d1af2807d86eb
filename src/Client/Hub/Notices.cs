using Medzdrav.Contracts;

namespace Medzdrav.Client;

/// <summary>The news that the platform tells by itself (<c>docs/protocol.md</c>, "Server to client"), each as an event of the same name.</summary>
/// <remarks>Handlers are called one after another, in the order in which the platform told, on a thread of the client's: a handler returns soon, and goes to the app's own thread for what is shown.</remarks>
public sealed class Notices
{
    private readonly HubLine _line;
    private readonly Lock _gate = new();
    private readonly List<(string Name, Delegate Handler, IDisposable Listening)> _listening = [];

    internal Notices(HubLine line) => _line = line;

    /// <summary>An event of a joined session as it came, perhaps twice or out of order; <see cref="JoinedSession"/> puts them in order.</summary>
    public event Action<SessionId, SessionEventView> SessionEvent { add => Add(nameof(SessionEvent), value); remove => Remove(nameof(SessionEvent), value); }

    /// <summary>Where a reader of a session should be; <see cref="JoinedSession"/> heeds it.</summary>
    public event Action<SessionId, long> SequenceCheck { add => Add(nameof(SequenceCheck), value); remove => Remove(nameof(SequenceCheck), value); }

    /// <summary>The place in the queue.</summary>
    public event Action<SessionId, QueuePositionView> QueueUpdate { add => Add(nameof(QueueUpdate), value); remove => Remove(nameof(QueueUpdate), value); }

    /// <summary>A session is offered to this specialist.</summary>
    public event Action<OfferView> Offer { add => Add(nameof(Offer), value); remove => Remove(nameof(Offer), value); }

    /// <summary>An offer is gone: fall silent.</summary>
    public event Action<OfferId, OfferGoneReason> OfferGone { add => Add(nameof(OfferGone), value); remove => Remove(nameof(OfferGone), value); }

    /// <summary>The duty changed, by hand or by the platform.</summary>
    public event Action<DutyView, DutyChangeReason> DutyChanged { add => Add(nameof(DutyChanged), value); remove => Remove(nameof(DutyChanged), value); }

    /// <summary>The numbers on duty and waiting; told to staff.</summary>
    public event Action<QueueCoverage> CoverageChanged { add => Add(nameof(CoverageChanged), value); remove => Remove(nameof(CoverageChanged), value); }

    /// <summary>So many tasks are open now; to consultants. Read them again.</summary>
    public event Action<int> TasksChanged { add => Add(nameof(TasksChanged), value); remove => Remove(nameof(TasksChanged), value); }

    /// <summary>So many alarms of rosters stand now; to those who watch the duty. Read them again.</summary>
    public event Action<int> RosterAlarmsChanged { add => Add(nameof(RosterAlarmsChanged), value); remove => Remove(nameof(RosterAlarmsChanged), value); }

    /// <summary>The service goes otherwise than before, in this revision; to supervisors who asked for it. Ask again.</summary>
    public event Action<long> SupervisionChanged { add => Add(nameof(SupervisionChanged), value); remove => Remove(nameof(SupervisionChanged), value); }

    /// <summary>A booking was made, moved or cancelled, and stands in this version; to the person's side and to the doctor. Read the bookings again.</summary>
    public event Action<AppointmentId, long> AppointmentChanged { add => Add(nameof(AppointmentChanged), value); remove => Remove(nameof(AppointmentChanged), value); }

    /// <summary>The platform opened a session because a booking begins: join it.</summary>
    public event Action<SessionId, BookedConsultation> SessionOpened { add => Add(nameof(SessionOpened), value); remove => Remove(nameof(SessionOpened), value); }

    /// <summary>A consultant calls; told again while it rings.</summary>
    public event Action<IncomingCallView> IncomingCall { add => Add(nameof(IncomingCall), value); remove => Remove(nameof(IncomingCall), value); }

    /// <summary>A call rings no more: fall silent. The session that it opened is named, if it did.</summary>
    public event Action<string, CallGoneReason, SessionId?> IncomingCallGone { add => Add(nameof(IncomingCallGone), value); remove => Remove(nameof(IncomingCallGone), value); }

    /// <summary>Of the patients whom this consultant asked for last, others than before are on the platform.</summary>
    public event Action<OnlinePatients> OnlineChanged { add => Add(nameof(OnlineChanged), value); remove => Remove(nameof(OnlineChanged), value); }

    /// <summary>Somebody is typing.</summary>
    public event Action<SessionId, ParticipantId> Typing { add => Add(nameof(Typing), value); remove => Remove(nameof(Typing), value); }

    /// <summary>Both sides of a call are carried: connect.</summary>
    public event Action<SessionId, CallReady> CallReady { add => Add(nameof(CallReady), value); remove => Remove(nameof(CallReady), value); }

    /// <summary>Another connection of the same participant carries the call now.</summary>
    public event Action<SessionId> CallTaken { add => Add(nameof(CallTaken), value); remove => Remove(nameof(CallTaken), value); }

    /// <summary>The other connection of the same participant that carried the call does so no more: whoever wants to talk takes it.</summary>
    public event Action<SessionId> CallFree { add => Add(nameof(CallFree), value); remove => Remove(nameof(CallFree), value); }

    /// <summary>The other side hung up; the session goes on.</summary>
    public event Action<SessionId, ParticipantId> CallLeft { add => Add(nameof(CallLeft), value); remove => Remove(nameof(CallLeft), value); }

    /// <summary>A description or a candidate of the other side.</summary>
    public event Action<SessionId, ParticipantId, SignalPayload> Signal { add => Add(nameof(Signal), value); remove => Remove(nameof(Signal), value); }

    private void Add<T>(string name, Action<T> handler) => Listen(name, handler, [typeof(T)], told => handler((T)told[0]!));

    private void Add<T1, T2>(string name, Action<T1, T2> handler) => Listen(name, handler, [typeof(T1), typeof(T2)], told => handler((T1)told[0]!, (T2)told[1]!));

    private void Add<T1, T2, T3>(string name, Action<T1, T2, T3> handler) => Listen(name, handler, [typeof(T1), typeof(T2), typeof(T3)], told => handler((T1)told[0]!, (T2)told[1]!, (T3)told[2]!));

    private void Listen(string name, Delegate handler, Type[] types, Action<object?[]> told)
    {
        lock (_gate)
            _listening.Add((name, handler, _line.On(name, types, told)));
    }

    private void Remove(string name, Delegate handler)
    {
        lock (_gate)
        {
            var at = _listening.FindLastIndex(one => one.Name == name && one.Handler == handler);
            if (at < 0)
                return;
            _listening[at].Listening.Dispose();
            _listening.RemoveAt(at);
        }
    }
}
