using Medzdrav.Tests.Support;

namespace Medzdrav.Tests.Cluster;

/// <summary>Two silos and an edge node whose links have certificates, and an authority that nobody of them knows.</summary>
public sealed class LinkedCluster : IAsyncLifetime
{
    private readonly PrivateAuthority foreign = new();
    private ClinicCluster? clinic;

    internal ClinicCluster Clinic => clinic!;

    /// <summary>The authority of all its processes.</summary>
    internal PrivateAuthority Authority { get; } = new();

    /// <summary>The files of all its processes.</summary>
    internal LinkFiles Files { get; private set; } = null!;

    /// <summary>The port for silos, and the one for edge nodes.</summary>
    internal System.Net.IPEndPoint Port(string kind) => kind == "silos" ? Clinic.Addresses.First().Silos : Clinic.Addresses.First().Edges;

    /// <summary>A certificate of somebody who does not belong here; null for none.</summary>
    internal IssuedCertificate? OfStranger(string kind) => kind switch
    {
        "of another authority" => foreign.Issue("silo1"),
        "that has ended" => Authority.Issue("silo1", days: -1),
        _ => null,
    };

    /// <summary>The files of a process that trusts another authority.</summary>
    internal LinkFiles ForeignFiles() => new(foreign, foreign.Issue("silo1"));

    public async ValueTask InitializeAsync()
    {
        Files = new LinkFiles(Authority, Authority.Issue("node"));
        clinic = await ClinicCluster.StartAsync(links: Files);
    }

    public async ValueTask DisposeAsync()
    {
        if (clinic is not null)
            await clinic.DisposeAsync();
        Files.Dispose();
        foreign.Dispose();
        Authority.Dispose();
    }
}
