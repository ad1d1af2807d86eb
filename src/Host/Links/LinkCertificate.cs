using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Medzdrav.Host;

/// <summary>Files that hold no certificate that others would believe now; the message names the file and says why.</summary>
internal sealed class LinkCertificateException(string message, Exception? cause = null) : Exception(message, cause);

/// <summary>A reading of the three files that was found good: a certificate with its key, issued by the own authority.</summary>
/// <param name="Context">The certificate as it is shown to others, with those between it and the authority.</param>
/// <param name="Authorities">The authorities whose certificates are believed.</param>
/// <param name="Issuer">The one of them that issued this certificate.</param>
internal sealed record LinkCertificate(SslStreamCertificateContext Context, X509Certificate2Collection Authorities, X509Certificate2 Issuer)
{
    private static readonly Oid[] ServerAndClient = [new("1.3.6.1.5.5.7.3.1"), new("1.3.6.1.5.5.7.3.2")];

    /// <summary>The certificate of this process.</summary>
    public X509Certificate2 Own => Context.TargetCertificate;

    /// <summary>The instant at which it ends.</summary>
    public DateTimeOffset End => Own.NotAfter;

    /// <summary>The instant at which its authority ends.</summary>
    public DateTimeOffset IssuerEnd => Issuer.NotAfter;

    /// <summary>Takes the texts of the three files, when they belong together and are good at this instant.</summary>
    /// <exception cref="LinkCertificateException">They are not.</exception>
    public static LinkCertificate Of(LinkOptions files, string certificate, string key, string authority, DateTimeOffset now)
    {
        var chain = CertificatesOf(certificate, files.Certificate!);
        var authorities = CertificatesOf(authority, files.CertificateAuthority!);
        var own = WithKey(files, certificate, key);
        var issuer = IssuerOf(files, own, chain, authorities, now);
        return new LinkCertificate(SslStreamCertificateContext.Create(own, chain, offline: true), authorities, issuer);
    }

    /// <summary>The rule by which others are believed: issued by the own authority, valid now. Nothing is fetched from addresses that a stranger's certificate names.</summary>
    public X509ChainPolicy Policy() => PolicyOf(Authorities);

    private static X509ChainPolicy PolicyOf(X509Certificate2Collection authorities)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true };
        policy.CustomTrustStore.AddRange(authorities);
        return policy;
    }

    private static X509Certificate2Collection CertificatesOf(string text, string file)
    {
        var found = new X509Certificate2Collection();
        try
        {
            found.ImportFromPem(text);
        }
        catch (CryptographicException fault)
        {
            throw new LinkCertificateException($"{file} can't be read as certificates in PEM.", fault);
        }
        return found.Count > 0 ? found : throw new LinkCertificateException($"{file} holds no certificate in PEM.");
    }

    private static X509Certificate2 WithKey(LinkOptions files, string certificate, string key)
    {
        try
        {
            var own = X509Certificate2.CreateFromPem(certificate, key);
            // Windows shows no certificate whose key was never put into a store.
            return OperatingSystem.IsWindows() ? X509CertificateLoader.LoadPkcs12(own.Export(X509ContentType.Pkcs12), password: null) : own;
        }
        catch (Exception fault) when (fault is CryptographicException or ArgumentException)
        {
            throw new LinkCertificateException($"{files.CertificateKey} does not hold the private key (PEM, without a password) of the certificate in {files.Certificate}.", fault);
        }
    }

    /// <summary>The authority of a certificate that is good for both ends of a link.</summary>
    private static X509Certificate2 IssuerOf(LinkOptions files, X509Certificate2 own, X509Certificate2Collection between, X509Certificate2Collection authorities, DateTimeOffset now)
    {
        using var chain = new X509Chain { ChainPolicy = PolicyOf(authorities) };
        chain.ChainPolicy.ExtraStore.AddRange(between);
        foreach (var use in ServerAndClient)
            chain.ChainPolicy.ApplicationPolicy.Add(use);
        chain.ChainPolicy.VerificationTime = now.UtcDateTime;
        if (chain.Build(own))
            return chain.ChainElements[^1].Certificate;
        var why = string.Join(", ", chain.ChainStatus.Select(status => status.Status).Distinct());
        throw new LinkCertificateException($"The certificate in {files.Certificate} is not good for links by {files.CertificateAuthority} now: {why}.");
    }
}
