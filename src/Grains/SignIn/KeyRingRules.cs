using System.Globalization;
using System.Xml.Linq;

namespace Medzdrav.Grains;

/// <summary>The rules of the keys that protect cookies.</summary>
internal static class KeyRingRules
{
    /// <summary>How far the clocks of gateways may differ.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromHours(1);

    /// <summary>How long before the end of a key ASP.NET makes the next one.</summary>
    private static readonly TimeSpan MadeBefore = TimeSpan.FromDays(4);

    /// <summary>Whether a new key is needed beside those that are there. Gateways that start together each make one: the first that comes is kept by all of them, or each would read cookies of its own only.</summary>
    public static bool IsNeeded(IEnumerable<string> ring, string added) =>
        TermOf(added) is not { } term || !ring.Select(TermOf).OfType<Term>().Any(known => known.From <= term.From + Skew && known.Until > term.From + MadeBefore);

    /// <summary>The term of a key; null for what is no key, as a revocation.</summary>
    private static Term? TermOf(string xml)
    {
        var key = XElement.Parse(xml);
        return key.Name == "key" && InstantOf(key, "activationDate") is { } from && InstantOf(key, "expirationDate") is { } until ? new Term(from, until) : null;
    }

    private static DateTimeOffset? InstantOf(XElement key, string name) =>
        DateTimeOffset.TryParse(key.Element(name)?.Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;

    private sealed record Term(DateTimeOffset From, DateTimeOffset Until);
}
