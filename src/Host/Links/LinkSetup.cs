using System.Net;
using System.Net.Security;
using Medzdrav.Silo;
using Orleans.Connections.Security;

namespace Medzdrav.Host;

/// <summary>Puts mutual TLS on every link between processes of a cluster: both ends show a certificate of the own authority, or nothing is said.</summary>
internal static class LinkSetup
{
    private const string Remedy = "Set Cluster:Certificate, Cluster:CertificateKey and Cluster:CertificateAuthority; docs/operations.md, \"Links between processes\", says how to make them.";

    /// <summary>Reads the certificates that the settings name, and follows them.</summary>
    /// <returns>The certificates; null where links lead over loopback only and have none.</returns>
    /// <exception cref="UsageException">They are missing although links leave the machine, or are not good.</exception>
    public static LinkCertificates? AddLinks(this WebApplicationBuilder builder, Roles roles)
    {
        var files = builder.Configuration.GetSection(LinkOptions.Section).Get<LinkOptions>() ?? new LinkOptions();
        if (files.IsEmpty)
        {
            EnsureOnLoopback(builder.Configuration, roles);
            return null;
        }
        if (!files.IsComplete)
            throw new UsageException("Cluster:Certificate, Cluster:CertificateKey and Cluster:CertificateAuthority go together: one of them is missing.");
        var certificates = new LinkCertificates(files);
        try
        {
            certificates.Look(TimeProvider.System.GetUtcNow());
        }
        catch (LinkCertificateException fault)
        {
            throw new UsageException(fault.Message);
        }
        builder.Services.AddSingleton(certificates).AddSingleton<LinkMeter>().AddHostedService<LinkRenewal>();
        return certificates;
    }

    /// <summary>Both ports of a silo, and its links to other silos.</summary>
    public static ISiloBuilder UseLinks(this ISiloBuilder silo, LinkCertificates? certificates) => certificates is null ? silo : silo.UseTls(tls => tls.By(certificates));

    /// <summary>The links of an edge node to silos.</summary>
    public static IClientBuilder UseLinks(this IClientBuilder client, LinkCertificates? certificates) => certificates is null ? client : client.UseTls(tls => tls.By(certificates));

    private static void By(this TlsOptions tls, LinkCertificates certificates)
    {
        tls.RemoteCertificateMode = RemoteCertificateMode.RequireCertificate;
        tls.LocalServerCertificateSelector = (_, _) => certificates.Current.Own;
        // Silos are named by addresses that change; the authority vouches for them, and issues for nobody else.
        tls.RemoteCertificateValidation = (_, _, errors) => (errors & ~SslPolicyErrors.RemoteCertificateNameMismatch) == SslPolicyErrors.None;
        tls.OnAuthenticateAsServer = (_, options) => Complete((SslServerAuthenticationOptions)options.SslServerAuthenticationOptions, certificates.Current);
        tls.OnAuthenticateAsClient = (_, options) => Complete((SslClientAuthenticationOptions)options.SslClientAuthenticationOptions, certificates.Current);
    }

    private static void Complete(SslServerAuthenticationOptions options, LinkCertificate certificate)
    {
        options.ServerCertificateSelectionCallback = null;
        options.ServerCertificateContext = certificate.Context;
        options.CertificateChainPolicy = certificate.Policy();
        // A link that goes on from an earlier one would not be asked for its certificate again.
        options.AllowTlsResume = false;
    }

    private static void Complete(SslClientAuthenticationOptions options, LinkCertificate certificate)
    {
        options.ClientCertificateContext = certificate.Context;
        options.CertificateChainPolicy = certificate.Policy();
        options.AllowTlsResume = false;
    }

    private static void EnsureOnLoopback(ConfigurationManager configuration, Roles roles)
    {
        if (roles.Silo)
        {
            var address = (configuration.GetSection(SiloOptions.Section).Get<SiloOptions>() ?? new SiloOptions()).Address;
            if (!IPAddress.IsLoopback(IPAddress.Parse(address)))
                throw new UsageException($"Silo:Address {address} is reached over a network, and its links have no certificates. {Remedy}");
            return;
        }
        var far = (configuration.GetSection(ClusterListOptions.Section).Get<ClusterListOptions>() ?? new ClusterListOptions()).Addresses.FirstOrDefault(gateway => !ClusterListOptions.IsOnMachine(gateway));
        if (far is not null)
            throw new UsageException($"{(far is DnsEndPoint name ? $"{name.Host}:{name.Port}" : far.ToString())} in Cluster:Gateways is reached over a network, and its links have no certificates. {Remedy}");
    }
}
