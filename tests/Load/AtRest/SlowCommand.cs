using System.CommandLine;
using System.Net;
using System.Net.NetworkInformation;
using System.Text.Json;
using Medzdrav.Client;
using Medzdrav.Contracts;

namespace Medzdrav.Tests.Load;

/// <summary><c>slow</c>: somebody takes a long history over a thin line, and others stop reading in the midst of it. It says one line of JSON for each.</summary>
internal static class SlowCommand
{
    private const int Messages = 190;
    private const int MessageLength = 7_990;
    private const int ThinLine = 1_000_000 / 8;
    private const int WideLine = 100 * ThinLine;
    private const int Reads = 40;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);
    private static readonly Option<string> Url = new("--url") { Description = "A running edge node itself, without TLS.", Required = true };
    private static readonly Option<int> Process = new("--process") { Description = "The node's process, whose memory is watched.", Required = true };

    public static Command Define()
    {
        var command = new Command("slow", "Takes 3 MB of history at 1 Mbit/s, and lets a client stop reading. Expects Gateway:PersonTextBurst and Gateway:AddressTextBurst of 16 MiB at the node.") { Url, Process };
        command.SetAction((parsed, _) => RunAsync(new Uri(parsed.GetValue(Url)!), parsed.GetValue(Process)));
        return command;
    }

    private static async Task<int> RunAsync(Uri url, int process)
    {
        var tokens = new MemoryTokenStore();
        await using var writer = new MedzdravClient(new ClientOptions { Address = url, Tokens = tokens });
        await writer.SignIn.VisitAsync().OrThrow();
        await writer.ConnectAsync().OrThrow();
        var opened = await writer.Hub.OpenSessionAsync(SessionMode.Chat).OrThrow();
        var text = new string('ж', MessageLength);
        for (var number = 0; number < Messages; number++)
            await writer.Hub.SendMessageAsync(opened.SessionId, $"{number} {text}").OrThrow();
        await ReadSlowlyAsync(url, tokens, opened.SessionId);
        // The first time code is compiled and pools are filled: that is no client's memory.
        Tell(new { what = "warm", deaf = await GoDeafAsync(url, tokens, opened.SessionId, process) });
        Tell(await GoDeafAsync(url, tokens, opened.SessionId, process));
        return 0;
    }

    private static async Task ReadSlowlyAsync(Uri url, MemoryTokenStore tokens, SessionId session)
    {
        var began = TimeProvider.System.GetTimestamp();
        using var line = new ThinLine(ThinLine);
        await using var reader = new MedzdravClient(new ClientOptions { Address = url, Tokens = tokens, Handler = line.Handler });
        var losses = 0;
        reader.StateChanged += state => losses += state == LinkState.Lost ? 1 : 0;
        await reader.ConnectAsync().OrThrow();
        await using var joined = await reader.JoinAsync(session).OrThrow();
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        var messages = 0;
        await foreach (var happened in joined.ReadAllAsync(cancellation: patience.Token))
            if (happened.Kind == "message" && ++messages == Messages)
                break;
        Tell(new { what = "history", messages, tookMs = TimeProvider.System.GetElapsedTime(began).TotalMilliseconds, losses });
    }

    private static async Task<object> GoDeafAsync(Uri url, MemoryTokenStore tokens, SessionId session, int process)
    {
        using var line = new ThinLine(WideLine);
        await using var reader = new MedzdravClient(new ClientOptions { Address = url, Tokens = tokens, Handler = line.Handler });
        await reader.ConnectAsync().OrThrow();
        await reader.Hub.JoinSessionAsync(session, 0).OrThrow();
        var before = await PeakAsync(process, () => false, TimeSpan.FromSeconds(10));
        var from = line.From!;
        var began = TimeProvider.System.GetTimestamp();
        line.Stop();
        for (var read = 0; read < Reads; read++)
            _ = reader.Hub.JoinSessionAsync(session, 0);
        var during = await PeakAsync(process, () => !IsHeld(from), Patience);
        var (isDropped, took) = (!IsHeld(from), TimeProvider.System.GetElapsedTime(began));
        // Whoever reads nothing would wait for the other side's farewell.
        line.Cut();
        return new { what = "deaf", isDropped, tookMs = took.TotalMilliseconds, growthMiB = (during - before) / 1024.0 / 1024 };
    }

    /// <summary>The most memory that the node had until something happened, or for a time.</summary>
    private static async Task<long> PeakAsync(int process, Func<bool> isOver, TimeSpan time)
    {
        var (peak, began) = (0L, TimeProvider.System.GetTimestamp());
        while (!isOver() && TimeProvider.System.GetElapsedTime(began) < time)
        {
            using var node = System.Diagnostics.Process.GetProcessById(process);
            peak = Math.Max(peak, node.WorkingSet64);
            await Task.Delay(Look, TimeProvider.System);
        }
        return peak;
    }

    /// <summary>Whether the node still holds its end of a connection.</summary>
    private static bool IsHeld(IPEndPoint from) =>
        IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpConnections().Any(held => held.State == TcpState.Established && held.RemoteEndPoint.Port == from.Port && Equals(held.RemoteEndPoint.Address, from.Address));

    private static void Tell(object what) => Console.WriteLine(JsonSerializer.Serialize(what, JsonSerializerOptions.Web));
}
