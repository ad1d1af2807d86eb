using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Medzdrav.Tests.Load;

/// <summary>Somebody at one address who means ill: fifty connections that send the longest messages, join from the beginning, open and cancel; new visitors, invented tokens and staff logins beside them, all in loops.</summary>
internal sealed class HostileVisitor : IDisposable
{
    /// <summary>This program as that visitor.</summary>
    public const string Argument = "peer-hostile";

    private const int Sockets = 50;
    private readonly Uri _address;
    private readonly IPAddress _from;
    private readonly SocketsHttpHandler _handler;
    private readonly HttpClient _http;
    private readonly ConcurrentDictionary<string, int> _seen = new();
    private readonly CancellationTokenSource _end;

    private HostileVisitor(Uri address, TimeSpan time, IPAddress from)
    {
        (_address, _from) = (address, from);
        _handler = new() { UseCookies = false, ConnectCallback = ConnectAsync };
        _http = new HttpClient(_handler, disposeHandler: false) { BaseAddress = address };
        _end = new CancellationTokenSource(time);
    }

    public static async Task<int> AttackAsync(string address, string seconds, string from)
    {
        using var visitor = new HostileVisitor(new Uri(address), TimeSpan.FromSeconds(double.Parse(seconds, CultureInfo.InvariantCulture)), IPAddress.Parse(from));
        await Task.WhenAll([
            .. Enumerable.Range(0, Sockets).Select(number => visitor.RepeatAsync("socket", () => visitor.SocketAsync(isTalking: number % 2 == 0))),
            visitor.RepeatAsync("visitor", visitor.VisitAsync),
            visitor.RepeatAsync("token", visitor.InventTokenAsync), visitor.RepeatAsync("token", visitor.InventTokenAsync),
            visitor.RepeatAsync("login", visitor.InventLoginAsync), visitor.RepeatAsync("login", visitor.InventLoginAsync)]);
        Console.WriteLine("the hostile visitor: " + string.Join(", ", visitor._seen.OrderBy(seen => seen.Key, StringComparer.Ordinal).Select(seen => $"{seen.Key} {seen.Value}")));
        return 0;
    }

    public void Dispose()
    {
        _http.Dispose();
        _handler.Dispose();
        _end.Dispose();
    }

    private async Task RepeatAsync(string what, Func<Task> act)
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                await act();
            }
            catch (Exception failure) when (failure is HttpRequestException or System.Net.WebSockets.WebSocketException or OperationCanceledException or IOException or SocketException)
            {
                // Cut, refused or over: the next one.
                Count($"{what} lost");
            }
        }
    }

    private async Task SocketAsync(bool isTalking)
    {
        var token = await VisitorAsync();
        if (token is null)
        {
            await Pace.PassAsync(TimeSpan.FromSeconds(1));
            return;
        }
        using var socket = new HostileSocket(Count);
        await socket.OpenAsync(new Uri($"ws://{_address.Authority}/hub?access_token={Uri.EscapeDataString(token)}"), _handler, _end.Token);
        await (isTalking ? socket.TalkAsync(_end.Token) : socket.OpenAndCancelAsync(_end.Token));
    }

    private async Task VisitAsync() => Count(await VisitorAsync() is null ? "visitors refused" : "visitors");

    private async Task<string?> VisitorAsync()
    {
        using var answer = await _http.PostAsJsonAsync(new Uri("/api/visitors", UriKind.Relative), new { client = "app" }, _end.Token);
        return answer.IsSuccessStatusCode ? (await answer.Content.ReadFromJsonAsync<JsonNode>(_end.Token))!["accessToken"]!.GetValue<string>() : null;
    }

    private async Task InventTokenAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/me") { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", $"{Opaque(16)}.{Opaque(32)}") } };
        using var answer = await _http.SendAsync(request, _end.Token);
        Count(Said($"tokens {(int)answer.StatusCode}"));
    }

    private async Task InventLoginAsync()
    {
        using var answer = await _http.PostAsJsonAsync(new Uri("/api/staff/sign-in", UriKind.Relative), new { login = Opaque(9), password = Opaque(9), client = "app" }, _end.Token);
        Count(Said($"logins {(int)answer.StatusCode}"));
    }

    private void Count(string what) => _seen.AddOrUpdate(what, 1, static (_, count) => count + 1);

    private static string Said(FormattableString what) => what.ToString(CultureInfo.InvariantCulture);

    private static string Opaque(int bytes) => Convert.ToBase64String(RandomNumberGenerator.GetBytes(bytes)).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Bind(new IPEndPoint(_from, 0));
        await socket.ConnectAsync(IPAddress.Parse(context.DnsEndPoint.Host), context.DnsEndPoint.Port, cancellation);
        return new NetworkStream(socket, ownsSocket: true);
    }
}
