namespace Medzdrav.Host;

/// <summary>The certificates by which processes of one cluster know each other: mutual TLS on every link between silos, and between edge nodes and silos. Configuration section <c>Cluster</c>. All three or none.</summary>
public sealed class LinkOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Cluster";

    /// <summary>The file of this process' certificate, in PEM; intermediate certificates may follow it. Default none: then links lead over loopback only.</summary>
    public string? Certificate { get; set; }

    /// <summary>The file of its private key, in PEM, without a password.</summary>
    public string? CertificateKey { get; set; }

    /// <summary>The file of the own authority's certificate, in PEM; while one authority follows another, of both. Nobody else's certificates are believed.</summary>
    public string? CertificateAuthority { get; set; }

    /// <summary>Whether there are no certificates at all.</summary>
    internal bool IsEmpty => Files.All(string.IsNullOrEmpty);

    /// <summary>Whether there are all.</summary>
    internal bool IsComplete => !Files.Any(string.IsNullOrEmpty);

    private string?[] Files => [Certificate, CertificateKey, CertificateAuthority];
}
