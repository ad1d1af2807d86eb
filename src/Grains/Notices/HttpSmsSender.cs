using System.Net;
using Microsoft.Extensions.Options;

namespace Medzdrav.Grains;

/// <summary>Sends SMS through any provider that takes one HTTP request per message.</summary>
internal sealed class HttpSmsSender : ISmsSender, IDisposable
{
    private readonly SmsOptions _options;
    private readonly ProviderRequest _request;
    private readonly HttpClient _http;
    private readonly TimeProvider _clock;

    /// <summary>Called by the container.</summary>
    public HttpSmsSender(IOptions<SmsOptions> options, TimeProvider clock)
    {
        (_options, _clock) = (options.Value, clock);
        _request = new ProviderRequest(_options.Url, _options.Body, _options.ContentType, _options.Authorization);
        var handler = new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5), ConnectCallback = ProviderLine.ConnectAsync };
        _http = new HttpClient(handler) { Timeout = _options.AnswerWithin };
    }

    /// <inheritdoc />
    public bool IsAtHand => false;

    /// <inheritdoc />
    public bool TakesKey => _options.KeyHeader.Length > 0 || _options.Body.Contains("{id}", StringComparison.Ordinal);

    /// <inheritdoc />
    public async Task<SmsAnswer> SendAsync(string phone, string text, string key)
    {
        using var request = _request.For(new Dictionary<string, string> { ["phone"] = phone, ["text"] = text, ["id"] = key });
        if (_options.KeyHeader.Length > 0)
            request.Headers.TryAddWithoutValidation(_options.KeyHeader, key);
        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            return new SmsAnswer(OutcomeOf(response.StatusCode), ProviderRequest.PauseOf(response.Headers.RetryAfter, _clock.GetUtcNow()));
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
}
