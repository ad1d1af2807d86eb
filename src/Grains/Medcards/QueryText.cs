using System.Text.RegularExpressions;
using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>Understands what a consultant typed to find a person: a phone or its last digits, a policy number, words of the name and a birth date or year in any order.</summary>
internal static partial class QueryText
{
    private const int LeastOfPhone = 4;
    private const int MostOfPhone = 11;
    private const int MostWords = 5;

    private const int MinTyped = 3;
    private const int MaxTyped = 100;

    /// <summary>The query; null for a text that is too short or too long.</summary>
    /// <param name="typed">As it was typed.</param>
    /// <param name="today">No birth date is later.</param>
    public static PersonQuery? Of(string typed, DateOnly today) => Folding.Kept(typed) is { Length: >= MinTyped and <= MaxTyped } wanted ? Read(wanted, today) : null;

    /// <summary>The query of a text of any length.</summary>
    /// <param name="text">As it was typed.</param>
    /// <param name="today">No birth date is later.</param>
    public static PersonQuery Read(string text, DateOnly today)
    {
        if (PhoneNumber.Normalize(text) is { } phone)
            return new PersonQuery { Phone = phone, PolicyNumber = text, PolicyDigits = DigitsOf(text) };
        var (dates, rest) = DatesInText.Take(text, today);
        rest = TwoInitials().Replace(rest, "$1 $2");
        if (!rest.Any(char.IsDigit))
            return new PersonQuery { Words = WordsOf(rest), BirthDates = dates };
        var (year, named) = dates.Count == 0 ? DatesInText.TakeYear(rest, today) : (null, rest);
        var digits = DigitsOf(rest);
        var isNumber = digits.Length >= LeastOfPhone && !rest.Split(' ').Any(word => word.Any(char.IsDigit) && word.Any(char.IsLetter));
        return new PersonQuery
        {
            PolicyNumber = rest,
            PolicyDigits = isNumber ? digits : null,
            PhoneEnd = isNumber && digits.Length <= MostOfPhone ? digits : null,
            Words = WordsOf(named),
            BirthDates = dates,
            BirthYear = WordsOf(named).Length > 0 ? year : null,
        };
    }

    private static string[] WordsOf(string text) =>
        [.. Folding.Name(text.Replace(',', ' ').Replace('.', ' ')).Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => word.Any(char.IsLetter) && !word.Any(char.IsDigit)).Take(MostWords)];

    private static string DigitsOf(string text) => string.Concat(Folding.Digits(text).Where(char.IsAsciiDigit));

    /// <summary>Two initials behind a surname that is not written in capitals alone: «Берёзкин МП».</summary>
    [GeneratedRegex(@"(?<=\p{Ll}\s+)(\p{Lu})(\p{Lu})(?=\s|$)", RegexOptions.CultureInvariant)]
    private static partial Regex TwoInitials();
}
