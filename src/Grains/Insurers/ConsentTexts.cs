using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>The consent texts: the platform's own are built in, insurers' are in the records. What somebody confirmed can't be changed afterwards, only followed by another version.</summary>
internal sealed class ConsentTexts(IInsurerRecords records, InsurerBook insurers)
{
    private const string Prefix = "consent-";
    private const string CurrentKey = "current";
    private static readonly Dictionary<string, ConsentText> BuiltIn = ReadBuiltIn();
    private static readonly ConsentText Platform = BuiltIn[BuiltIn.Keys.Max()!];

    // They never change; an unknown version may come to be known.
    private readonly ConcurrentDictionary<string, ConsentText> _known = new();

    /// <summary>The version of the platform's own text that is sent now.</summary>
    public static string PlatformVersion => Platform.Version;

    /// <summary>The version that an insurer's persons are sent now: its own, or the platform's where it has none.</summary>
    public static string CurrentVersionOf(InsurerRecord insurer) => insurer.ConsentVersion ?? Platform.Version;

    /// <summary>The text that an insurer's persons are sent now.</summary>
    public async ValueTask<ConsentText> CurrentOfAsync(InsurerId? insurer)
    {
        var version = CurrentVersionOf(await insurers.OfAsync(insurer));
        return await FindAsync(version) ?? throw new InvalidOperationException($"The consent text {version} is missing.");
    }

    /// <summary>To whom consents have to be given.</summary>
    public ValueTask<ConsentOwners> OwnersAsync() => insurers.ConsentOwnersAsync();

    /// <summary>A version; <c>current</c> is the default insurer's. Null when there is no such.</summary>
    public async ValueTask<ConsentText?> FindAsync(string version)
    {
        if (version == CurrentKey)
            return await CurrentOfAsync(InsurerId.Default);
        if (BuiltIn.TryGetValue(version, out var builtIn) || _known.TryGetValue(version, out builtIn))
            return builtIn;
        return await records.ConsentTextAsync(version) is { } stored ? _known.GetOrAdd(version, Of(stored.Version, stored.Insurer, stored.Body)) : null;
    }

    private static Dictionary<string, ConsentText> ReadBuiltIn()
    {
        var assembly = typeof(ConsentTexts).Assembly;
        return assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => Read(name, assembly.GetManifestResourceStream(name)!))
            .ToDictionary(text => text.Version);
    }

    private static ConsentText Read(string name, Stream stream)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return Of(Path.GetFileNameWithoutExtension(name)[Prefix.Length..], InsurerId.Default, reader.ReadToEnd());
    }

    private static ConsentText Of(string version, InsurerId insurer, string body)
    {
        var all = body.Replace("\r\n", "\n", StringComparison.Ordinal).Trim();
        var heading = all[..all.IndexOf('\n', StringComparison.Ordinal)];
        var text = all[heading.Length..].Trim();
        return new ConsentText(version, heading.TrimStart('#').Trim(), text, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all))), insurer, ConsentHtml.Of(text));
    }
}
