using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Medzdrav.Grains;

/// <summary>Codes of six digits: made here, and found in what people type or paste.</summary>
internal static partial class SignInCode
{
    private const int MaxCharacters = 400;

    /// <summary>A new code from the cryptographic generator.</summary>
    public static string New() => RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture);

    /// <summary>The code in a text, digits of any script: as the message's last line says it (<c>@host #123456</c>), six together in whatever words stand around them, or alone with spaces between. Null when there is none, or more than one.</summary>
    public static string? Find(string? text)
    {
        if (text is not { Length: > 0 and <= MaxCharacters })
            return null;
        var plain = WithPlainDigits(text);
        if (Bound().Match(plain) is { Success: true } bound)
            return bound.Groups[1].Value;
        if (SixTogether().Matches(plain) is [{ } together])
            return together.Value;
        var alone = Joints().Replace(plain, "");
        return SixAlone().IsMatch(alone) ? alone : null;
    }

    private static string WithPlainDigits(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber)
                plain.Append((int)Rune.GetNumericValue(rune));
            else
                plain.Append(rune.ToString());
        return plain.ToString();
    }

    [GeneratedRegex(@"@\S+ #([0-9]{6})\s*\z")]
    private static partial Regex Bound();

    [GeneratedRegex(@"(?<![0-9])[0-9]{6}(?![0-9])")]
    private static partial Regex SixTogether();

    [GeneratedRegex(@"^[0-9]{6}$")]
    private static partial Regex SixAlone();

    [GeneratedRegex(@"[\s\p{Cf}\p{Pd}.]")]
    private static partial Regex Joints();
}
