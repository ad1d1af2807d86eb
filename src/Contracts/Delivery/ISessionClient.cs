namespace Medzdrav.Contracts;

/// <summary>The methods that the hub calls on a client. Source: <c>docs/protocol.md</c>, "Server to client".</summary>
public interface ISessionClient
{
    /// <summary>An event of a joined session.</summary>
    Task SessionEvent(SessionId sessionId, SessionEventView sessionEvent);

    /// <summary>Where the client should be: who is behind joins again after its last sequence.</summary>
    Task SequenceCheck(SessionId sessionId, long sequence);

    /// <summary>The place in the queue.</summary>
    Task QueueUpdate(SessionId sessionId, QueuePositionView position);

    /// <summary>A session is offered to this specialist.</summary>
    Task Offer(OfferView offer);

    /// <summary>An offer is gone: fall silent.</summary>
    Task OfferGone(OfferId offerId, OfferGoneReason why);

    /// <summary>The duty changed, by hand or by the server.</summary>
    Task DutyChanged(DutyView duty, DutyChangeReason why);

    /// <summary>How a queue is covered; to staff, on change.</summary>
    Task CoverageChanged(QueueCoverage coverage);

    /// <summary>The tasks changed; to consultants. Read them again.</summary>
    /// <param name="open">How many are open.</param>
    Task TasksChanged(int open);

    /// <summary>The alarms of rosters changed; to those who watch the duty. Read them again.</summary>
    /// <param name="standing">How many stand.</param>
    Task RosterAlarmsChanged(int standing);

    /// <summary>The service goes otherwise than before; to connections that asked for it (<c>Supervision</c>). Ask again.</summary>
    /// <param name="revision">Which revision of the view there is now.</param>
    Task SupervisionChanged(long revision);

    /// <summary>A booking was made, moved or cancelled; to the person's side and to the doctor. Read the bookings again.</summary>
    /// <param name="appointmentId">Which.</param>
    /// <param name="version">The version that stands now.</param>
    Task AppointmentChanged(AppointmentId appointmentId, long version);

    /// <summary>The platform opened a session for a person of this account, because the person's booking begins (S4.8): join it. The patient need not call.</summary>
    /// <param name="sessionId">Which.</param>
    /// <param name="appointment">The booking that it carries.</param>
    Task SessionOpened(SessionId sessionId, BookedConsultation appointment);

    /// <summary>A consultant calls; repeated while it rings.</summary>
    Task IncomingCall(IncomingCallView call);

    /// <summary>A call is over: fall silent. To all connections of the account, and to the consultant who called.</summary>
    /// <param name="callId">Which.</param>
    /// <param name="why">Why.</param>
    /// <param name="sessionId">The session that it opened, or null.</param>
    Task IncomingCallGone(string callId, CallGoneReason why, SessionId? sessionId);

    /// <summary>Of the patients whom this consultant asked for last (<c>WhoIsOnline</c>), others than before are on the platform; to all connections of the consultant.</summary>
    Task OnlineChanged(OnlinePatients online);

    /// <summary>Somebody is typing.</summary>
    Task Typing(SessionId sessionId, ParticipantId participantId);

    /// <summary>Both sides of a call are there: connect.</summary>
    Task CallReady(SessionId sessionId, CallReady ready);

    /// <summary>Another connection of the same participant carries the call now.</summary>
    Task CallTaken(SessionId sessionId);

    /// <summary>The other connection of the same participant that carried the call does so no more: whoever wants to talk takes it.</summary>
    Task CallFree(SessionId sessionId);

    /// <summary>The other side hung up; the session goes on.</summary>
    Task CallLeft(SessionId sessionId, ParticipantId participantId);

    /// <summary>A description or a candidate of the other side.</summary>
    Task Signal(SessionId sessionId, ParticipantId fromParticipantId, SignalPayload payload);
}
