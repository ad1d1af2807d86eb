namespace Medzdrav.Grains;

/// <summary>Reads the figures for this silo's meter. The silo that it leaves says nothing more of them, so the sum over all silos is right.</summary>
internal sealed class FiguresGrain(IRecordFigures figures, FiguresMeter meter, TimeProvider clock) : Grain, IFiguresGrain
{
    /// <summary>How old the figures get; each of them is a count over an index.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(15);

    /// <summary>Shorter than that, or each silo's own delay would put off the next look.</summary>
    private static readonly TimeSpan Pause = Every - TimeSpan.FromSeconds(1);

    private long? _readAt;

    /// <inheritdoc />
    public async Task Read()
    {
        if (_readAt is { } last && clock.GetElapsedTime(last) < Pause)
            return;
        _readAt = clock.GetTimestamp();
        meter.Know(await figures.ReadAsync(clock.GetUtcNow()));
    }

    /// <inheritdoc />
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellation)
    {
        meter.Know(null);
        return Task.CompletedTask;
    }
}
