namespace Medzdrav.Tests.Load;

/// <summary>A figure of a comparison, as measured in alternating rounds.</summary>
/// <param name="Name">The figure's name, in a few words.</param>
/// <param name="Unit">Of the values.</param>
/// <param name="Ours">The product's, by round.</param>
/// <param name="Peer">The peer it is measured against; null where the figure stands alone.</param>
/// <param name="Theirs">The peer's, by round; empty without one.</param>
/// <param name="Target">The target that must be reached, or null.</param>
internal sealed record Figure(string Name, string Unit, double[] Ours, string? Peer = null, double[]? Theirs = null, Target? Target = null)
{
    /// <summary>The value that the target judges: the ratio where there is a peer, else the value.</summary>
    public Spread Judged => Theirs is { Length: > 0 } theirs ? Spread.OfRatios(Ours, theirs) : Spread.Of(Ours);

    /// <summary>Whether the median reaches the target; null without one.</summary>
    public bool? IsReached => Target?.IsReachedBy(Judged.Median);
}

/// <summary>A bound.</summary>
/// <param name="Bound">The number.</param>
/// <param name="IsUpper">Whether it must not be exceeded, rather than reached at least.</param>
internal sealed record Target(double Bound, bool IsUpper)
{
    public static Target AtMost(double bound) => new(bound, true);

    public static Target AtLeast(double bound) => new(bound, false);

    public bool IsReachedBy(double value) => IsUpper ? value <= Bound : value >= Bound;

    public override string ToString() => $"{(IsUpper ? "≤" : "≥")} {Bound}";
}

/// <summary>The findings of one comparison.</summary>
/// <param name="Title">The heading: the things compared.</param>
/// <param name="Figures">Its figures.</param>
/// <param name="Notes">The notes that a reader needs: set-up, rates, what is not counted.</param>
internal sealed record Comparison(string Title, IReadOnlyList<Figure> Figures, IReadOnlyList<string> Notes);

/// <summary>How the comparisons are run.</summary>
/// <param name="Rounds">Alternating rounds.</param>
/// <param name="Seconds">How long one measurement of a round takes.</param>
/// <param name="ServerCore">The core that servers are pinned to.</param>
/// <param name="ClientCore">The core of the clients, and of PostgreSQL where it is not measured itself.</param>
/// <param name="Among">Only servers whose name contains one of these words; null for all.</param>
/// <param name="Tries">Environment variables, <c>NAME=value;NAME=value</c>: the product once more for each, to compare it with itself.</param>
internal sealed record CompareSettings(int Rounds, int Seconds, int ServerCore, int ClientCore, string[]? Among = null, string[]? Tries = null);
