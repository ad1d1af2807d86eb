namespace Medzdrav.Client;

/// <summary>How values travel over the hub. Both encodings carry the same values (<c>docs/protocol.md</c>, "Values on the wire").</summary>
public enum WireEncoding
{
    /// <summary>JSON: readable in any browser's tools.</summary>
    Json,

    /// <summary>MessagePack: fewer bytes.</summary>
    MessagePack,
}
