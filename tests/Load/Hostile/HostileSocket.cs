using System.Net.WebSockets;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Medzdrav.Tests.Load;

/// <summary>A connection that sends twice as much as it may: SignalR's JSON by hand.</summary>
/// <param name="count">Counts what came of it.</param>
internal sealed class HostileSocket(Action<string> count) : IDisposable
{
    private const int CallsPerSecond = 100;
    private const int LongestMessage = 8_000;
    private const int RoundMs = 50;
    private const int HeadLength = 80;
    private static readonly string Longest = new('ж', LongestMessage);
    private static readonly JsonSerializerOptions AsTyped = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly ClientWebSocket _socket = new();
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _calls;
    private volatile string? _session;
    private volatile bool _isBarred;

    public void Dispose() => _socket.Dispose();

    public async Task OpenAsync(Uri hub, HttpMessageHandler handler, CancellationToken cancellation)
    {
        await _socket.ConnectAsync(hub, new HttpMessageInvoker(handler, disposeHandler: false), cancellation);
        await SendAsync("""{"protocol":"json","version":1}""", cancellation);
        _ = ReadAsync(cancellation);
    }

    /// <summary>The longest messages and joins from the beginning, until it is cut.</summary>
    public Task TalkAsync(CancellationToken cancellation) => FloodAsync(() => _calls % 2 == 0
        ? CallAsync("SendMessage", cancellation, Guid.NewGuid(), _session!, Longest, Array.Empty<string>())
        : CallAsync("JoinSession", cancellation, _session!, 0), cancellation);

    /// <summary>Sessions that are opened and cancelled, until no more may be opened.</summary>
    public Task OpenAndCancelAsync(CancellationToken cancellation) => FloodAsync(() => _calls % 2 == 0
        ? CallAsync("LeaveSession", cancellation, Guid.NewGuid(), _session!)
        : CallAsync("OpenSession", cancellation, new { commandId = Guid.NewGuid(), mode = "audio" }), cancellation);

    private async Task FloodAsync(Func<Task> call, CancellationToken cancellation)
    {
        await CallAsync("OpenSession", cancellation, new { commandId = Guid.NewGuid(), mode = "chat" });
        await _opened.Task.WaitAsync(TimeSpan.FromSeconds(5), cancellation);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(RoundMs));
        while (!_isBarred && await timer.WaitForNextTickAsync(cancellation))
            for (var made = 0; made < CallsPerSecond * RoundMs / 1000; made++)
                await call();
    }

    private async Task CallAsync(string target, CancellationToken cancellation, params object[] arguments)
    {
        count("calls");
        await SendAsync(JsonSerializer.Serialize(new { type = 1, invocationId = $"{_calls++} {target}", target, arguments }, AsTyped), cancellation);
    }

    private Task SendAsync(string text, CancellationToken cancellation) =>
        _socket.SendAsync(Encoding.UTF8.GetBytes(text + '\u001e'), WebSocketMessageType.Text, endOfMessage: true, cancellation);

    private async Task ReadAsync(CancellationToken cancellation)
    {
        var (buffer, held) = (new byte[64 * 1024], new StringBuilder());
        try
        {
            while (await _socket.ReceiveAsync(buffer, cancellation) is { MessageType: not WebSocketMessageType.Close } part)
            {
                held.Append(Encoding.UTF8.GetString(buffer, 0, part.Count));
                if (!part.EndOfMessage)
                    continue;
                foreach (var message in held.ToString().Split('\u001e', StringSplitOptions.RemoveEmptyEntries))
                    Take(message);
                held.Clear();
            }
        }
        catch (Exception failure) when (failure is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Cut, or over.
        }
    }

    private void Take(string message)
    {
        if (!message.StartsWith("""{"type":3""", StringComparison.Ordinal))
            return;
        var at = message.IndexOf("\"refusal\":{\"code\":\"", StringComparison.Ordinal);
        count(at < 0 ? "calls done" : "calls " + message.AsSpan(at + 19)[..message.AsSpan(at + 19).IndexOf('"')].ToString());
        if (!message.AsSpan(0, Math.Min(message.Length, HeadLength)).Contains("OpenSession", StringComparison.Ordinal))
            return;
        _isBarred |= at >= 0;
        if (at < 0 && JsonNode.Parse(message)!["result"]?["value"]?["sessionId"] is { } session)
            _session = session.GetValue<string>();
        _opened.TrySetResult();
    }
}
