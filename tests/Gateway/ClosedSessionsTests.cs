using System.Diagnostics.Metrics;
using System.Reflection;
using Medzdrav.Contracts;
using Medzdrav.Gateway;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Medzdrav.Tests.Gateway;

/// <summary>A connection that stays for days while its sessions come and go holds no more than the latest of them.</summary>
public sealed class ClosedSessionsTests : IDisposable
{
    private readonly ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly Connections connections;
    private readonly Connection connection = new("connection", Caller.Of(new AccountId("account")), "credential", _ => default, () => { });
    private readonly IGatewayObserver observer;

    public ClosedSessionsTests()
    {
        var grains = DispatchProxy.Create<IGrainFactory, NoGrains>();
        var checks = new CredentialChecks(grains, TimeProvider.System);
        connections = new Connections(checks, Options.Create(new GatewayOptions()));
        var meter = new GatewayMeter(services.GetRequiredService<IMeterFactory>(), connections);
        var local = new LocalGateway();
        var node = new GatewayNode(grains, connections, new Farewell(checks, new Standings(grains, TimeProvider.System), connections, meter, grains, TimeProvider.System), meter, local, TimeProvider.System, NullLogger<GatewayNode>.Instance);
        observer = local.Nearest(node.Id, null!);
        connections.Add(connection);
    }

    public void Dispose() => services.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Of_sessions_that_it_sees_closing_the_latest_are_kept(bool isStaff)
    {
        var sessions = Enumerable.Range(0, Connection.MaxClosed + 3).Select(number => new SessionId($"session{number}")).ToArray();
        foreach (var session in sessions)
        {
            connections.BeginJoin(connection, session);
            connections.EndJoin(connection, session, last: 1, gone: false);
            await observer.Deliver(Push(session, 2, "message", isStaff));
        }
        Assert.Equal(sessions.Length, connections.Sessions.Length);

        foreach (var session in sessions)
            await observer.Deliver(Push(session, 3, "closed", isStaff));

        Assert.Equal(sessions[3..], connections.Sessions.OrderBy(session => Array.IndexOf(sessions, session)));
        Assert.Equal(sessions[3..].ToHashSet(), [.. connection.Joined]);
    }

    private static SessionPush Push(SessionId session, long sequence, string kind, bool isStaff)
    {
        SessionEventView[] events = [new(sequence, DateTimeOffset.UnixEpoch, kind, ParticipantId.Patient, "{}"u8.ToArray())];
        return new SessionPush(session, events, events, isStaff ? ["connection"] : [], isStaff ? [] : ["connection"]);
    }

    /// <summary>Nothing here asks a grain.</summary>
    public class NoGrains : DispatchProxy
    {
        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => throw new NotSupportedException(targetMethod?.Name);
    }
}
