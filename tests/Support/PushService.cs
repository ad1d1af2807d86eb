using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Medzdrav.Tests.Support;

/// <summary>A push service on loopback that answers as a test tells it to. It takes what is signed as RFC 8292 says, and nothing else.</summary>
public sealed class PushService : IAsyncDisposable
{
    private readonly ConcurrentQueue<Pushed> _came = new();
    private HttpListener _http = new();
    private Task _serving = Task.CompletedTask;

    public PushService() => Address = new Uri($"http://127.0.0.1:{Ports.Free()}/");

    public Uri Address { get; }

    /// <summary>Everything that came, taken or not.</summary>
    public Pushed[] Came => [.. _came];

    /// <summary>The answer to a message; 201 by default.</summary>
    public Func<Pushed, HttpStatusCode> Answer { get; set; } = _ => HttpStatusCode.Created;

    /// <summary>The header Retry-After; null without.</summary>
    public string? RetryAfter { get; set; }

    /// <summary>The messages to a browser.</summary>
    public Pushed[] To(PushedBrowser browser) => [.. _came.Where(pushed => pushed.Path == browser.Path)];

    public PushService Open()
    {
        _http = new HttpListener();
        _http.Prefixes.Add(Address.ToString());
        _http.Start();
        _serving = ServeAsync(_http);
        return this;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Close();
        await _serving;
    }

    private async Task ServeAsync(HttpListener http)
    {
        try
        {
            while (true)
                await AnswerAsync(await http.GetContextAsync());
        }
        catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException or InvalidOperationException)
        {
            // The test is over.
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        using var body = new MemoryStream();
        await context.Request.InputStream.CopyToAsync(body);
        var headers = context.Request.Headers.AllKeys.OfType<string>().ToDictionary(name => name, name => context.Request.Headers[name] ?? "", StringComparer.OrdinalIgnoreCase);
        var pushed = new Pushed(context.Request.Url!.AbsolutePath, headers, body.ToArray(), SignatureOf(headers.GetValueOrDefault("Authorization")));
        _came.Enqueue(pushed);
        context.Response.StatusCode = pushed.Signature is null ? (int)HttpStatusCode.Forbidden : (int)Answer(pushed);
        if (RetryAfter is { } after)
            context.Response.Headers["Retry-After"] = after;
        context.Response.Close();
    }

    /// <summary>The claims of a signed request; null where the signature is not the key's.</summary>
    private static JsonElement? SignatureOf(string? authorization)
    {
        if (authorization?.Split("vapid t=") is not ["", var rest] || rest.Split(", k=") is not [var token, var key] || token.Split('.') is not [var head, var claims, var signature])
            return null;
        var point = Base64Url.DecodeFromChars(key);
        using var signer = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = point[1..33], Y = point[33..] } });
        return signer.VerifyData(Encoding.ASCII.GetBytes($"{head}.{claims}"), Base64Url.DecodeFromChars(signature), HashAlgorithmName.SHA256)
            ? JsonSerializer.Deserialize<JsonElement>(Base64Url.DecodeFromChars(claims))
            : null;
    }
}

/// <summary>A message as it came to the push service.</summary>
/// <param name="Path">The path that it came to: the browser's.</param>
/// <param name="Headers">The request's headers.</param>
/// <param name="Body">The encrypted text.</param>
/// <param name="Signature">The claims of whoever sent it; null where they are not proved.</param>
public sealed record Pushed(string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body, JsonElement? Signature)
{
    public string? Topic => Headers.GetValueOrDefault("Topic");

    /// <summary>For how many seconds it may be held.</summary>
    public int Seconds => int.Parse(Headers["TTL"], null);
}
