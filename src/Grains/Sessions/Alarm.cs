namespace Medzdrav.Grains;

/// <summary>Rings at a session's next deadline, to the second. It is moved only to be earlier: when it rings too early it is set anew.</summary>
internal sealed class Alarm(IGrainBase grain, Func<Task> ring, TimeProvider clock)
{
    private IGrainTimer? _timer;
    private DateTimeOffset _setFor = DateTimeOffset.MaxValue;

    /// <summary>Rings at this instant, or before.</summary>
    public void RingBy(DateTimeOffset at)
    {
        if (_timer is not null && at >= _setFor)
            return;
        _setFor = at;
        var wait = at - clock.GetUtcNow();
        if (wait < TimeSpan.Zero)
            wait = TimeSpan.Zero;
        if (_timer is null)
            _timer = grain.RegisterGrainTimer(ring, new GrainTimerCreationOptions(wait, Timeout.InfiniteTimeSpan) { KeepAlive = true });
        else
            _timer.Change(wait, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Whatever was due is done: the next <see cref="RingBy"/> may be later.</summary>
    public void Rang() => _setFor = DateTimeOffset.MaxValue;

    /// <summary>Nothing is due any more.</summary>
    public void Stop()
    {
        _timer?.Dispose();
        _timer = null;
        _setFor = DateTimeOffset.MaxValue;
    }
}
