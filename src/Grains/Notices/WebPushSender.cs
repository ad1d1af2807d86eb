using System.Collections.Concurrent;
using System.Text.Json;
using Lib.Net.Http.WebPush;
using Lib.Net.Http.WebPush.Authentication;
using Medzdrav.Contracts;
using Microsoft.Extensions.Options;

namespace Medzdrav.Grains;

/// <summary>Tells browsers by Web Push (RFC 8030, 8291, 8292): encrypted for the browser, signed by the platform's key.</summary>
internal sealed class WebPushSender : IPushSender, IDisposable
{
    private readonly PushOptions _options;
    private readonly PushKeys _keys;
    private readonly TimeProvider _clock;
    private readonly HttpClient _http;
    private readonly PushServiceClient _services;
    private readonly SignedFor _signed;

    /// <summary>Called by the container.</summary>
    public WebPushSender(IOptions<PushOptions> options, PushKeys keys, TimeProvider clock)
    {
        (_options, _keys, _clock) = (options.Value, keys, clock);
        _signed = new SignedFor(clock);
        _http = new HttpClient(new BarePushAnswers(_options.LocalAddresses)) { Timeout = _options.AnswerWithin };
        _services = new PushServiceClient(_http) { AutoRetryAfter = false };
    }

    /// <inheritdoc />
    public async Task<PushAnswer> SendAsync(PushDeviceRecord device, PushOrder order)
    {
        try
        {
            if (await _keys.FindAsync() is not { } pair)
                return new PushAnswer(PushOutcome.Refused);
            // Keys sign for one message at a time: the pair is as cheap as the lock would be.
            using var platform = new VapidAuthentication(pair.PublicKey, pair.PrivateKey) { Subject = _options.Subject, TokenCache = _signed };
            await _services.RequestPushMessageDeliveryAsync(AddressOf(device), MessageOf(order), platform);
            return new PushAnswer(PushOutcome.Taken);
        }
        catch (PushServiceClientException answer)
        {
            return new PushAnswer(PushRules.OutcomeOf(answer.StatusCode), ProviderRequest.PauseOf(answer.Headers.RetryAfter, _clock.GetUtcNow()));
        }
        catch (Exception away) when (away is HttpRequestException or OperationCanceledException || GrainCalls.IsUnavailable(away))
        {
            return new PushAnswer(PushOutcome.Later);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _http.Dispose();

    private static PushSubscription AddressOf(PushDeviceRecord device)
    {
        var address = new PushSubscription { Endpoint = device.Address.Endpoint };
        address.SetKey(PushEncryptionKeyName.P256DH, device.Address.P256dh);
        address.SetKey(PushEncryptionKeyName.Auth, device.Address.Auth);
        return address;
    }

    private static PushMessage MessageOf(PushOrder order) => new(JsonSerializer.Serialize(new { order.Text.Title, order.Text.Body, order.Text.Path, tag = order.Topic, order.Text.Quiet }, WireJson.Options))
    {
        Topic = order.Topic,
        TimeToLive = order.Seconds,
        Urgency = PushMessageUrgency.High,
    };

    /// <summary>The signatures that still count, one a push service; the library's last for 12 hours.</summary>
    private sealed class SignedFor(TimeProvider clock) : IVapidTokenCache
    {
        private const int Most = 200;
        private static readonly TimeSpan Reserve = TimeSpan.FromHours(1);
        private readonly ConcurrentDictionary<string, (string Token, DateTimeOffset Until)> _tokens = new();

        public string? Get(string audience) => _tokens.TryGetValue(audience, out var known) && clock.GetUtcNow() < known.Until - Reserve ? known.Token : null;

        public void Put(string audience, DateTimeOffset expiration, string token)
        {
            // Browsers name their push services themselves.
            if (_tokens.Count >= Most)
                _tokens.Clear();
            _tokens[audience] = (token, expiration);
        }
    }
}
