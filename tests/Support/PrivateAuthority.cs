using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Medzdrav.Tests.Support;

/// <summary>A certificate with its private key, both as PEM.</summary>
/// <param name="Certificate">The certificate's text.</param>
/// <param name="Key">The key's text.</param>
public sealed record IssuedCertificate(string Certificate, string Key)
{
    /// <summary>The serial number, which no two certificates share.</summary>
    public string Serial
    {
        get
        {
            using var certificate = X509Certificate2.CreateFromPem(Certificate);
            return certificate.SerialNumber;
        }
    }

    /// <summary>The certificate with its key, for a handshake.</summary>
    public X509Certificate2 WithKey() => X509Certificate2.CreateFromPem(Certificate, Key);
}

/// <summary>A private authority for certificates, as operators make one with openssl.</summary>
public sealed class PrivateAuthority : IDisposable
{
    private static readonly Oid Server = new("1.3.6.1.5.5.7.3.1");
    private static readonly Oid Client = new("1.3.6.1.5.5.7.3.2");

    private readonly X509Certificate2 own;
    private readonly DateTimeOffset now = TimeProvider.System.GetUtcNow();

    /// <summary>Makes one that is good for ten years.</summary>
    public PrivateAuthority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Medzdrav links", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: true, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        own = request.CreateSelfSigned(now.AddYears(-1), now.AddYears(9));
    }

    /// <summary>Its certificate, as PEM.</summary>
    public string Certificate => own.ExportCertificatePem();

    /// <summary>Issues a certificate that has been good for a day.</summary>
    /// <param name="name">Its common name.</param>
    /// <param name="days">How many days it is still good; less than 0 for one that has ended.</param>
    public IssuedCertificate Issue(string name, double days = 365)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([Server, Client], critical: false));
        using var certificate = request.Create(own, now.AddDays(-30), now.AddDays(days), RandomNumberGenerator.GetBytes(16));
        return new IssuedCertificate(certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }

    /// <inheritdoc />
    public void Dispose() => own.Dispose();
}

/// <summary>The three files of a process' links, in a folder of their own, and the settings that name them.</summary>
public sealed class LinkFiles : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("medzdrav-links-");

    /// <summary>Writes the files.</summary>
    public LinkFiles(PrivateAuthority authority, IssuedCertificate issued)
    {
        ArgumentNullException.ThrowIfNull(authority);
        File.WriteAllText(Authority, authority.Certificate);
        Write(issued);
    }

    /// <summary>The certificate's file.</summary>
    public string Certificate => Path.Combine(folder.FullName, "node.pem");

    /// <summary>The key's file.</summary>
    public string Key => Path.Combine(folder.FullName, "node.key");

    /// <summary>The authority's file.</summary>
    public string Authority => Path.Combine(folder.FullName, "authority.pem");

    /// <summary>Configuration by its keys.</summary>
    public Dictionary<string, string> Settings => new() { ["Cluster:Certificate"] = Certificate, ["Cluster:CertificateKey"] = Key, ["Cluster:CertificateAuthority"] = Authority };

    /// <summary>Puts another certificate in the place of the former one.</summary>
    public void Write(IssuedCertificate issued)
    {
        ArgumentNullException.ThrowIfNull(issued);
        File.WriteAllText(Key, issued.Key);
        File.WriteAllText(Certificate, issued.Certificate);
    }

    /// <inheritdoc />
    public void Dispose() => folder.Delete(recursive: true);
}
