namespace Medzdrav.Client;

/// <summary>When to try again: at once, then after 0.5, 1, 2, 4, 5, 5… seconds, each spread by a fifth, so that a whole clinic does not come back in one instant.</summary>
internal sealed class BackOff(Func<double>? random = null)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);
    private readonly Func<double> _random = random ?? Random.Shared.NextDouble;
    private int _tries;

    public TimeSpan Next()
    {
        var tries = _tries++;
        return tries == 0 ? TimeSpan.Zero : After(tries);
    }

    /// <summary>The pause after so many tries, from 1.</summary>
    public TimeSpan After(int tries)
    {
        var pause = tries > 8 ? Longest : First * Math.Pow(2, tries - 1);
        return (pause < Longest ? pause : Longest) * (0.8 + 0.4 * _random());
    }

    public void Reset() => _tries = 0;
}
