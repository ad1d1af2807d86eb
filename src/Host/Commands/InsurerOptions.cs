using System.CommandLine;
using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Host;

/// <summary>The options that <c>insurer add</c> and <c>insurer set</c> take.</summary>
internal sealed class InsurerOptions
{
    private readonly Option<string?> _name = new("--name") { Description = "Its name for people and staff." };
    private readonly Option<string?> _logo = new("--logo") { Description = "The words on top of its pages and in their titles." };
    private readonly Option<string[]> _hosts = new("--host") { Description = "A name in the address bar under which its pages stand, without port; once for each. They replace those before." };
    private readonly Option<string?> _hotline = new("--hotline") { Description = "The phone number for those without Internet, as people read it." };
    private readonly Option<string?> _address = new("--address") { Description = "Where questions go: an e-mail or any other address; \"\" for none." };
    private readonly Option<string?> _sms = new("--sms") { Description = "The SMS for signing in alone, with {code} in it." };
    private readonly Option<string?> _smsAssisted = new("--sms-assisted") { Description = "The SMS for signing in with a consultant, with {code} in it." };
    private readonly Option<string?> _accent = new("--accent") { Description = "The accent colour of light pages, #rrggbb; its contrast is checked." };
    private readonly Option<string?> _accentDark = new("--accent-dark") { Description = "The accent colour of dark pages, #rrggbb; its contrast is checked." };
    private readonly Option<FileInfo?> _consent = new("--consent") { Description = "A UTF-8 file with the consent text: heading, empty line, paragraphs. Consents given before keep standing." };

    public IReadOnlyList<Option> All => [_name, _logo, _hosts, _hotline, _address, _sms, _smsAssisted, _accent, _accentDark, _consent];

    /// <summary>The insurer with what was given.</summary>
    public InsurerRecord Changed(InsurerRecord insurer, ParseResult parsed) => insurer with
    {
        Name = parsed.GetValue(_name)?.Trim() ?? insurer.Name,
        Logo = parsed.GetValue(_logo)?.Trim() ?? insurer.Logo,
        Hosts = parsed.GetValue(_hosts) is { Length: > 0 } given ? [.. given.Select(host => host.Trim().ToLowerInvariant())] : insurer.Hosts,
        Hotline = parsed.GetValue(_hotline)?.Trim() ?? insurer.Hotline,
        Address = parsed.GetValue(_address)?.Trim() ?? insurer.Address,
        SmsSignIn = parsed.GetValue(_sms)?.Trim() ?? insurer.SmsSignIn,
        SmsAssisted = parsed.GetValue(_smsAssisted)?.Trim() ?? insurer.SmsAssisted,
        AccentLight = parsed.GetValue(_accent)?.ToLowerInvariant() ?? insurer.AccentLight,
        AccentDark = parsed.GetValue(_accentDark)?.ToLowerInvariant() ?? insurer.AccentDark,
    };

    /// <summary>The consent text that was given, or null.</summary>
    public string? ConsentOf(ParseResult parsed)
    {
        if (parsed.GetValue(_consent) is not { } file)
            return null;
        try
        {
            return TypedText.WellFormed(File.ReadAllText(file.FullName));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The file {file.FullName} can't be read.");
        }
    }
}
