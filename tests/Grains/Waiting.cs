namespace Medzdrav.Tests.Grains;

/// <summary>Waiting for rows and providers, which go by the machine's time.</summary>
internal static class Waiting
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Until something is so.</summary>
    public static async Task Until(Func<Task<bool>> holds)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var timer = new PeriodicTimer(Look);
        while (!await holds())
            await timer.WaitForNextTickAsync(patience.Token);
    }

    /// <summary>A moment in which rows are written and providers answer.</summary>
    public static async Task Moment()
    {
        using var timer = new PeriodicTimer(Look);
        await timer.WaitForNextTickAsync();
    }
}
