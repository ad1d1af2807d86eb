using Medzdrav.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;

namespace Medzdrav.Gateway;

/// <summary>The hub: each method takes the identity from the claims, makes one grain call and gives its reply. Names and shapes: <c>docs/protocol.md</c>.</summary>
[Authorize]
public sealed partial class SessionHub(IGrainFactory grains, Connections connections, GatewayNode node, TimeProvider clock) : Hub<ISessionClient>
{
    private static readonly TimeSpan ClientTimeout = TimeSpan.FromSeconds(10);

    private Caller Caller => Context.User.Caller() ?? throw new HubException(Refusal.SignInRequired.Code);

    private Connection Current => connections.Find(Context.ConnectionId) ?? throw new HubException(Refusal.SignInRequired.Code);

    /// <inheritdoc />
    public override async Task OnConnectedAsync()
    {
        var context = Context;
        var connection = new Connection(
            context.ConnectionId, Caller, context.User?.FindFirst(Identity.Credential)?.Value ?? "", context.User.StaffRole(), context.Abort);
        connections.Add(connection);
        Pump(connection, Clients.Client(context.ConnectionId), context.ConnectionAborted);
        if (Specialists.Of(grains, connection) is { } specialist)
            await Welcome(connection, specialist);
    }

    /// <inheritdoc />
    public override async Task OnDisconnectedAsync(Exception? exception)
    {
        if (connections.Find(Context.ConnectionId) is not { } connection)
            return;
        var joined = connection.Joined.Select(pair => pair.Key).ToArray();
        connections.Remove(connection);
        var reference = new ConnectionRef(node.Id, connection.Id);
        // A time-out says that nothing was heard for so long already.
        var lastHeardAt = exception is OperationCanceledException ? clock.GetUtcNow() - ClientTimeout : clock.GetUtcNow();
        foreach (var session in joined)
            await Detach(session, reference, lastHeardAt);
        if (Specialists.Of(grains, connection) is { } specialist)
            await specialist.Detach(reference);
    }

    /// <summary>Opens a session, or returns the person's open one (S3.1).</summary>
    public Task<Reply<SessionView>> OpenSession(OpenSessionRequest request) => Caller.Account is { } account
        ? GrainCalls.Once(() => grains.GetGrain<IAccountGrain>(account.Value).OpenSession(request.CommandId, request.Mode, request.PatientId))
        : Refused<SessionView>(Refusal.WrongRole);

    /// <summary>Attaches this connection and gives what it missed.</summary>
    public async Task<Reply<JoinAnswer>> JoinSession(SessionId sessionId, long afterSequence)
    {
        var (connection, caller) = (Current, Caller);
        // Registered first: events may be pushed before the answer is here. They wait behind the answer's own events at the client.
        connections.Join(connection, sessionId, Math.Max(0, afterSequence));
        var reply = await GrainCalls.Once(() => grains.GetGrain<ISession>(sessionId.Value)
            .Join(caller, new ConnectionRef(node.Id, connection.Id), node.Reference, afterSequence));
        if (reply.Value is not { } answer)
        {
            connections.Leave(connection, sessionId);
            return reply;
        }
        if (answer.Events is [.., var last])
            connections.Join(connection, sessionId, last.Sequence);
        if (answer.View.Queue is not null && caller.Kind != CallerKind.Staff && connections.PositionOf(sessionId) is { } position)
            connection.Send(new Outgoing(client => client.QueueUpdate(sessionId, position)));
        return reply;
    }

    /// <summary>Takes this connection off a session: a staff tab shows another one.</summary>
    public async Task<Reply<Done>> LeaveView(SessionId sessionId)
    {
        connections.Leave(Current, sessionId);
        await Detach(sessionId, new ConnectionRef(node.Id, Context.ConnectionId), clock.GetUtcNow());
        return new Done(clock.GetUtcNow());
    }

