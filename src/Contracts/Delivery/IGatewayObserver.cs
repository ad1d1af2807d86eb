using Orleans.Concurrency;

namespace Medzdrav.Contracts;

/// <summary>A gateway process, as silos call it. Calls arrive one after another, so every one only puts into queues and returns.</summary>
[Alias("IGatewayObserver")]
public interface IGatewayObserver : IGatewayNews, IAccountObserver
{
    /// <summary>Writes events to connections.</summary>
    [Alias("Deliver"), OneWay] Task Deliver(SessionPush push);

    /// <summary>Relays something that is not kept: typing.</summary>
    [Alias("Relay"), OneWay] Task Relay(RelayPush push);

    /// <summary>Writes to those who carry a call, or did: signals, and who is there to be called.</summary>
    [Alias("ToCall"), OneWay] Task ToCall(CallPush push);

    /// <summary>Tells waiting patients where they stand; the gateway knows their connections.</summary>
    [Alias("Positions"), OneWay] Task Positions(PositionPush[] positions);

    /// <summary>Tells all staff connections how a queue is covered.</summary>
    [Alias("Coverage"), OneWay] Task Coverage(QueueCoverage coverage);

    /// <summary>Writes to a specialist's tabs.</summary>
    [Alias("ToStaff"), OneWay] Task ToStaff(StaffPush push);

    /// <summary>Tells all consultants' connections that the tasks changed.</summary>
    [Alias("TasksChanged"), OneWay] Task TasksChanged(int open);

    /// <summary>A credential ended: its connections are cut and nothing remembered of it counts.</summary>
    /// <param name="credential">The stored form of its id (<see cref="StoredId"/>); the id itself from a silo of an earlier version.</param>
    [Alias("CredentialEnded"), OneWay] Task CredentialEnded(string credential);

    /// <summary>A staff member's standing changed: what was remembered of it counts no more, and the member's connections go on with the new one or are cut.</summary>
    [Alias("StandingChanged"), OneWay] Task StandingChanged(Standing standing);

    /// <summary>A session was activated: tell it which connections joined it (<see cref="ISessionAttendance.Reattach"/>).</summary>
    [Alias("WhoHas"), OneWay] Task WhoHas(SessionId session);
}
