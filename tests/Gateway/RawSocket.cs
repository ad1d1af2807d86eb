using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Medzdrav.Tests.Gateway;

/// <summary>A bare WebSocket to the hub: speaks what it is told to, and reads when it is told to.</summary>
internal sealed class RawSocket : IAsyncDisposable
{
    /// <summary>Ends each message.</summary>
    public const char End = '\u001e';
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly ClientWebSocket socket = new();
    private readonly SemaphoreSlim writing = new(1, 1);
    private readonly CancellationTokenSource stop = new();
    private Task pinging = Task.CompletedTask;

    private RawSocket()
    {
    }

    /// <summary>The code with which the server closed it; null where it was cut.</summary>
    public WebSocketCloseStatus? CloseStatus => socket.CloseStatus;

    /// <summary>Connects and shakes hands.</summary>
    public static async Task<RawSocket> ConnectAsync(Uri address, string? token, string? origin = null, string? cookie = null, bool narrow = false)
    {
        var raw = new RawSocket();
        if (origin is not null)
            raw.socket.Options.SetRequestHeader("Origin", origin);
        if (cookie is not null)
            raw.socket.Options.SetRequestHeader("Cookie", cookie);
        var hub = new UriBuilder(address) { Scheme = "ws", Path = "/hub", Query = token is null ? "" : $"access_token={token}" }.Uri;
        using var invoker = new HttpMessageInvoker(new SocketsHttpHandler { ConnectCallback = (context, cancel) => OpenAsync(context, narrow, cancel) }, disposeHandler: false);
        await raw.socket.ConnectAsync(hub, invoker, CancellationToken.None);
        await raw.SendAsync("{\"protocol\":\"json\",\"version\":1}" + End);
        return raw;
    }

    /// <summary>Keeps telling the server that somebody is there.</summary>
    public void KeepAlive() => pinging = PingAsync();

    /// <summary>Sends text as it is.</summary>
    public async Task SendAsync(string text)
    {
        await writing.WaitAsync();
        try
        {
            await socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        }
        finally
        {
            writing.Release();
        }
    }

    /// <summary>Sends a hub call, without waiting for its answer.</summary>
    public Task CallAsync(string method, params object?[] arguments) => SendAsync(Call(method, arguments));

    /// <summary>A hub call as it is sent.</summary>
    public static string Call(string method, params object?[] arguments) =>
        JsonSerializer.Serialize(new { type = 1, invocationId = "1", target = method, arguments }) + End;

    /// <summary>Reads messages until one holds a text.</summary>
    public async Task ReadUntilAsync(string text)
    {
        using var patience = new CancellationTokenSource(Patience);
        var read = new StringBuilder();
        var buffer = new byte[4096];
        while (!read.ToString().Contains(text, StringComparison.Ordinal))
            read.Append(Encoding.UTF8.GetString(buffer, 0, (await socket.ReceiveAsync(buffer.AsMemory(), patience.Token)).Count));
    }

    /// <summary>Reads until the server has closed or cut the connection.</summary>
    /// <returns>How many bytes were still to be read.</returns>
    public async Task<long> ReadToEndAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        var (buffer, bytes) = (new byte[64 * 1024], 0L);
        try
        {
            for (ValueWebSocketReceiveResult part; (part = await socket.ReceiveAsync(buffer.AsMemory(), patience.Token)).MessageType != WebSocketMessageType.Close;)
                bytes += part.Count;
        }
        catch (WebSocketException cut)
        {
            // Cut without a farewell.
            Assert.Equal(WebSocketError.ConnectionClosedPrematurely, cut.WebSocketErrorCode);
        }
        return bytes;
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await pinging;
        socket.Dispose();
        stop.Dispose();
        writing.Dispose();
    }

    private async Task PingAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(2));
        try
        {
            while (await timer.WaitForNextTickAsync(stop.Token))
                await SendAsync("{\"type\":6}" + End);
        }
        catch (Exception over) when (over is OperationCanceledException or WebSocketException)
        {
            // The test is over, or the server has cut the connection.
        }
    }

    /// <summary>A narrow connection takes little in before somebody reads.</summary>
    private static async ValueTask<Stream> OpenAsync(SocketsHttpConnectionContext context, bool narrow, CancellationToken cancel)
    {
        var tcp = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        if (narrow)
            tcp.ReceiveBufferSize = 4096;
        await tcp.ConnectAsync(context.DnsEndPoint, cancel);
        return new NetworkStream(tcp, ownsSocket: true);
    }
}