    /// <summary>Stores and sends a chat message (S3.7).</summary>
    public Task<Reply<MessageReceipt>> SendMessage(CommandId commandId, SessionId sessionId, string text, string[]? documentIds = null)
    {
        var caller = Caller;
        return GrainCalls.Once(() => grains.GetGrain<ISessionTalk>(sessionId.Value).SendMessage(commandId, caller, text, documentIds ?? []));
    }

    /// <summary>Remembers what was seen.</summary>
    public Task<Reply<Done>> MarkRead(SessionId sessionId, long sequence)
    {
        var caller = Caller;
        return GrainCalls.Once(() => grains.GetGrain<ISessionTalk>(sessionId.Value).MarkRead(caller, sequence));
    }

    /// <summary>Tells the others that somebody types.</summary>
    public Task Typing(SessionId sessionId) => grains.GetGrain<ISessionTalk>(sessionId.Value).Typing(Caller);

    /// <summary>Settles who needs help.</summary>
    public Task<Reply<SessionView>> ChoosePatient(CommandId commandId, SessionId sessionId, PatientId patientId) =>
        Patient(sessionId, (session, caller) => session.ChoosePatient(commandId, caller, patientId));

    /// <summary>Confirms the consent (S2.3).</summary>
    public Task<Reply<SessionView>> ConfirmConsent(CommandId commandId, SessionId sessionId, string textVersion) =>
        Patient(sessionId, (session, caller) => session.ConfirmConsent(commandId, caller, textVersion));

    /// <summary>Changes the way of talking.</summary>
    public Task<Reply<SessionView>> ChangeMode(CommandId commandId, SessionId sessionId, SessionMode mode) =>
        Patient(sessionId, (session, caller) => session.ChangeMode(commandId, caller, mode));

    /// <summary>Leaves the session.</summary>
    public Task<Reply<SessionView>> LeaveSession(CommandId commandId, SessionId sessionId) =>
        Patient(sessionId, (session, caller) => session.Leave(commandId, caller));

    private Task<Reply<SessionView>> Patient(SessionId session, Func<ISessionPatient, Caller, Task<Reply<SessionView>>> call)
    {
        var caller = Caller;
        return GrainCalls.Once(() => call(grains.GetGrain<ISessionPatient>(session.Value), caller));
    }

    private static Task<Reply<T>> Refused<T>(Refusal refusal) where T : class => Task.FromResult<Reply<T>>(refusal);

    private Task Detach(SessionId session, ConnectionRef connection, DateTimeOffset lastHeardAt)
    {
        // Not worth holding the disconnect for: a session that misses it finds out at its next presence check.
        grains.GetGrain<ISessionAttendance>(session.Value).Detach(connection, lastHeardAt).Ignore();
        return Task.CompletedTask;
    }

    private async Task Welcome(Connection connection, ISpecialist specialist)
    {
        await specialist.Attach(new ConnectionRef(node.Id, connection.Id), node.Reference);
        foreach (var queue in new[] { "consultant", "therapist", "paediatrician" })
        {
            var coverage = await GrainCalls.Once(() => grains.GetGrain<IQueueGrain>(queue).Coverage());
            connection.Send(new Outgoing(client => client.CoverageChanged(coverage)));
        }
    }

    private static async void Pump(Connection connection, ISessionClient client, CancellationToken gone)
    {
        try
        {
            await connection.PumpAsync(client, gone);
        }
        catch (OperationCanceledException) when (gone.IsCancellationRequested)
        {
            // The connection is gone: what waited is asked for again by sequence.
        }
        catch (Exception failure) when (failure is IOException or InvalidOperationException or HubException)
        {
            connection.Abort();
        }
    }
}

/// <summary>What a client asks for when it calls.</summary>
/// <param name="CommandId">The tap.</param>
/// <param name="Mode">How to talk.</param>
/// <param name="PatientId">For whom; null when the account holds one person, or to be chosen later.</param>
public sealed record OpenSessionRequest(CommandId CommandId, SessionMode Mode, PatientId? PatientId = null);
