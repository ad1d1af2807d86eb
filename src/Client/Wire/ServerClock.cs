using Medzdrav.Contracts;

namespace Medzdrav.Client;

/// <summary>The platform's clock as this client knows it: set by every <c>now</c> that arrives, run by a clock that nobody can turn. That one may stand still while the machine sleeps: a wall clock that is ahead of it is believed until the next <c>now</c>.</summary>
internal sealed class ServerClock(TimeProvider clock)
{
    private static readonly TimeSpan Slept = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private DateTimeOffset _told = clock.GetUtcNow();
    private DateTimeOffset _toldOnWall = clock.GetUtcNow();
    private long _toldAt = clock.GetTimestamp();

    public DateTimeOffset Now
    {
        get
        {
            lock (_gate)
                return _told + Elapsed;
        }
    }

    /// <summary>Takes the time out of whatever came.</summary>
    public void Hear(object? value)
    {
        if (TimeIn(value) is not { } now)
            return;
        lock (_gate)
            (_told, _toldOnWall, _toldAt) = (now, clock.GetUtcNow(), clock.GetTimestamp());
    }

    private TimeSpan Elapsed
    {
        get
        {
            var (ticks, wall) = (clock.GetElapsedTime(_toldAt), clock.GetUtcNow() - _toldOnWall);
            return wall - ticks > Slept ? wall : ticks;
        }
    }

    private static DateTimeOffset? TimeIn(object? value) => value switch
    {
        SessionView view => view.Now,
        JoinAnswer joined => joined.View.Now,
        EarlierEvents earlier => earlier.Now,
        Done done => done.Now,
        OfferView offer => offer.Now,
        OfferAnswer answer => answer.View?.Now,
        DutyView duty => duty.Now,
        DeskView desk => desk.Now,
        QueuePositionView place => place.Now,
        QueueCoverage coverage => coverage.Now,
        CodeSent sent => sent.Now,
        AssistedCodeSent sent => sent.Now,
        Me me => me.Now,
        _ => null,
    };
}
