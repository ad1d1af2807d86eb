namespace Medzdrav.Tests.Load;

/// <summary>How people who are asked to wait at the door ask again. Source: <c>docs/protocol.md</c>, "crowded".</summary>
internal static class Crowd
{
    private const int MaxTries = 20;
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    /// <summary>The pauses between the tries, each twice as long as the one before, as far as that goes.</summary>
    public static IEnumerable<TimeSpan> Pauses()
    {
        var pause = First;
        for (var tries = 1; tries < MaxTries; tries++)
        {
            yield return pause;
            pause = 2 * pause > Longest ? Longest : 2 * pause;
        }
    }
}
