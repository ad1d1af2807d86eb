using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Medzdrav.Grains;

/// <summary>Sends SMS through any provider that takes one HTTP request per message.</summary>
internal sealed class HttpSmsSender : ISmsSender, IDisposable
{
    private static readonly TimeSpan ConnectWithin = TimeSpan.FromSeconds(5);

    private readonly SmsOptions _options;
    private readonly HttpClient _http;

    /// <summary>Called by the container.</summary>
    public HttpSmsSender(IOptions<SmsOptions> options)
    {
        _options = options.Value;
        var handler = new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5), ConnectCallback = ConnectAsync };
        _http = new HttpClient(handler) { Timeout = _options.AnswerWithin };
    }

    /// <inheritdoc />
    public bool IsAtHand => false;

    /// <inheritdoc />
    public bool TakesKey => _options.KeyHeader.Length > 0 || _options.Body.Contains("{id}", StringComparison.Ordinal);

    /// <inheritdoc />
    public async Task<SmsAnswer> SendAsync(string phone, string text, string key)
    {
        using var request = Request(phone, text, key);
        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            return new SmsAnswer(OutcomeOf(response.StatusCode), After(response.Headers.RetryAfter));
        }
        catch (HttpRequestException failure)
        {
            return new SmsAnswer(IsNeverSent(failure.HttpRequestError) ? SmsOutcome.NotTaken : SmsOutcome.Unknown);
        }
        catch (OperationCanceledException)
        {
            return new SmsAnswer(SmsOutcome.Unknown);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _http.Dispose();

    /// <summary>A fault within the provider, or behind it, may have come after the message went out.</summary>
    internal static SmsOutcome OutcomeOf(HttpStatusCode status) => status switch
    {
        >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices => SmsOutcome.Taken,
        HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableContent => SmsOutcome.Refused,
        HttpStatusCode.ServiceUnavailable => SmsOutcome.NotTaken,
        HttpStatusCode.RequestTimeout => SmsOutcome.Unknown,
        < HttpStatusCode.InternalServerError => SmsOutcome.NotTaken,
        _ => SmsOutcome.Unknown,
    };

    private static bool IsNeverSent(HttpRequestError error) =>
        error is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError;

    private static TimeSpan? After(RetryConditionHeaderValue? header) => header?.Delta;

    private HttpRequestMessage Request(string phone, string text, string key)
    {
        var body = _options.Body
            .Replace("{phone}", Escaped(phone), StringComparison.Ordinal)
            .Replace("{id}", Escaped(key), StringComparison.Ordinal)
            .Replace("{text}", Escaped(text), StringComparison.Ordinal);
        var request = new HttpRequestMessage(HttpMethod.Post, _options.Url)
        {
            Content = new StringContent(body, Encoding.UTF8, MediaTypeHeaderValue.Parse(_options.ContentType)),
        };
        if (_options.Authorization.Length > 0)
            request.Headers.TryAddWithoutValidation("Authorization", _options.Authorization);
        if (_options.KeyHeader.Length > 0)
            request.Headers.TryAddWithoutValidation(_options.KeyHeader, key);
        return request;
    }

    private string Escaped(string value) => _options.ContentType.Contains("json", StringComparison.OrdinalIgnoreCase)
        ? JsonEncodedText.Encode(value).ToString()
        : Uri.EscapeDataString(value);

    /// <summary>Connects, and gives up soon: a provider to whom no connection leads has certainly not taken the message.</summary>
    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            using var patience = new CancellationTokenSource(ConnectWithin);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
            try
            {
                await socket.ConnectAsync(context.DnsEndPoint, limit.Token);
            }
            catch (OperationCanceledException) when (patience.IsCancellationRequested)
            {
                throw new SocketException((int)SocketError.TimedOut);
            }
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
