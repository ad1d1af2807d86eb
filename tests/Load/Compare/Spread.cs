namespace Medzdrav.Tests.Load;

/// <summary>A figure over several rounds.</summary>
/// <param name="Min">The least.</param>
/// <param name="Median">In the middle.</param>
/// <param name="Max">The most.</param>
internal readonly record struct Spread(double Min, double Median, double Max)
{
    /// <summary>Of the rounds' values, at least one.</summary>
    public static Spread Of(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        var middle = sorted.Length / 2;
        return new(sorted[0], sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2, sorted[^1]);
    }

    /// <summary>Round by round, ours to theirs.</summary>
    public static Spread OfRatios(IReadOnlyList<double> ours, IReadOnlyList<double> theirs) => Of(ours.Select((value, round) => value / theirs[round]));
}
