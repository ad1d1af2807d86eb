using System.Diagnostics;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Medzdrav.Tests.Support;

namespace Medzdrav.Tests.Cluster;

/// <summary>Both ports of a silo: whoever shows no certificate of the cluster's authority gets nothing.</summary>
public sealed class LinkTests(LinkedCluster cluster) : IClassFixture<LinkedCluster>
{
    private static readonly SslApplicationProtocol Orleans = new("Orleans1");
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Strangers => new MatrixTheoryData<string, string>(["silos", "edges"], ["none", "of another authority", "that has ended"]);

    [Fact]
    public async Task Silos_and_edge_nodes_with_certificates_reach_each_other()
    {
        var silos = cluster.Clinic.Grains.GetGrain<IManagementGrain>(0);

        Assert.Equal(2, (await silos.GetHosts(onlyActive: true)).Count);
        // Each silo answers for itself, so the one that is asked asks the other.
        Assert.Equal(2, (await silos.GetRuntimeStatistics([.. (await silos.GetHosts()).Keys])).Length);
    }

    [Theory, MemberData(nameof(Strangers))]
    public async Task A_stranger_hears_nothing(string port, string certificate)
    {
        var (stranger, words) = (cluster.OfStranger(certificate), await WordsAsync());

        Assert.Equal(0, await HeardAsync(cluster.Port(port), stranger, SslProtocols.Tls12, words));
        Assert.Equal(0, await HeardAsync(cluster.Port(port), stranger, SslProtocols.Tls13, words));
    }

    [Theory, InlineData("silos"), InlineData("edges")]
    public async Task Who_speaks_without_TLS_hears_nothing(string port)
    {
        using var line = new TcpClient();
        await line.ConnectAsync(cluster.Port(port), Cancellation);

        Assert.Equal(0, await HeardAsync(line.GetStream(), await WordsAsync()));
    }

    [Theory, InlineData("silos"), InlineData("edges")]
    public async Task The_same_words_are_answered_to_a_certificate_of_the_authority(string port)
    {
        var (own, words) = (cluster.Authority.Issue("another"), await WordsAsync());

        Assert.Equal(1, await HeardAsync(cluster.Port(port), own, SslProtocols.Tls12, words));
        Assert.Equal(1, await HeardAsync(cluster.Port(port), own, SslProtocols.Tls13, words));
    }

    [Fact]
    public async Task An_edge_node_of_another_authority_finds_no_silo()
    {
        using var files = cluster.ForeignFiles();

        await Assert.ThrowsAnyAsync<Exception>(() => ClinicCluster.ConnectAsync(EdgeOf(cluster.Port("edges")), ClinicCluster.CertificatesOf(files)));
        await Assert.ThrowsAnyAsync<Exception>(() => ClinicCluster.ConnectAsync(EdgeOf(cluster.Port("edges")), certificates: null));
    }

    [Fact]
    public async Task An_edge_node_tells_nothing_to_a_silo_of_another_authority()
    {
        using var listener = new TcpListener(IPAddress.Loopback, Ports.Free());
        listener.Start();
        var said = HearAsync(listener, cluster.OfStranger("of another authority")!);

        await Assert.ThrowsAnyAsync<Exception>(() => ClinicCluster.ConnectAsync(EdgeOf((IPEndPoint)listener.LocalEndpoint), ClinicCluster.CertificatesOf(cluster.Files)));

        Assert.Empty(await said.WaitAsync(Patience, Cancellation));
    }

