using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using Medzdrav.Tests.Support;

namespace Medzdrav.Tests.Storage;

/// <summary>As much of an S3-compatible store as the platform uses.</summary>
internal sealed class PlayedBucket : IAsyncDisposable
{
    private readonly HttpListener listener = new();
    private readonly Task serving;

    public PlayedBucket()
    {
        Url = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Ports.Free()}");
        listener.Prefixes.Add(Url + "/");
        listener.Start();
        serving = ServeAsync();
    }

    public string Url { get; }

    public ConcurrentDictionary<string, byte[]> Objects { get; } = new();

    /// <summary>Whether it answers every call with a failure of its own.</summary>
    public bool IsBroken { get; set; }

    public async ValueTask DisposeAsync()
    {
        listener.Stop();
        await serving;
        listener.Close();
    }

    private async Task ServeAsync()
    {
        while (listener.IsListening)
            try
            {
                await AnswerAsync(await listener.GetContextAsync());
            }
            catch (Exception stopped) when (stopped is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
    }

    private async Task AnswerAsync(HttpListenerContext call)
    {
        var (name, answer) = (call.Request.Url!.AbsolutePath, call.Response);
        using var body = new MemoryStream();
        await call.Request.InputStream.CopyToAsync(body);
        byte[] content = [];
        answer.StatusCode = IsBroken || !call.Request.Headers["Authorization"]!.StartsWith("AWS4-HMAC-SHA256", StringComparison.Ordinal) ? 503 : 200;
        if (answer.StatusCode == 200 && call.Request.HttpMethod == "PUT")
            Objects[name] = body.ToArray();
        else if (answer.StatusCode == 200 && call.Request.HttpMethod == "DELETE")
            (_, answer.StatusCode) = (Objects.TryRemove(name, out _), 204);
        else if (answer.StatusCode == 200 && Objects.TryGetValue(name, out var stored))
            (answer.StatusCode, content) = Range(stored, call.Request.Headers["Range"]!);
        else if (answer.StatusCode == 200)
            (answer.StatusCode, content) = (404, Encoding.UTF8.GetBytes("<Error><Code>NoSuchKey</Code></Error>"));
        answer.ContentLength64 = content.Length;
        await answer.OutputStream.WriteAsync(content);
        answer.Close();
    }

    private static (int Status, byte[] Content) Range(byte[] stored, string range)
    {
        var (from, to) = range["bytes=".Length..].Split('-') is [var first, var last] ? (int.Parse(first, CultureInfo.InvariantCulture), int.Parse(last, CultureInfo.InvariantCulture)) : default;
        return from < stored.Length ? (206, stored[from..Math.Min(stored.Length, to + 1)]) : (416, Encoding.UTF8.GetBytes("<Error><Code>InvalidRange</Code></Error>"));
    }
}
