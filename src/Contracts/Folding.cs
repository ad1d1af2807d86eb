using System.Buffers;
using System.Globalization;
using System.Text;

namespace Medzdrav.Contracts;

/// <summary>Texts as they are compared and searched: what a person takes for the same folds to the same, however it was typed. All keys that are stored are made here.</summary>
public static class Folding
{
    /// <summary>The number of this rule. Whatever changes what a text folds to needs the next number: silos fold the stored keys anew at start.</summary>
    public const int Rule = 1;

    /// <summary>Capital letters that look alike, of Latin, Cyrillic and Greek; those of one place are one letter. The first string is what a name or number folds to.</summary>
    private const string Likeness = "АВСЕЕНКМОРТХУISJ";
    private const string Latin = "ABCEËHKMOPTXYISJ";
    private const string Others = "ΑΒϹΕЁΗΚΜΟΡΤΧΥІЅЈ";

    // The letters of most names and numbers, which no Unicode form changes.
    private static readonly SearchValues<char> Plain = SearchValues.Create(
        " -./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyzАБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдеёжзийклмнопрстуфхцчшщъыьэюя");

    /// <summary>A text as it is kept and shown: one Unicode form (NFC), no invisible characters, single plain spaces between words.</summary>
    /// <param name="text">A name, a number, a field that was typed.</param>
    public static string Kept(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!text.AsSpan().ContainsAnyExcept(Plain))
            return text.Contains("  ", StringComparison.Ordinal) || text is [' ', ..] or [.., ' '] ? Spaced(text) : text;
        var seen = new StringBuilder(text.Length);
        foreach (var character in text.EnumerateRunes())
            if (Rune.IsWhiteSpace(character))
                seen.Append(' ');
            else if (!TypedText.IsInvisible(character))
                seen.Append(character);
        return Spaced(seen.ToString().Normalize(NormalizationForm.FormC));
    }

    /// <summary>A full name: without regard to case, ё or е, alphabet of look-alikes, apostrophes, and to hyphen or space in a double surname.</summary>
    public static string Name(string name) => Words(name).Replace('-', ' ');

    /// <summary>The same, but that a double surname whose parts a hyphen joins stays a single word.</summary>
    public static string Words(string name)
    {
        var folded = new StringBuilder();
        foreach (var letter in Folded(name))
            if (IsHyphen(letter))
                folded.Append('-');
            else if (letter is not ('\'' or '’' or 'ʼ' or '`' or '´' or '‘'))
                folded.Append(letter);
        return Spaced(folded.Replace(" -", "-").Replace("- ", "-").ToString()).Trim('-');
    }

    /// <summary>Surname, first name and what follows, as far as they are there: a double surname is one part where a hyphen joins it.</summary>
    /// <param name="name">The name.</param>
    /// <param name="folded">The same as <see cref="Name"/> folds it: most names need no second folding.</param>
    public static string[] NameParts(string name, string folded) => (name.Any(IsHyphen) ? Words(name) : folded).Split(' ', 3);

    /// <summary>A policy number: without regard to spaces, case, kinds of hyphens and digits, the sign №, and alphabet of look-alikes.</summary>
    public static string Code(string code) => Joined(Folded(code.Replace("№", "", StringComparison.Ordinal)));

    /// <summary>The ways in which a policy number may have been meant: as <see cref="Code"/> folds it; and, as people leave hyphens out when they read a number aloud or type it, without hyphens and with one between letters and digits.</summary>
    public static IReadOnlyList<string> Codes(string code)
    {
        var exact = Code(code);
        var bare = exact.Replace("-", "", StringComparison.Ordinal);
        var letters = bare.TakeWhile(char.IsLetter).Count();
        string[] ways = letters > 0 && letters < bare.Length ? [exact, bare, $"{bare[..letters]}-{bare[letters..]}"] : [exact, bare];
        return [.. ways.Where(way => way.Length > 0).Distinct()];
    }

    /// <summary>The heading of a column: letters and digits only, for «Моб. тел.», «№полиса» and <c>valid_from</c> are written in many ways.</summary>
    public static string Heading(string heading) => string.Concat(Folded(heading).Where(char.IsLetterOrDigit));

    /// <summary>The login of a staff member, which has letters a–z only: a Cyrillic look-alike is the wrong keyboard's.</summary>
    public static string Login(string login)
    {
        var folded = Joined(Folded(login)).ToCharArray();
        for (var i = 0; i < folded.Length; i++)
            folded[i] = Likeness.IndexOf(folded[i], StringComparison.Ordinal) is >= 0 and var place ? Latin[place] : folded[i];
        return new string(folded).ToLowerInvariant();
    }

    /// <summary>A password as it is hashed: in one Unicode form, whatever keyboard or clipboard it comes from (RFC 8265). Everything else counts.</summary>
    public static string Password(string password) => TypedText.WellFormed(password).Normalize(NormalizationForm.FormC);

    /// <summary>A number that was typed: digits of any script as 0 to 9, hyphens of any kind as one, no invisible characters. Everything else stays.</summary>
    public static string Digits(string typed)
    {
        var kept = Kept(typed).Normalize(NormalizationForm.FormKC);
        return string.Create(kept.Length, kept, static (digits, letters) =>
        {
            for (var i = 0; i < letters.Length; i++)
                digits[i] = IsHyphen(letters[i]) ? '-' : char.IsDigit(letters[i]) ? PlainDigit(letters[i]) : letters[i];
        });
    }

    /// <summary>Whether letters of two alphabets stand in a text: a slip of the keyboard, in a name or in one word of a number.</summary>
    /// <param name="text">The text.</param>
    /// <param name="inOneWord">Words of different alphabets are no slip.</param>
    public static bool MixesAlphabets(string text, bool inOneWord = false)
    {
        var (latin, cyrillic) = (false, false);
        foreach (var letter in text)
        {
            if (inOneWord && !char.IsLetter(letter))
                (latin, cyrillic) = (false, false);
            latin |= char.IsAsciiLetter(letter);
            cyrillic |= letter is >= '\u0400' and <= '\u052F';
            if (latin && cyrillic)
                return true;
        }
        return false;
    }

    /// <summary>The one form of each letter: capital, of the first alphabet in which it looks so; no marks above letters but that of й.</summary>
    private static string Folded(string text)
    {
        var kept = Kept(text);
        var capital = (kept.AsSpan().ContainsAnyExcept(Plain) ? kept.Normalize(NormalizationForm.FormKC) : kept).ToUpperInvariant();
        return string.Create(capital.Length, capital, static (folded, letters) =>
        {
            for (var i = 0; i < letters.Length; i++)
                folded[i] = Like(letters[i]);
        }).Replace("\0", "", StringComparison.Ordinal);
    }

    private static char Like(char letter)
    {
        if (letter is >= 'А' and <= 'Я' or >= '0' and <= '9' or ' ')
            return letter;
        if (Latin.IndexOf(letter, StringComparison.Ordinal) is >= 0 and var latin)
            return Likeness[latin];
        if (Others.IndexOf(letter, StringComparison.Ordinal) is >= 0 and var other)
            return Likeness[other];
        return char.GetUnicodeCategory(letter) switch
        {
            UnicodeCategory.DecimalDigitNumber => PlainDigit(letter),
            UnicodeCategory.NonSpacingMark => '\0',
            _ => letter,
        };
    }

    private static char PlainDigit(char digit) => (char)('0' + CharUnicodeInfo.GetDecimalDigitValue(digit));

    private static string Joined(string text) => string.Create(text.Length, text, static (joined, letters) =>
    {
        for (var i = 0; i < letters.Length; i++)
            joined[i] = IsHyphen(letters[i]) ? '-' : letters[i];
    }).Replace(" ", "", StringComparison.Ordinal);

    private static bool IsHyphen(char letter) => letter is '-' or '−' or '˗' or '⁃' || (letter > '\u0500' && char.GetUnicodeCategory(letter) == UnicodeCategory.DashPunctuation);

    private static string Spaced(string text) => string.Join(' ', text.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
