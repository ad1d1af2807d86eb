using System.Text.RegularExpressions;
using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>The rules of what an insurer's row may say. Faults are in English, for the console.</summary>
internal static partial class InsurerRules
{
    private const int MaxName = 100;
    private const int MaxLogo = 32;
    private const int MaxAddress = 200;
    private const int MaxConsent = 50_000;
    private const int MaxSms = 300;
    private const string SampleCode = "123456";

    /// <summary>The fault of a row; null when there is none.</summary>
    public static string? Fault(InsurerRecord insurer)
    {
        ArgumentNullException.ThrowIfNull(insurer);
        return insurer switch
        {
            { Id.Value: var id } when !InsurerIdForm().IsMatch(id) => "An insurer's id has 2 to 32 letters a-z, digits or hyphens, and begins with a letter.",
            _ when !IsLine(insurer.Name, MaxName) => $"A name has 1 to {MaxName} characters.",
            _ when !IsLine(insurer.Logo, MaxLogo) => $"A logo text has 1 to {MaxLogo} characters.",
            _ when insurer.Address.Length > 0 && !IsLine(insurer.Address, MaxAddress) => $"An address for questions has at most {MaxAddress} characters.",
            _ when insurer.Hosts.FirstOrDefault(host => !HostForm().IsMatch(host)) is { } host => $"\"{host}\" is no host name: letters a-z, digits, hyphens and dots, without port.",
            _ when !HotlineForm().IsMatch(insurer.Hotline) || insurer.HotlineDialled.Length < 3 => "A hotline is a phone number as people read it: digits, spaces, brackets, hyphens, with + or without.",
            _ => FaultOfSms(insurer.SmsSignIn) ?? FaultOfSms(insurer.SmsAssisted) ?? FaultOfAccents(insurer),
        };
    }

    /// <summary>The fault of a consent text; null when there is none.</summary>
    public static string? FaultOfConsent(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var lines = text.Trim().Split('\n', 2);
        return lines is not [_, { } body] || TypedText.IsBlank(body) ? "A consent text has a heading in its first line, and paragraphs divided by empty lines."
            : text.Length > MaxConsent ? $"A consent text has at most {MaxConsent} characters."
            : null;
    }

    /// <summary>A code has to be found in the message again, whatever other numbers stand in it.</summary>
    private static string? FaultOfSms(string template) =>
        template.Length > MaxSms || template.Any(char.IsControl) ? $"An SMS text has one line of at most {MaxSms} characters."
        : template.Split("{code}").Length != 2 || SignInCode.Find(template.Replace("{code}", SampleCode, StringComparison.Ordinal)) != SampleCode
            ? "An SMS text has {code} in it once, and no other number of six digits."
        : null;

    private static string? FaultOfAccents(InsurerRecord insurer) => (Colour.Parse(insurer.AccentLight), Colour.Parse(insurer.AccentDark)) switch
    {
        ({ } light, { } dark) => Accents.FaultOfLight(light) ?? Accents.FaultOfDark(dark),
        _ => "A colour is written #rrggbb.",
    };

    private static bool IsLine(string text, int longest) => !TypedText.IsBlank(text) && text.Length <= longest && text == text.Trim() && !text.Any(char.IsControl);

    [GeneratedRegex(@"^[a-z][a-z0-9\-]{1,31}\z")]
    private static partial Regex InsurerIdForm();

    [GeneratedRegex(@"^(?=.{1,253}\z)[a-z0-9]([a-z0-9\-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9\-]{0,61}[a-z0-9])?)*\z")]
    private static partial Regex HostForm();

    [GeneratedRegex(@"^\+?[0-9 ()\-\u00A0]{3,30}\z")]
    private static partial Regex HotlineForm();
}
