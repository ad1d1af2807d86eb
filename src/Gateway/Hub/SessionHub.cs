using Medzdrav.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;

namespace Medzdrav.Gateway;

/// <summary>The live protocol. Source: <c>docs/protocol.md</c>, "Hub". A method is identity from the claims, one grain call, its reply.</summary>
[Authorize]
public sealed partial class SessionHub(IGrainFactory grains, Attendance attendance, Brands brands, TimeProvider clock) : Hub<ISessionClient>
{
    private Connection Here => Attendance.Of(Context);

    private Caller Caller => Here.Caller;

    private IVisitorsGrain Visitors => grains.GetGrain<IVisitorsGrain>(0);

    /// <inheritdoc />
    public override Task OnConnectedAsync() => attendance.EnterAsync(Context);

    /// <inheritdoc />
    public override Task OnDisconnectedAsync(Exception? exception) => attendance.LeaveAsync(Here, exception);

    /// <summary>Opens a session under the name of the host's insurer, or returns the open one of the same person.</summary>
    [ForCallers]
    public async Task<Reply<SessionView>> OpenSession(OpenRequest order)
    {
        await brands.RefreshAsync();
        var insurer = brands.Of(Here.Host).Insurer;
        return Caller.Kind == CallerKind.Account
            ? await Ask(() => grains.GrainOf<IAccountGrain>(Caller.Id).OpenSession(order.CommandId, order.Mode!.Value, order.PatientId, order.ConnectionCheck, insurer))
            : order.PatientId is null
                ? await Ask(() => Visitors.OpenSession(Caller.Id, order.CommandId, order.Mode!.Value, order.ConnectionCheck, insurer))
                : Refusal.SignInRequired;
    }

    /// <summary>Attaches this connection and brings it up to date.</summary>
    public Task<Reply<JoinAnswer>> JoinSession(SessionId sessionId, long afterSequence) => attendance.JoinAsync(Here, sessionId, afterSequence);

    /// <summary>Detaches this connection from a session.</summary>
    public Task<Reply<Done>> LeaveView(SessionId sessionId) => attendance.LeaveViewAsync(Here, sessionId);

    /// <summary>Stores a chat message.</summary>
    public async Task<Reply<MessageReceipt>> SendMessage(CommandId commandId, SessionId sessionId, string? text, string[]? documentIds)
    {
        var here = Here;
        // The sender's own copy goes out with the answer, in one packet.
        here.Cork(sessionId);
        try
        {
            return await Ask(() => here.Talk(grains, sessionId).SendMessage(commandId, here.Caller, text ?? "", documentIds ?? []));
        }
        finally
        {
            here.Uncork(sessionId);
        }
    }

    /// <summary>Remembers what was seen.</summary>
    public Task<Reply<Done>> MarkRead(SessionId sessionId, long sequence) =>
        Ask(() => Here.Talk(grains, sessionId).MarkRead(Caller, sequence));

    /// <summary>Tells the others that the caller is typing.</summary>
    public Task Typing(SessionId sessionId) => Here.Talk(grains, sessionId).Typing(Caller);

    /// <summary>Settles who needs help.</summary>
    [ForSignedIn]
    public Task<Reply<SessionView>> ChoosePatient(CommandId commandId, SessionId sessionId, PatientId patientId) =>
        Ask(() => grains.GrainOf<ISessionPatient>(sessionId.Value).ChoosePatient(commandId, Caller, patientId));

    /// <summary>Confirms the consent.</summary>
    [ForPatients]
    public Task<Reply<SessionView>> ConfirmConsent(CommandId commandId, SessionId sessionId, string? textVersion) =>
        Ask(() => grains.GrainOf<ISessionPatient>(sessionId.Value).ConfirmConsent(commandId, Caller, textVersion ?? ""));

    /// <summary>Changes the way of talking.</summary>
    public Task<Reply<SessionView>> ChangeMode(CommandId commandId, SessionId sessionId, SessionMode mode) =>
        Ask(() => grains.GrainOf<ISessionPatient>(sessionId.Value).ChangeMode(commandId, Caller, mode));

    /// <summary>Leaves the session.</summary>
    [ForCallers]
    public Task<Reply<SessionView>> LeaveSession(CommandId commandId, SessionId sessionId) =>
        Ask(() => grains.GrainOf<ISessionPatient>(sessionId.Value).Leave(commandId, Caller));

    /// <summary>Asks to be rung back.</summary>
    [ForCallers]
    public Task<Reply<CallbackAccepted>> RequestCallback(CommandId commandId, CallbackRequest callback) => Caller.Kind == CallerKind.Account
        ? Ask(() => grains.GrainOf<IAccountGrain>(Caller.Id).RequestCallback(commandId, callback.Phone, callback.SessionId, Here.Address))
        : Ask(() => Visitors.RequestCallback(Caller.Id, commandId, callback.Phone, callback.SessionId, Here.Address));

    private static Task<Reply<T>> Refused<T>(Refusal refusal) where T : class => Task.FromResult<Reply<T>>(refusal);

    private static Task<Reply<T>> Ask<T>(Func<Task<Reply<T>>> call) where T : class => GrainCalls.RepeatedOnce(call);
}
