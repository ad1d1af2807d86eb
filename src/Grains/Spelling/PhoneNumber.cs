using System.Text.RegularExpressions;
using Medzdrav.Contracts;
using PhoneNumbers;

namespace Medzdrav.Grains;

/// <summary>Mobile numbers as people type them.</summary>
internal static partial class PhoneNumber
{
    private const string HomeRegion = "RU";
    private const int MaxCharacters = 40;

    /// <summary>From so many digits on a zero behind a point is a spreadsheet's, which took the number for one to count with.</summary>
    private const int LeastDigits = 10;

    /// <summary>A number with all but the last four digits hidden; null for none.</summary>
    public static string? Masked(string? phone) => phone is { Length: > 6 } ? $"{phone[..2]} ··· {phone[^4..^2]}-{phone[^2..]}" : null;

    /// <summary>A hotline as a phone dials it: <c>8 (800) …</c> is a Russian number.</summary>
    public static string Dialled(string hotline)
    {
        ArgumentNullException.ThrowIfNull(hotline);
        var digits = string.Concat(hotline.Where(char.IsAsciiDigit));
        return hotline.TrimStart().StartsWith('+') ? "+" + digits
            : digits is ['8', ..] && digits.Length == 11 ? "+7" + digits[1..]
            : digits;
    }

    /// <summary>The two letters of a number's country; null where nobody has such numbers.</summary>
    /// <param name="number">E.164.</param>
    public static string? CountryOf(string number)
    {
        var util = PhoneNumberUtil.GetInstance();
        return util.GetRegionCodeForNumber(util.Parse(number, HomeRegion));
    }

    /// <summary>Whether somebody means a country by these two letters.</summary>
    public static bool IsCountry(string letters) => PhoneNumberUtil.GetInstance().GetSupportedRegions().Contains(letters);

    /// <summary>E.164 for a valid mobile number in any common form, as people type or paste it, with a word before it or without; null for anything else.</summary>
    public static string? Normalize(string? text) => Written(Unlabelled(text));

    /// <summary>The same for a field that should hold a number and nothing else: digits with other things than separators around or between them are none.</summary>
    public static string? Written(string? text) =>
        Valid(text) is { } number && PhoneNumberUtil.GetInstance().GetNumberType(number) is PhoneNumberType.MOBILE or PhoneNumberType.FIXED_LINE_OR_MOBILE ? E164(number) : null;

    /// <summary>E.164 for a number that can be rung, mobile or not, of any country; null for anything else.</summary>
    public static string? Ringable(string? text) => Valid(Unlabelled(text)) is { } number ? E164(number) : null;

    private static string? Unlabelled(string? text) => text is { Length: <= MaxCharacters } ? Label().Replace(text, "") : null;

    /// <summary>A valid number of any kind; null for anything else.</summary>
    private static PhoneNumbers.PhoneNumber? Valid(string? text)
    {
        if (text is not { Length: > 0 and <= MaxCharacters } || Dialling(text) is not { Length: > 0 } typed)
            return null;
        var util = PhoneNumberUtil.GetInstance();
        try
        {
            var number = util.Parse(typed, HomeRegion);
            return util.IsValidNumber(number) ? number : null;
        }
        catch (NumberParseException)
        {
            return null;
        }
    }

    private static string E164(PhoneNumbers.PhoneNumber number) => PhoneNumberUtil.GetInstance().Format(number, PhoneNumberFormat.E164);

    /// <summary>The digits, after the plus if there is one; null when anything but separators stands between them.</summary>
    private static string? Dialling(string text)
    {
        var typed = Folding.Digits(text);
        if (WithFraction().Match(typed) is { Success: true } counted && counted.Groups["whole"].Value.Count(char.IsAsciiDigit) >= LeastDigits)
        {
            if (counted.Groups["rest"].Value.Any(digit => digit != '0'))
                return null;
            typed = counted.Groups["whole"].Value;
        }
        return Separated().IsMatch(typed) ? (typed.StartsWith('+') ? "+" : "") + string.Concat(typed.Where(char.IsAsciiDigit)) : null;
    }

    /// <summary>79123456789.0 and the like: a number that somebody counted with.</summary>
    [GeneratedRegex(@"^(?<whole>\+?[0-9]+)[.,](?<rest>[0-9]+)$")]
    private static partial Regex WithFraction();

    [GeneratedRegex(@"^\+? ?[(]?[0-9]([ ()./-]*[0-9])*$")]
    private static partial Regex Separated();

    /// <summary>«тел.», «моб.:», <c>tel:</c>.</summary>
    [GeneratedRegex(@"^\s*\p{L}[\p{L}\s.:]*(?=[+(\p{Nd}])")]
    private static partial Regex Label();
}
