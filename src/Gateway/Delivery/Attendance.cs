using Medzdrav.Contracts;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging;

namespace Medzdrav.Gateway;

/// <summary>Connections come, join sessions, leave them and go; sessions and specialists are told.</summary>
public sealed partial class Attendance(
    IGrainFactory grains, GatewayNode node, Connections connections, Standings standings, Pings pings, TimeProvider clock, ILogger<Attendance> logger)
{
    /// <summary>The connection behind a hub call.</summary>
    internal static Connection Of(HubCallerContext context) => context.Features.Get<Connection>()!;

    /// <summary>A connection as sessions know it.</summary>
    internal ConnectionRef PlaceOf(Connection connection) => node.RefOf(connection);

    /// <summary>A connection came.</summary>
    internal async Task EnterAsync(HubCallerContext context)
    {
        var (caller, credential) = (context.User.Caller()!.Value, context.User.CredentialId()!);
        var standing = caller.Staff is { } staff ? await standings.OfAsync(staff) : null;
        var line = SessionHubLines.TakeFrom(context);
        var connection = new Connection(context.ConnectionId, caller, credential, message => line.WriteAsync(message), context.Abort)
        {
            Address = ClientAddress.Of(context.GetHttpContext()),
            Host = context.GetHttpContext()?.Request.Host.Host ?? "",
            Origin = context.GetHttpContext()?.Request is { Host.HasValue: true } request ? $"{request.Scheme}://{request.Host}" : null,
            Standing = standing,
            Generation = context.User.Generation(),
            Place = standing is null ? null : DeskAsked(context, standing),
            MaxWaitingBytes = connections.MaxWaitingBytes,
            MissFromNowOn = () => SessionHubLines.MissFromNowOn(line),
        };
        context.Features.Set(connection);
        connections.Add(connection);
        // The standing may have changed after it was asked for and before this.
        if (standing is not null && await standings.OfAsync(standing.StaffId) is { } newest)
            connection.Follow(newest);
        pings.Begin(connection);
        if (connection.Desk is { } desk)
            await TellAsync(connection, grains.SpecialistAt(desk, standing!.StaffId));
    }

    /// <summary>The desk that the address names, where the member works there; without one the first of theirs.</summary>
    private static Desk? DeskAsked(HubCallerContext context, Standing standing)
    {
        var desks = Posts.DesksOf(standing.Posts);
        var asked = (string?)context.GetHttpContext()?.Request.Query["desk"];
        return asked is null ? desks.Cast<Desk?>().FirstOrDefault() : desks.Cast<Desk?>().FirstOrDefault(desk => desk == Words.Find<Desk>(asked));
    }

    /// <summary>A connection is gone.</summary>
    internal async Task LeaveAsync(Connection connection, Exception? failure)
    {
        var lastHeardAt = LastHeardAt(failure);
        pings.End(connection);
        connection.OfAddress?.Leave();
        connection.OfPerson?.Leave();
        // A join that is under way comes first: after it, the connection leaves what it joined.
        await connection.Turns.Take(about: null).Comes;
        foreach (var session in connections.Remove(connection))
            await DetachAsync(connection, session, lastHeardAt);
        if (connection.Specialist(grains) is { } specialist)
            await specialist.Detach(node.RefOf(connection));
    }

    /// <summary>Attaches the connection to a session that it knows up to an event.</summary>
    internal Task<Reply<JoinAnswer>> JoinAsync(Connection connection, SessionId session, long afterSequence) =>
        JoinAsync(connection, session, afterSequence, joined => GrainCalls.RepeatedOnce(() => joined.Join(connection.Caller, node.RefOf(connection), node.Observer, afterSequence)));

    /// <summary>Attaches the connection to a session of which it knows nothing yet.</summary>
    internal Task<Reply<JoinAnswer>> JoinLatestAsync(Connection connection, SessionId session) =>
        JoinAsync(connection, session, 0, joined => JoinLatestAsync(connection, joined));

    private async Task<Reply<JoinAnswer>> JoinLatestAsync(Connection connection, ISession session)
    {
        var (caller, place) = (connection.Caller, node.RefOf(connection));
        try
        {
            return await GrainCalls.RepeatedOnce(() => session.JoinLatest(caller, place, node.Observer));
        }
        catch (Exception failure) when (failure is not StorageUnavailableException)
        {
            // A silo of the version before does not know the call, and says so in ways of its own: then the beginning comes first.
            return await GrainCalls.RepeatedOnce(() => session.Join(caller, place, node.Observer, 0));
        }
    }

    /// <summary>Attaches the connection; pushes that come meanwhile are written after the answer.</summary>
    private async Task<Reply<JoinAnswer>> JoinAsync(Connection connection, SessionId session, long afterSequence, Func<ISession, Task<Reply<JoinAnswer>>> join)
    {
        connections.BeginJoin(connection, session);
        Reply<JoinAnswer> reply = default;
        try
        {
            reply = await join(grains.GrainOf<ISession>(session.Value));
        }
        finally
        {
            var last = reply.Value is { } answer ? answer.Events is [.., var newest] ? newest.Sequence : afterSequence : (long?)null;
            if (!connections.EndJoin(connection, session, last, gone: reply.Refusal?.Code == Refusal.NotFound.Code) && last is not null)
                await DetachAsync(connection, session, clock.GetUtcNow());
        }
        if (reply.Value is { View.Phase: SessionPhase.Closed })
            connections.Close(connection, session);
        if (reply.Value is { View.Queue: not null } && connection.IsPatients && connections.PositionOf(session) is { } position)
            connection.Write(Frames.QueueUpdate(session, position));
        return reply;
    }

    /// <summary>Detaches the connection from a session.</summary>
    internal async Task<Reply<Done>> LeaveViewAsync(Connection connection, SessionId session)
    {
        if (connections.Leave(connection, session))
            await DetachAsync(connection, session, clock.GetUtcNow());
        return new Done(clock.GetUtcNow());
    }

    /// <summary>The connection looks at the whole service from now on.</summary>
    internal void Watch(Connection connection)
    {
        connection.Watch();
        node.Watch().Ignore();
    }

    /// <summary>A silent connection was last heard when the time-out began.</summary>
    private DateTimeOffset LastHeardAt(Exception? failure) =>
        clock.GetUtcNow() - (failure is OperationCanceledException ? GatewaySetup.ClientTimeout : TimeSpan.Zero);

    private async Task DetachAsync(Connection connection, SessionId session, DateTimeOffset lastHeardAt)
    {
        try
        {
            await grains.GrainOf<ISessionAttendance>(session.Value).Detach(node.RefOf(connection), lastHeardAt);
        }
        catch (Exception failure) when (GrainCalls.IsUnavailable(failure))
        {
            // The session asks again when it is activated elsewhere (WhoHas), and this connection is not named then.
            LogUndetached(session, connection.Id, failure.GetType().Name);
        }
    }

    private async Task TellAsync(Connection connection, ISpecialist specialist)
    {
        try
        {
            await specialist.Attach(node.RefOf(connection), node.Observer);
            foreach (var queue in Posts.Queues)
            {
                var coverage = await GrainCalls.RepeatedOnce(() => grains.QueueOf(queue).Coverage());
                connection.Write(Frames.CoverageChanged(coverage));
            }
        }
        catch (Exception failure) when (GrainCalls.IsUnavailable(failure))
        {
            // The rounds attach it again, and queues tell their coverage on change.
            LogUntold(connection.Id, failure.GetType().Name);
        }
    }
}
