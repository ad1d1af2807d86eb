using Medzdrav.Client;
using Medzdrav.Contracts;

namespace Medzdrav.Tests.Client;

/// <summary>The platform's time on a machine that sleeps.</summary>
public sealed class ServerClockTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void After_a_sleep_the_time_is_right_although_the_ticks_stood_still()
    {
        var machine = new Machine();
        var clock = new ServerClock(machine);
        clock.Hear(new Done(Noon));
        machine.Pass(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(11));

        Assert.Equal(Noon.AddMinutes(11), clock.Now);
    }

    [Fact]
    public void A_clock_that_somebody_turns_back_changes_nothing_and_each_word_of_the_platform_counts()
    {
        var machine = new Machine();
        var clock = new ServerClock(machine);
        clock.Hear(new Done(Noon));
        machine.Pass(TimeSpan.FromMinutes(1), TimeSpan.FromDays(-1));
        Assert.Equal(Noon.AddMinutes(1), clock.Now);

        clock.Hear(new Done(Noon.AddMinutes(2)));
        machine.Pass(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
        Assert.Equal(Noon.AddMinutes(3), clock.Now);
    }

    /// <summary>A machine whose wall clock is an hour wrong.</summary>
    private sealed class Machine : TimeProvider
    {
        private DateTimeOffset wall = Noon.AddHours(1);
        private long ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override DateTimeOffset GetUtcNow() => wall;

        public override long GetTimestamp() => ticks;

        public void Pass(TimeSpan onTicks, TimeSpan onWall)
        {
            ticks += onTicks.Ticks;
            wall += onWall;
        }
    }
}
