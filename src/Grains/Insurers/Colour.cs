using System.Globalization;

namespace Medzdrav.Grains;

/// <summary>A colour of a page, and how well another one is read on it.</summary>
internal readonly record struct Colour(byte Red, byte Green, byte Blue)
{
    /// <summary>The contrast that text of any size needs (WCAG 2.2, AA, 1.4.3).</summary>
    public const double ReadableContrast = 4.5;

    /// <summary>White.</summary>
    public static readonly Colour White = new(255, 255, 255);

    /// <summary>Black.</summary>
    public static readonly Colour Black = new(0, 0, 0);

    /// <summary>From <c>#rrggbb</c>; null for any other text.</summary>
    public static Colour? Parse(string? text)
    {
        if (text is not ['#', _, _, _, _, _, _] || !int.TryParse(text.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
            return null;
        return new Colour((byte)(value >> 16), (byte)(value >> 8), (byte)value);
    }

    /// <summary>This colour over another one, of which <paramref name="share"/> (0 to 1) is this.</summary>
    public Colour Over(Colour other, double share) => new(Mixed(Red, other.Red, share), Mixed(Green, other.Green, share), Mixed(Blue, other.Blue, share));

    /// <summary>From 1, the same colour, to 21, black on white.</summary>
    public double ContrastWith(Colour other)
    {
        var (mine, others) = (Luminance, other.Luminance);
        return (Math.Max(mine, others) + 0.05) / (Math.Min(mine, others) + 0.05);
    }

    /// <inheritdoc />
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"#{Red:x2}{Green:x2}{Blue:x2}");

    private double Luminance => (0.2126 * Linear(Red)) + (0.7152 * Linear(Green)) + (0.0722 * Linear(Blue));

    private static double Linear(byte channel)
    {
        var share = channel / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.Pow((share + 0.055) / 1.055, 2.4);
    }

    private static byte Mixed(byte above, byte below, double share) => (byte)Math.Round(below + ((above - below) * share));
}
