using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Medzdrav.Tests.Support;

namespace Medzdrav.Tests.Grains;

/// <summary>An SMS provider on loopback that answers as a test tells it to, one connection a message.</summary>
internal sealed class SmsProvider : IAsyncDisposable
{
    private readonly int _port = Ports.Free();
    private readonly ConcurrentQueue<Received> _received = new();
    private TcpListener? _listener;
    private Task _serving = Task.CompletedTask;

    public string Url => $"http://127.0.0.1:{_port}/sms";

    /// <summary>Everything that came, taken or not.</summary>
    public Received[] Received => [.. _received];

    /// <summary>The answer to the message of a number, from 1: a status, or null for a connection that breaks without one.</summary>
    public Func<int, Task<HttpStatusCode?>> Answer { get; set; } = _ => Task.FromResult<HttpStatusCode?>(HttpStatusCode.OK);

    /// <summary>The header Retry-After, in seconds; null without.</summary>
    public int? RetryAfter { get; set; }

    public void Open()
    {
        _listener = new TcpListener(IPAddress.Loopback, _port);
        _listener.Start();
        _serving = ServeAsync(_listener);
    }

    public async ValueTask DisposeAsync()
    {
        _listener?.Dispose();
        await _serving;
    }

    private async Task ServeAsync(TcpListener listener)
    {
        try
        {
            while (true)
                _ = AnswerAsync(await listener.AcceptTcpClientAsync());
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The test is over.
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using var connection = client;
        var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        await reader.ReadLineAsync();
        while (await reader.ReadLineAsync() is { Length: > 0 } line)
            headers[line[..line.IndexOf(':', StringComparison.Ordinal)]] = line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
        var sms = JsonSerializer.Deserialize<JsonElement>(await BodyAsync(reader, int.Parse(headers["Content-Length"], null)));
        _received.Enqueue(new Received(sms.GetProperty("to").GetString()!, sms.GetProperty("text").GetString()!, headers.GetValueOrDefault("Idempotency-Key")));
        if (await Answer(_received.Count) is not { } status)
            return;
        var after = RetryAfter is { } seconds ? $"Retry-After: {seconds}\r\n" : "";
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {(int)status} {status}\r\n{after}Content-Length: 0\r\nConnection: close\r\n\r\n"));
    }

    private static async Task<string> BodyAsync(StreamReader reader, int bytes)
    {
        var body = new StringBuilder();
        var character = new char[1];
        while (Encoding.UTF8.GetByteCount(body.ToString()) < bytes && await reader.ReadAsync(character) == 1)
            body.Append(character[0]);
        return body.ToString();
    }
}

/// <summary>A message as it came to the provider.</summary>
internal sealed record Received(string Phone, string Text, string? Key);
