using System.Security.Cryptography;
using System.Text;
using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>The consent texts, built in: what somebody confirmed can't be changed afterwards, only followed by another version.</summary>
public sealed class ConsentTexts
{
    private const string Prefix = "consent-";

    private readonly Dictionary<string, ConsentText> _texts;

    /// <summary>Reads all versions.</summary>
    public ConsentTexts()
    {
        var assembly = typeof(ConsentTexts).Assembly;
        _texts = assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => Read(name, assembly.GetManifestResourceStream(name)!))
            .ToDictionary(text => text.Version);
        Current = _texts[_texts.Keys.Max()!];
    }

    /// <summary>The version that is sent now.</summary>
    public ConsentText Current { get; }

    /// <summary>A version, or <c>current</c>; null when there is no such.</summary>
    public ConsentText? Find(string version) => version == "current" ? Current : _texts.GetValueOrDefault(version);

    private static ConsentText Read(string name, Stream stream)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var all = reader.ReadToEnd().Replace("\r\n", "\n", StringComparison.Ordinal).Trim();
        var title = all[..all.IndexOf('\n', StringComparison.Ordinal)];
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all)));
        return new ConsentText(Path.GetFileNameWithoutExtension(name)[Prefix.Length..], title, all[title.Length..].Trim(), hash);
    }
}
