namespace Medzdrav.Tests.Browser;

/// <summary>The shared host whose clock stories move: hours pass there, for one story after the other. All of them are of one collection.</summary>
internal static class MovedHouse
{
    private const string Name = "with a clock of its own";

    /// <summary>Lives through a story there, and leaves the host as it was found, but for the hours. It begins when the time that the stories before had booked is over: they need not wait for it.</summary>
    public static async Task VisitAsync(Func<Clinic, MovedClock, Task> story)
    {
        var house = await SharedHouse.EnterAsync(Name, () => House.OpenAsync(async data => await HostInside.StartAsync(data)));
        var clock = ((HostInside)house.Running).Clock;
        await clock.PassToAsync(clock.Planned);
        await Clinic.VisitAsync(house, clinic => story(clinic, clock));
    }
}
