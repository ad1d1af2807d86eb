using System.Globalization;
using Medzdrav.Contracts;
using Microsoft.Extensions.Options;

namespace Medzdrav.Grains;

/// <summary>Tells apps through any provider that takes one HTTP request per message.</summary>
internal sealed class HttpPushSender : IPushSender, IDisposable
{
    private readonly ProviderRequest? _request;
    private readonly HttpClient _http;
    private readonly TimeProvider _clock;

    /// <summary>Called by the container.</summary>
    public HttpPushSender(IOptions<PushOptions> options, TimeProvider clock)
    {
        var own = options.Value;
        _clock = clock;
        _request = own.AppUrl.Length > 0 ? new ProviderRequest(own.AppUrl, own.AppBody, own.AppContentType, own.AppAuthorization) : null;
        _http = new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5), ConnectCallback = ProviderLine.ConnectAsync }) { Timeout = own.AnswerWithin };
    }

    /// <inheritdoc />
    public async Task<PushAnswer> SendAsync(PushDeviceRecord device, PushOrder order)
    {
        // An app that came while a provider was configured.
        if (_request is null)
            return new PushAnswer(PushOutcome.Refused);
        using var request = _request.For(new Dictionary<string, string>
        {
            ["platform"] = Words.Of(device.Address.Platform),
            ["token"] = device.Address.Endpoint,
            ["title"] = order.Text.Title,
            ["body"] = order.Text.Body,
            ["path"] = order.Text.Path,
            ["topic"] = order.Topic,
            ["quiet"] = order.Text.Quiet ? "true" : "false",
            ["seconds"] = order.Seconds.ToString(CultureInfo.InvariantCulture),
        });
        try
        {
            using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            return new PushAnswer(PushRules.OutcomeOf(answer.StatusCode), ProviderRequest.PauseOf(answer.Headers.RetryAfter, _clock.GetUtcNow()));
        }
        catch (Exception away) when (away is HttpRequestException or OperationCanceledException)
        {
            return new PushAnswer(PushOutcome.Later);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _http.Dispose();
}
