namespace Medzdrav.Contracts;

/// <summary>A grain that the sweep wakes when a due row of its kind comes due. Key: the row's key.</summary>
[Alias("IWakes")]
public interface IWakes : IGrainWithStringKey
{
    /// <summary>Does whatever is due by now; called by the sweep, possibly early or twice. Idempotent, and quick: the call ends after 5 s, longer work goes on behind it.</summary>
    /// <returns>When to call again at the latest; null when nothing will be due any more.</returns>
    [Alias("Wake")] Task<DateTimeOffset?> Wake();
}
