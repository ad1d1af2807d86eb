using Medzdrav.Contracts;

namespace Medzdrav.Client;

public sealed partial class HubCalls
{
    /// <summary>From now on this connection, which has joined, carries the participant's call; the latest wins.</summary>
    /// <returns>Done, or refused: notFound, invalid (not joined), wrongPhase (a chat), closed.</returns>
    public Task<Reply<Done>> TakeCallAsync(SessionId session, CancellationToken cancellation = default) => Read<Done>("TakeCall", cancellation, session);

    /// <summary>The app that was in these calls is back over another connection: it carries them again, and media that flow are left alone.</summary>
    /// <returns>As <see cref="TakeCallAsync"/>.</returns>
    public Task<Reply<Done>> ResumeCallAsync(SessionId session, CarriedCall[] calls, CancellationToken cancellation = default) => Read<Done>("ResumeCall", cancellation, session, calls);

    /// <summary>This connection carries no call any more; the session goes on.</summary>
    /// <returns>Done, or refused: notFound.</returns>
    public Task<Reply<Done>> HangUpAsync(SessionId session, CancellationToken cancellation = default) => Read<Done>("HangUp", cancellation, session);

    /// <summary>Whether any device of this participant carries the call: for one that was told <see cref="Notices.CallTaken"/>, and may have missed the end.</summary>
    /// <returns>The answer, or refused: notFound.</returns>
    public Task<Reply<CallPlace>> CallPlaceAsync(SessionId session, CancellationToken cancellation = default) => Read<CallPlace>("CallPlace", cancellation, session);

    /// <summary>Sends a description or a candidate to the other side of the call; dropped without a connection.</summary>
    public Task SignalAsync(SessionId session, ParticipantId to, SignalPayload payload, CancellationToken cancellation = default) => Tell("Signal", cancellation, session, to, payload);

    /// <summary>Puts on record how a call went.</summary>
    /// <returns>Done, or refused: notFound, invalid, tooMany.</returns>
    public Task<Reply<Done>> ReportCallAsync(SessionId session, CallReport report, CommandId? command = null, CancellationToken cancellation = default) =>
        Command<Done>("ReportCall", command, cancellation, session, report);
}
