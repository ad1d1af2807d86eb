using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Sockets;
using Medzdrav.Tests.Support;

namespace Medzdrav.Tests.Calls;

/// <summary>A coturn with the configuration that we deploy, in a network of its own.</summary>
internal sealed class Relay : IAsyncDisposable
{
    public const string Secret = "a secret between relay and platform";
    private const int Port = 3478;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly Namespace space;
    private readonly bool ownsSpace;
    private readonly string transport;
    private readonly Process process;
    private readonly ConcurrentQueue<string> output = new();

    private Relay(Namespace space, bool ownsSpace, string transport, Process process) => (this.space, this.ownsSpace, this.transport, this.process) = (space, ownsSpace, transport, process);

    /// <summary>The settings that tell a platform of it.</summary>
    public Dictionary<string, string> Settings => new() { ["Turn:Urls:0"] = $"turn:{space.Inside}:{Port}?transport={transport}", ["Turn:Secret"] = Secret };

    /// <summary>The words that it printed.</summary>
    public string Output => string.Join('\n', output);

    /// <param name="network">Where it stands; null for a network of its own.</param>
    /// <param name="transport">How browsers come to it: udp or tcp.</param>
    public static async Task<Relay> StartAsync(Namespace? network = null, string transport = "udp")
    {
        var space = network ?? await Namespace.CreateAsync();
        var config = Path.Combine(HostProcess.Repository, "deploy", "coturn", "turnserver.conf");
        var start = space.Inward(
            "turnserver", "-c", config, "--no-tls", "--no-dtls", "--listening-ip", space.Inside, "--relay-ip", space.Inside,
            "--allowed-peer-ip", space.Inside, "--static-auth-secret", Secret, "--pidfile", "/dev/null", "--log-file", "stdout");
        var relay = new Relay(space, network is null, transport, Process.Start(start)!);
        relay.process.OutputDataReceived += relay.Keep;
        relay.process.ErrorDataReceived += relay.Keep;
        relay.process.BeginOutputReadLine();
        relay.process.BeginErrorReadLine();
        await relay.ListensAsync();
        return relay;
    }

    /// <summary>Asks for a way to a peer, as a client with these credentials.</summary>
    /// <returns>The words that coturn's own client printed.</returns>
    public async Task<string> TryAsync(string username, string credential, string peer)
    {
        var start = new ProcessStartInfo("turnutils_uclient", ["-u", username, "-w", credential, "-e", peer, "-n", "1", "-m", "1", space.Inside])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var client = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Patience);
        var (said, wrong) = (client.StandardOutput.ReadToEndAsync(patience.Token), client.StandardError.ReadToEndAsync(patience.Token));
        try
        {
            await client.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            client.Kill();
        }
        return await said + await wrong;
    }

    private void Keep(object sender, DataReceivedEventArgs line) => output.Enqueue(line.Data ?? "");

    private async Task ListensAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        for (var began = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(began) < Patience && !process.HasExited; await timer.WaitForNextTickAsync())
        {
            using var client = new TcpClient();
            try
            {
                await client.ConnectAsync(space.Inside, Port);
                return;
            }
            catch (SocketException)
            {
                // Not yet.
            }
        }
        throw new InvalidOperationException($"The relay does not listen:\n{Output}");
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        if (ownsSpace)
            await space.DisposeAsync();
    }
}
