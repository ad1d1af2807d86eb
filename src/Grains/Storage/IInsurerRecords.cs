using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>Insurers with their hosts and consent texts.</summary>
/// <remarks>Every method throws <see cref="StorageUnavailableException"/> when the database does not answer within 3 s.</remarks>
internal interface IInsurerRecords
{
    /// <summary>All insurers by id, the default one among them.</summary>
    Task<IReadOnlyList<InsurerRecord>> AllAsync();

    /// <summary>An insurer's own consent text; null when there is no such version.</summary>
    Task<StoredConsentText?> ConsentTextAsync(string version);

    /// <summary>The insurer of an API key that is not revoked; null for any other.</summary>
    /// <param name="hash">As <see cref="ApiKey.HashOf"/> makes it.</param>
    Task<InsurerId?> OfKeyAsync(string hash);
}

/// <summary>An insurer.</summary>
public sealed record InsurerRecord
{
    /// <summary>Which.</summary>
    public required InsurerId Id { get; init; }

    /// <summary>Its name for people and staff.</summary>
    public required string Name { get; init; }

    /// <summary>The words on top of its pages and in their titles.</summary>
    public required string Logo { get; init; }

    /// <summary>The names in the address bar under which its pages stand: lower case, without port.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>The phone number for those without Internet (S5.2), as people read it.</summary>
    public required string Hotline { get; init; }

    /// <summary>The same for a phone to dial.</summary>
    public string HotlineDialled => PhoneNumber.Dialled(Hotline);

    /// <summary>Where questions go: an e-mail or any other address; empty for none.</summary>
    public string Address { get; init; } = "";

    /// <summary>The SMS for who signs in alone (S1.5), with <c>{code}</c> in it.</summary>
    public required string SmsSignIn { get; init; }

    /// <summary>The SMS for who signs in with a consultant (S1.5), with <c>{code}</c> in it.</summary>
    public required string SmsAssisted { get; init; }

    /// <summary>The accent colour of light pages, <c>#rrggbb</c>.</summary>
    public required string AccentLight { get; init; }

    /// <summary>The accent colour of dark pages, <c>#rrggbb</c>.</summary>
    public required string AccentDark { get; init; }

    /// <summary>The version of its consent text that is sent now; null when it has none of its own, and the platform's is sent.</summary>
    public string? ConsentVersion { get; init; }

    /// <summary>As views name it.</summary>
    public NamedInsurer Named => new(Id, Name);

    /// <summary>The message that brings somebody on the phone to a page (S5.2); it opens after the code of the number that the message goes to.</summary>
    /// <param name="news">The reason for it, as the message says it.</param>
    /// <param name="origin">The scheme, host and port of the platform's pages as staff have them; its own host counts before theirs. Null where they are not known: then the message has no link.</param>
    /// <param name="page">The path of the page.</param>
    internal string LinkMessage(string news, string? origin, string page)
    {
        if (origin is null)
            return $"{Logo}: {news}. Войдите по этому номеру на {(Hosts is [var own, ..] ? own : "сайте")}: код придёт в СМС.";
        var address = new UriBuilder(origin) { Path = page };
        if (Hosts is [var host, ..])
            address.Host = host;
        return $"{Logo}: {news}: {address.Uri} Войдите по этому номеру: код придёт в СМС.";
    }
}

/// <summary>A consent text of an insurer.</summary>
/// <param name="Version">Its version, unique among all insurers'.</param>
/// <param name="Insurer">The insurer.</param>
/// <param name="Body">Heading and paragraphs, as given.</param>
internal sealed record StoredConsentText(string Version, InsurerId Insurer, string Body);
