using System.Security.Cryptography;
using System.Xml.Linq;
using Medzdrav.Contracts;
using Microsoft.Extensions.Logging;

namespace Medzdrav.Grains;

/// <summary>Keeps the keys that protect cookies, so that every web node reads every cookie, also after a restart. In the database they are sealed: a copy of it makes nobody's cookie.</summary>
internal sealed partial class KeyRingGrain([PersistentState("keys", GrainStorage.Name)] IPersistentState<KeyRing> ring, ISecretBox box, ILogger<KeyRingGrain> logger) : Grain, IKeyRingGrain
{
    private const string Owner = "cookies";

    /// <summary>An element that former versions pass over.</summary>
    private const string Sealed = "sealed";

    private readonly Dictionary<string, string> _opened = [];

    /// <inheritdoc />
    public override async Task OnActivateAsync(CancellationToken cancellation)
    {
        var keys = ring.State.Keys.ToDictionary();
        foreach (var (name, xml) in ring.State.Keys)
        {
            if (Open(xml) is not { } opened)
                continue;
            _opened[name] = opened;
            // A key of a former version lay open.
            if (opened == xml)
                keys[name] = Seal(xml);
        }
        if (keys.Any(key => ring.State.Keys[key.Key] != key.Value))
            await ring.StoreAsync(new KeyRing { Keys = keys });
    }

    /// <inheritdoc />
    public Task<string[]> All() => Task.FromResult(_opened.Values.ToArray());

    /// <inheritdoc />
    public async Task Add(string name, string xml)
    {
        if (_opened.ContainsKey(name) || !KeyRingRules.IsNeeded(_opened.Values, xml))
            return;
        await ring.StoreAsync(new KeyRing { Keys = new(ring.State.Keys) { [name] = Seal(xml) } });
        _opened[name] = xml;
    }

    private string Seal(string xml) => new XElement(Sealed, box.SealText(Owner, xml)).ToString();

    /// <summary>The key as ASP.NET wrote it; null when it was sealed by a key that is not there any more.</summary>
    private string? Open(string xml)
    {
        var element = XElement.Parse(xml);
        if (element.Name != Sealed)
            return xml;
        try
        {
            return box.OpenText(Owner, element.Value);
        }
        catch (CryptographicException fault)
        {
            LogNotOpened(fault);
            return null;
        }
    }
}

/// <summary>The keys by name.</summary>
[GenerateSerializer, Alias("KeyRing")]
internal sealed class KeyRing
{
    /// <summary>XML as ASP.NET's data protection wrote it, sealed.</summary>
    [Id(0)] public Dictionary<string, string> Keys { get; set; } = [];
}
