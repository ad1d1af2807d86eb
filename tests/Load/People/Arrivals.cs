using System.CommandLine.Parsing;
using System.Globalization;

namespace Medzdrav.Tests.Load;

/// <summary>When people come: open loop, by chance, whether or not anybody is served.</summary>
/// <param name="PerSecond">How many on average.</param>
internal sealed record Arrivals(double PerSecond)
{
    /// <summary>Reads <c>200/s</c>, <c>90/min</c> or <c>500/h</c>.</summary>
    public static Arrivals? Parse(ArgumentResult argument)
    {
        var text = argument.Tokens[0].Value;
        var seconds = text[(text.IndexOf('/', StringComparison.Ordinal) + 1)..] switch { "s" => 1, "min" => 60, "h" => 3600, _ => 0 };
        if (seconds > 0 && double.TryParse(text[..text.IndexOf('/', StringComparison.Ordinal)], CultureInfo.InvariantCulture, out var count) && count > 0)
            return new Arrivals(count / seconds);
        argument.AddError($"\"{text}\" is no rate: 200/s, 90/min or 500/h.");
        return null;
    }

    /// <summary>Instants of arrival from the beginning, ever later.</summary>
    public IEnumerable<TimeSpan> Times(int seed)
    {
        var chance = new Random(seed);
        for (var at = 0.0; ;)
        {
            at -= Math.Log(1 - chance.NextDouble()) / PerSecond;
            yield return TimeSpan.FromSeconds(at);
        }
    }
}
