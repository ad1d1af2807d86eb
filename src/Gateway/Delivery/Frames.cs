using Medzdrav.Contracts;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace Medzdrav.Gateway;

/// <summary>An event on its way to connections.</summary>
/// <param name="Sequence">Its number.</param>
/// <param name="Message">The message that is written.</param>
/// <param name="Bytes">How long it is, about.</param>
internal readonly record struct EventPush(long Sequence, SerializedHubMessage Message, int Bytes);

/// <summary>The methods of <see cref="ISessionClient"/> as messages, each encoded once however many connections it goes to.</summary>
internal static class Frames
{
    /// <inheritdoc cref="ISessionClient.SessionEvent" />
    public static EventPush[] SessionEvents(SessionId session, SessionEventView[] events) =>
        Array.ConvertAll(events, happened => new EventPush(happened.Sequence, Of(nameof(ISessionClient.SessionEvent), session, happened), happened.WireBytes()));

    /// <inheritdoc cref="ISessionClient.SequenceCheck" />
    public static SerializedHubMessage SequenceCheck(SessionId session, long sequence) => Of(nameof(ISessionClient.SequenceCheck), session, sequence);

    /// <inheritdoc cref="ISessionClient.QueueUpdate" />
    public static SerializedHubMessage QueueUpdate(SessionId session, QueuePositionView position) => Of(nameof(ISessionClient.QueueUpdate), session, position);

    /// <inheritdoc cref="ISessionClient.Offer" />
    public static SerializedHubMessage Offer(OfferView offer) => Of(nameof(ISessionClient.Offer), offer);

    /// <inheritdoc cref="ISessionClient.OfferGone" />
    public static SerializedHubMessage OfferGone(OfferGoneNotice gone) => Of(nameof(ISessionClient.OfferGone), gone.OfferId, gone.Why);

    /// <inheritdoc cref="ISessionClient.DutyChanged" />
    public static SerializedHubMessage DutyChanged(DutyNotice duty) => Of(nameof(ISessionClient.DutyChanged), duty.Duty, duty.Why);

    /// <inheritdoc cref="ISessionClient.CoverageChanged" />
    public static SerializedHubMessage CoverageChanged(QueueCoverage coverage) => Of(nameof(ISessionClient.CoverageChanged), coverage);

    /// <inheritdoc cref="ISessionClient.TasksChanged" />
    public static SerializedHubMessage TasksChanged(int open) => Of(nameof(ISessionClient.TasksChanged), open);

    /// <inheritdoc cref="ISessionClient.RosterAlarmsChanged" />
    public static SerializedHubMessage RosterAlarmsChanged(int standing) => Of(nameof(ISessionClient.RosterAlarmsChanged), standing);

    /// <inheritdoc cref="ISessionClient.SupervisionChanged" />
    public static SerializedHubMessage SupervisionChanged(long revision) => Of(nameof(ISessionClient.SupervisionChanged), revision);

    /// <inheritdoc cref="ISessionClient.AppointmentChanged" />
    public static SerializedHubMessage AppointmentChanged(AppointmentPush push) => Of(nameof(ISessionClient.AppointmentChanged), push.AppointmentId, push.Version);

    /// <inheritdoc cref="ISessionClient.SessionOpened" />
    public static SerializedHubMessage SessionOpened(OpenedPush push) => Of(nameof(ISessionClient.SessionOpened), push.SessionId, push.Appointment);

    /// <inheritdoc cref="ISessionClient.IncomingCall" />
    public static SerializedHubMessage IncomingCall(IncomingCallView call) => Of(nameof(ISessionClient.IncomingCall), call);

    /// <inheritdoc cref="ISessionClient.IncomingCallGone" />
    public static SerializedHubMessage IncomingCallGone(CallGoneNotice gone) => Of(nameof(ISessionClient.IncomingCallGone), gone.CallId, gone.Why, gone.SessionId);

    /// <inheritdoc cref="ISessionClient.OnlineChanged" />
    public static SerializedHubMessage OnlineChanged(OnlinePatients online) => Of(nameof(ISessionClient.OnlineChanged), online);

    /// <inheritdoc cref="ISessionClient.Typing" />
    public static SerializedHubMessage Typing(SessionId session, ParticipantId who) => Of(nameof(ISessionClient.Typing), session, who);

    /// <inheritdoc cref="ISessionClient.CallReady" />
    public static SerializedHubMessage CallReady(SessionId session, CallReady ready) => Of(nameof(ISessionClient.CallReady), session, ready);

    /// <inheritdoc cref="ISessionClient.CallTaken" />
    public static SerializedHubMessage CallTaken(SessionId session) => Of(nameof(ISessionClient.CallTaken), session);

    /// <inheritdoc cref="ISessionClient.CallFree" />
    public static SerializedHubMessage CallFree(SessionId session) => Of(nameof(ISessionClient.CallFree), session);

    /// <inheritdoc cref="ISessionClient.CallLeft" />
    public static SerializedHubMessage CallLeft(SessionId session, ParticipantId who) => Of(nameof(ISessionClient.CallLeft), session, who);

    /// <inheritdoc cref="ISessionClient.Signal" />
    public static SerializedHubMessage Signal(SessionId session, SignalNotice signal) => Of(nameof(ISessionClient.Signal), session, signal.From, signal.Payload);

    private static SerializedHubMessage Of(string method, params object?[] arguments) => new(new InvocationMessage(method, arguments));
}
