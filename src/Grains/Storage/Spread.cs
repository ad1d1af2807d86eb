using System.Globalization;

namespace Medzdrav.Grains;

/// <summary>How values are spread: counted in steps that grow by 8 %, so that spreads of many hours can be put together, and any share of them is told to 4 %.</summary>
internal sealed class Spread
{
    private const double Step = 1.08;
    private readonly SortedDictionary<int, long> _steps = [];

    /// <summary>How many values there are.</summary>
    public long Count { get; private set; }

    /// <summary>Their sum.</summary>
    public long Total { get; private set; }

    /// <summary>A spread of these values.</summary>
    public static Spread Of(params ReadOnlySpan<long> values)
    {
        var spread = new Spread();
        foreach (var value in values)
            spread.Add(value);
        return spread;
    }

    /// <summary>So many values of 0.</summary>
    public static Spread Counted(long count)
    {
        var spread = new Spread();
        spread.Put(0, count, 0);
        return spread;
    }

    /// <summary>A spread as <see cref="ToString"/> writes it.</summary>
    /// <param name="total">The sum of the values.</param>
    /// <param name="text">Steps and counts: <c>0:3 17:1</c>.</param>
    public static Spread Read(long total, string text)
    {
        var spread = new Spread { Total = total };
        foreach (var part in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            if (part.Split(':') is [var step, var count])
                spread.Put(int.Parse(step, CultureInfo.InvariantCulture), long.Parse(count, CultureInfo.InvariantCulture), 0);
        return spread;
    }

    /// <summary>Adds a value; negative ones count as 0.</summary>
    public void Add(long value) => Put(StepOf(Math.Max(0, value)), 1, Math.Max(0, value));

    /// <summary>Adds all of another spread.</summary>
    public void Add(Spread other)
    {
        foreach (var (step, count) in other._steps)
            Put(step, count, 0);
        Total += other.Total;
    }

    /// <summary>The value that a share of them does not exceed, in the middle of its step; 0 without any.</summary>
    /// <param name="share">From 0 to 1.</param>
    public long At(double share)
    {
        var rest = (long)Math.Ceiling(share * Count);
        foreach (var (step, count) in _steps)
            if ((rest -= count) <= 0)
                return step == 0 ? 0 : (long)Math.Round(Math.Pow(Step, step - 0.5));
        return 0;
    }

    /// <summary>How many are no more than a value, exact to its step.</summary>
    public long UpTo(long value) => _steps.Where(one => one.Key <= StepOf(value)).Sum(one => one.Value);

    /// <inheritdoc />
    public override string ToString() => string.Join(' ', _steps.Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Key}:{one.Value}")));

    private static int StepOf(long value) => value <= 0 ? 0 : 1 + (int)(Math.Log(value) / Math.Log(Step));

    private void Put(int step, long count, long total)
    {
        _steps[step] = _steps.GetValueOrDefault(step) + count;
        (Count, Total) = (Count + count, Total + total);
    }
}
