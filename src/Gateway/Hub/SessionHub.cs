using Medzdrav.Contracts;
using Microsoft.AspNetCore.Authorization;

namespace Medzdrav.Gateway;

/// <summary>The live protocol. Source: <c>docs/protocol.md</c>, "Hub". A method is identity from the claims, one grain call, its reply.</summary>
[Authorize]
public sealed partial class SessionHub(IGrainFactory grains, Attendance attendance, Brands brands, PageOrigin pages, TimeProvider clock) : CallsUnread
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
            ? await Ask(() => grains.GrainOf<IAccountGrain>(Caller.Id).OpenSession(order.CommandId, order.Mode!.Value, order.PatientId, order.ConnectionCheck, insurer, Here.Address, order.AppointmentId))
            : order.PatientId is null && order.AppointmentId is null
                ? await Ask(() => Visitors.OpenSession(Caller.Id, order.CommandId, order.Mode!.Value, order.ConnectionCheck, insurer, Here.Address))
                : Refusal.SignInRequired;
    }

    /// <summary>Attaches this connection, and shows it the newest events.</summary>
    public Task<Reply<JoinAnswer>> JoinLatest(SessionId sessionId) => attendance.JoinLatestAsync(Here, sessionId);

    /// <summary>The events before those that are known.</summary>
    public Task<Reply<EarlierEvents>> ReadEarlier(SessionId sessionId, long beforeSequence) =>
        Ask(() => grains.GrainOf<ISession>(sessionId.Value).ReadEarlier(Caller, beforeSequence));

    /// <summary>The patient of a session, while with them.</summary>
    [Needs(Right.ReadMedcard)]
    public Task<Reply<PatientCard>> PatientCard(SessionId sessionId) => Ask(() => grains.GrainOf<ISession>(sessionId.Value).Card(Caller));

    /// <summary>Asks to be rung back.</summary>
    [ForCallers]
    public Task<Reply<CallbackAccepted>> RequestCallback(CommandId commandId, CallbackRequest callback) => Caller.Kind == CallerKind.Account
        ? Ask(() => grains.GrainOf<IAccountGrain>(Caller.Id).RequestCallback(commandId, callback.Phone, callback.SessionId, Here.Address))
        : Ask(() => Visitors.RequestCallback(Caller.Id, commandId, callback.Phone, callback.SessionId, Here.Address));

    private static Task<Reply<T>> Refused<T>(Refusal refusal) where T : class => Task.FromResult<Reply<T>>(refusal);

    private static Task<Reply<T>> Ask<T>(Func<Task<Reply<T>>> call) where T : class => GrainCalls.RepeatedOnce(call);
}
