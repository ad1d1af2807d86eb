using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Medzdrav.Contracts;
using Microsoft.Extensions.Options;

namespace Medzdrav.Grains;

/// <summary>Sends SMS through any provider that takes one HTTP request per message.</summary>
public sealed class HttpSmsSender(IOptions<SmsOptions> options) : ISmsSender, IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5) }) { Timeout = TimeSpan.FromSeconds(10) };

    /// <inheritdoc />
    public async Task SendAsync(string phone, string text, string? code)
    {
        var sms = options.Value;
        using var request = new HttpRequestMessage(HttpMethod.Post, sms.Url)
        {
            Content = new StringContent(
                sms.Body.Replace("{phone}", Escaped(phone), StringComparison.Ordinal).Replace("{text}", Escaped(text), StringComparison.Ordinal),
                Encoding.UTF8, MediaTypeHeaderValue.Parse(sms.ContentType)),
        };
        if (sms.Authorization is { Length: > 0 } authorization)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        try
        {
            using var response = await _http.SendAsync(request);
            response.EnsureSuccessStatusCode();
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException)
        {
            // The address may hold a key and the body a phone: neither goes into the message.
            throw new StorageUnavailableException("The SMS provider did not take the message.");
        }
    }

    /// <inheritdoc />
    public void Dispose() => _http.Dispose();

    private string Escaped(string value) => options.Value.ContentType.Contains("json", StringComparison.OrdinalIgnoreCase)
        ? JsonEncodedText.Encode(value).ToString()
        : Uri.EscapeDataString(value);
}

/// <summary>The SMS provider. Section <c>Sms</c>; without a <see cref="Url"/> messages stay in the development outbox.</summary>
public sealed class SmsOptions
{
    /// <summary>Where to post; empty for the development outbox, which is refused outside Development.</summary>
    public string Url { get; set; } = "";

    /// <summary>The request's body; <c>{phone}</c> and <c>{text}</c> are put in, escaped for the content type.</summary>
    public string Body { get; set; } = """{"to":"{phone}","text":"{text}"}""";

    /// <summary>The body's type. Default <c>application/json</c>.</summary>
    public string ContentType { get; set; } = "application/json";

    /// <summary>The <c>Authorization</c> header, or empty.</summary>
    public string Authorization { get; set; } = "";
}
