using PhoneNumbers;

namespace Medzdrav.Grains;

/// <summary>Mobile numbers as people type them.</summary>
internal static class PhoneNumber
{
    private const string HomeRegion = "RU";
    private const int MaxCharacters = 40;

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

    /// <summary>E.164 for a valid mobile number in any common form; null for anything else.</summary>
    public static string? Normalize(string? text)
    {
        if (text is not { Length: > 0 and <= MaxCharacters })
            return null;
        var util = PhoneNumberUtil.GetInstance();
        try
        {
            var number = util.Parse(text, HomeRegion);
            var isMobile = util.GetNumberType(number) is PhoneNumberType.MOBILE or PhoneNumberType.FIXED_LINE_OR_MOBILE;
            return isMobile && util.IsValidNumber(number) ? util.Format(number, PhoneNumberFormat.E164) : null;
        }
        catch (NumberParseException)
        {
            return null;
        }
    }
}
