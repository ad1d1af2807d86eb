using Orleans.Concurrency;

namespace Medzdrav.Contracts;

/// <summary>A gateway process, as silos call it about what concerns people beside their sessions. Like all calls of <see cref="IGatewayObserver"/>, every one only puts into queues and returns.</summary>
[Alias("IGatewayNews")]
public interface IGatewayNews : IGrainObserver
{
    /// <summary>Tells the account's and the doctors' connections that a booking changed.</summary>
    [Alias("AppointmentChanged"), OneWay] Task AppointmentChanged(AppointmentPush push);

    /// <summary>Tells all connections of an account that a call rings, or is over.</summary>
    [Alias("CallRings"), OneWay] Task CallRings(RingPush push);

    /// <summary>Tells the connections of those who watch the duty that the alarms of rosters changed.</summary>
    /// <param name="standing">How many stand.</param>
    [Alias("RosterAlarmsChanged"), OneWay] Task RosterAlarmsChanged(int standing);

    /// <summary>Tells the connections that look at the whole service that it goes otherwise.</summary>
    /// <param name="revision">Which revision of the view there is now.</param>
    [Alias("SupervisionChanged"), OneWay] Task SupervisionChanged(long revision);
}
