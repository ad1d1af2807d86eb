using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Medzdrav.Contracts;

/// <summary>Texts as people type and paste them and as programs send them. Every door makes them well-formed, so that both databases, both encodings and all pages carry the same.</summary>
public static class TypedText
{
    /// <summary>Stands where something stood that is no character.</summary>
    private const char Replacement = '\uFFFD';

    /// <summary>Characters that show nothing: Unicode's Default_Ignorable_Code_Point, the marks of annotations, and the blank of Braille.</summary>
    private static readonly (int First, int Last)[] Ignorable =
    [
        (0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F),
        (0x2800, 0x2800), (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0xFFF0, 0xFFFB), (0xFFFE, 0xFFFF), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF),
    ];

    /// <summary>The text with U+FFFD in the place of each half of a surrogate pair, which no encoding carries, of each U+0000, which PostgreSQL does not store, and of U+FFFE and U+FFFF, which are no characters and have no Unicode form.</summary>
    /// <param name="text">The text as it came; null for none.</param>
    /// <returns>The same instance where nothing is wrong with it.</returns>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? WellFormed(string? text) =>
        text is null || !HasFault(text) ? text : string.Create(text.Length, text, Mend);

    /// <summary>Whether a character shows nothing, wherever it stands: zero width, soft hyphen, direction and byte order marks, control characters.</summary>
    public static bool IsInvisible(Rune character) =>
        Rune.IsControl(character) || (character.Value >= Ignorable[0].First && Array.Exists(Ignorable, range => range.First <= character.Value && character.Value <= range.Last));

    /// <summary>Whether there is nothing to see in a text: no character but spaces and invisible ones.</summary>
    public static bool IsBlank([NotNullWhen(false)] string? text)
    {
        foreach (var character in text.AsSpan().EnumerateRunes())
            if (!Rune.IsWhiteSpace(character) && !IsInvisible(character))
                return false;
        return true;
    }

    private static bool HasFault(ReadOnlySpan<char> text)
    {
        if (text.IndexOfAny('\0', '\uFFFE', '\uFFFF') >= 0)
            return true;
        for (int next; (next = text.IndexOfAnyInRange('\uD800', '\uDFFF')) >= 0; text = text[(next + 2)..])
            if (!IsPair(text, next))
                return true;
        return false;
    }

    private static void Mend(Span<char> mended, string text)
    {
        for (var at = 0; at < text.Length; at++)
            if (IsPair(text, at))
                (mended[at], mended[at + 1]) = (text[at], text[++at]);
            else
                mended[at] = text[at] is '\0' or '\uFFFE' or '\uFFFF' || char.IsSurrogate(text[at]) ? Replacement : text[at];
    }

    private static bool IsPair(ReadOnlySpan<char> text, int at) => at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]);
}
