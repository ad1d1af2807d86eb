using System.CommandLine;
using Medzdrav.Grains;

namespace Medzdrav.Host;

/// <summary>The options that <c>insurer add</c> and <c>insurer set</c> take.</summary>
internal sealed class InsurerOptions
{
    private readonly Option<string?> name = new("--name") { Description = "Its name for people and staff." };
    private readonly Option<string?> logo = new("--logo") { Description = "The words on top of its pages and in their titles." };
    private readonly Option<string[]> hosts = new("--host") { Description = "A name in the address bar under which its pages stand, without port; once for each. They replace those before." };
    private readonly Option<string?> hotline = new("--hotline") { Description = "The phone number for those without Internet, as people read it." };
    private readonly Option<string?> address = new("--address") { Description = "Where questions go: an e-mail or any other address; \"\" for none." };
    private readonly Option<string?> sms = new("--sms") { Description = "The SMS for signing in alone, with {code} in it." };
    private readonly Option<string?> smsAssisted = new("--sms-assisted") { Description = "The SMS for signing in with a consultant, with {code} in it." };
    private readonly Option<string?> accent = new("--accent") { Description = "The accent colour of light pages, #rrggbb; its contrast is checked." };
    private readonly Option<string?> accentDark = new("--accent-dark") { Description = "The accent colour of dark pages, #rrggbb; its contrast is checked." };
    private readonly Option<FileInfo?> consent = new("--consent") { Description = "A UTF-8 file with the consent text: heading, empty line, paragraphs. Consents given before keep standing." };

    public IReadOnlyList<Option> All => [name, logo, hosts, hotline, address, sms, smsAssisted, accent, accentDark, consent];

    /// <summary>The insurer with what was given.</summary>
    public InsurerRecord Changed(InsurerRecord insurer, ParseResult parsed) => insurer with
    {
        Name = parsed.GetValue(name)?.Trim() ?? insurer.Name,
        Logo = parsed.GetValue(logo)?.Trim() ?? insurer.Logo,
        Hosts = parsed.GetValue(hosts) is { Length: > 0 } given ? [.. given.Select(host => host.Trim().ToLowerInvariant())] : insurer.Hosts,
        Hotline = parsed.GetValue(hotline)?.Trim() ?? insurer.Hotline,
        Address = parsed.GetValue(address)?.Trim() ?? insurer.Address,
        SmsSignIn = parsed.GetValue(sms)?.Trim() ?? insurer.SmsSignIn,
        SmsAssisted = parsed.GetValue(smsAssisted)?.Trim() ?? insurer.SmsAssisted,
        AccentLight = parsed.GetValue(accent)?.ToLowerInvariant() ?? insurer.AccentLight,
        AccentDark = parsed.GetValue(accentDark)?.ToLowerInvariant() ?? insurer.AccentDark,
    };

    /// <summary>The consent text that was given, or null.</summary>
    public string? ConsentOf(ParseResult parsed)
    {
        if (parsed.GetValue(consent) is not { } file)
            return null;
        try
        {
            return File.ReadAllText(file.FullName);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The file {file.FullName} can't be read.");
        }
    }
}
