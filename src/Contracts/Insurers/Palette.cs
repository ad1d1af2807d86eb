namespace Medzdrav.Contracts;

/// <summary>The colours of pages that follow from an accent, each as <c>#rrggbb</c>.</summary>
/// <param name="Accent">Buttons, links and icons.</param>
/// <param name="Strong">The same under the pointer.</param>
/// <param name="OnAccent">Text on both.</param>
/// <param name="Tonal">Quiet surfaces with text in the accent colour.</param>
/// <param name="TonalStrong">The same under the pointer.</param>
[GenerateSerializer, Immutable, Alias("Palette")]
public sealed record Palette(
    [property: Id(0)] string Accent,
    [property: Id(1)] string Strong,
    [property: Id(2)] string OnAccent,
    [property: Id(3)] string Tonal,
    [property: Id(4)] string TonalStrong);