    [Fact]
    public async Task Changed_files_are_shown_to_new_links_without_a_restart()
    {
        var processes = cluster.Clinic.ProcessIds.ToArray();
        var next = cluster.Authority.Issue("node");
        cluster.Files.Write(next);

        var began = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        foreach (var port in cluster.Clinic.Addresses.SelectMany(silo => new[] { silo.Silos, silo.Edges }))
            while (await ShownAsync(port, next) != next.Serial && await timer.WaitForNextTickAsync(Cancellation))
                Assert.True(Stopwatch.GetElapsedTime(began) < Patience, "The new certificate is not shown.");

        using var edge = await ClinicCluster.ConnectAsync(EdgeOf(cluster.Port("edges")), ClinicCluster.CertificatesOf(cluster.Files));
        Assert.Equal(2, (await ClinicCluster.GrainsOf(edge).GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true)).Count);
        await edge.StopAsync(Cancellation);
        Assert.Equal(processes, cluster.Clinic.ProcessIds);
    }

    private static Dictionary<string, string> EdgeOf(IPEndPoint silo) => new() { ["Cluster:Gateways"] = silo.ToString() };

    /// <summary>The first words of an edge node to a silo, to be said by others.</summary>
    private async Task<byte[]> WordsAsync()
    {
        using var listener = new TcpListener(IPAddress.Loopback, Ports.Free());
        listener.Start();
        var said = HearAsync(listener, cluster.Authority.Issue("silo1"));
        await Assert.ThrowsAnyAsync<Exception>(() => ClinicCluster.ConnectAsync(EdgeOf((IPEndPoint)listener.LocalEndpoint), ClinicCluster.CertificatesOf(cluster.Files)));
        var words = await said.WaitAsync(Patience, Cancellation);
        Assert.NotEmpty(words);
        return words;
    }

    /// <summary>The serial number of the certificate that a port shows.</summary>
    private static async Task<string> ShownAsync(IPEndPoint port, IssuedCertificate own)
    {
        using var line = new TcpClient();
        await line.ConnectAsync(port, Cancellation);
        await using var link = await LinkAsync(line, own, SslProtocols.Tls13);
        using var shown = new X509Certificate2(link.RemoteCertificate!);
        return shown.SerialNumber;
    }

    /// <summary>How many bytes somebody hears who makes the handshake and goes on as an edge node does.</summary>
    private static async Task<int> HeardAsync(IPEndPoint port, IssuedCertificate? own, SslProtocols protocol, byte[] words)
    {
        using var line = new TcpClient();
        await line.ConnectAsync(port, Cancellation);
        try
        {
            await using var link = await LinkAsync(line, own, protocol);
            return await HeardAsync(link, words);
        }
        catch (Exception refused) when (refused is AuthenticationException or IOException)
        {
            return 0;
        }
    }

    /// <summary>How many bytes come, the first one at most, before the other end hangs up.</summary>
    private static async Task<int> HeardAsync(Stream link, byte[] words)
    {
        try
        {
            await link.WriteAsync(words, Cancellation);
            return await link.ReadAsync(new byte[1], Cancellation).AsTask().WaitAsync(Patience, Cancellation);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    /// <summary>Makes the handshake of a silo or edge node, and believes whatever it is shown.</summary>
    private static async Task<SslStream> LinkAsync(TcpClient line, IssuedCertificate? own, SslProtocols protocol)
    {
        var link = new SslStream(line.GetStream());
        await link.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions
            {
                TargetHost = "silo",
                EnabledSslProtocols = protocol,
                AllowTlsResume = false,
                ApplicationProtocols = [Orleans],
                ClientCertificateContext = own is null ? null : SslStreamCertificateContext.Create(own.WithKey(), additionalCertificates: null, offline: true),
#pragma warning disable CA5359 // A stranger does not mind who answers.
                RemoteCertificateValidationCallback = (_, _, _, _) => true,
#pragma warning restore CA5359
            },
            Cancellation).WaitAsync(Patience, Cancellation);
        return link;
    }

    /// <summary>Plays a silo, and hears what is said to it first behind the handshake.</summary>
    private static async Task<byte[]> HearAsync(TcpListener listener, IssuedCertificate shown)
    {
        using var line = await listener.AcceptTcpClientAsync(Cancellation);
        await using var link = new SslStream(line.GetStream());
        try
        {
            await link.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = shown.WithKey(), ApplicationProtocols = [Orleans] }, Cancellation);
            var words = new byte[4096];
            return words[..await link.ReadAsync(words, Cancellation)];
        }
        catch (Exception refused) when (refused is AuthenticationException or IOException)
        {
            return [];
        }
    }
}
