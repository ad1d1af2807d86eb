using System.Net;
using System.Net.WebSockets;
using Medzdrav.Contracts;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Http.Connections.Client;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Medzdrav.Client;

/// <summary>A SignalR connection as <c>docs/protocol.md</c> wants it: web sockets without negotiation, a sign of life every 4 s, missed after 10 s.</summary>
internal sealed class SignalRTransport : IHubTransport
{
    private readonly HubConnection _hub;
    private readonly HttpMessageInvoker _invoker;
    private string? _token;
    private bool _isTokenRefused;

    public SignalRTransport(ClientOptions options, HttpMessageHandler handler)
    {
        _invoker = new HttpMessageInvoker(handler, disposeHandler: false);
        var builder = new HubConnectionBuilder().WithUrl(new Uri(options.Address, options.Desk is { } desk ? $"/hub?desk={Words.Of(desk)}" : "/hub"), connection =>
        {
            connection.SkipNegotiation = true;
            connection.Transports = HttpTransportType.WebSockets;
            connection.WebSocketFactory = OpenAsync;
        });
        _hub = (options.Encoding == WireEncoding.MessagePack
            ? builder.AddMessagePackProtocol(pack => pack.SerializerOptions = ClientMessagePack.Options)
            : builder.AddJsonProtocol(json => WireJson.Configure(json.PayloadSerializerOptions))).Build();
        _hub.KeepAliveInterval = TimeSpan.FromSeconds(4);
        _hub.ServerTimeout = TimeSpan.FromSeconds(10);
        _hub.Closed += _ =>
        {
            Closed?.Invoke();
            return Task.CompletedTask;
        };
    }

    /// <inheritdoc />
    public event Action? Closed;

    /// <inheritdoc />
    public bool IsConnected => _hub.State == HubConnectionState.Connected;

    /// <inheritdoc />
    public async Task StartAsync(string token, CancellationToken cancellation)
    {
        (_token, _isTokenRefused) = (token, false);
        try
        {
            await _hub.StartAsync(cancellation).ConfigureAwait(false);
        }
        catch (Exception) when (_isTokenRefused)
        {
            throw new TokenRefusedException();
        }
    }

    /// <inheritdoc />
    public Task StopAsync() => _hub.StopAsync();

    /// <inheritdoc />
    public Task<object?> InvokeAsync(string method, Type answer, object?[] arguments, CancellationToken cancellation) =>
        _hub.InvokeCoreAsync(method, answer, arguments, cancellation);

    /// <inheritdoc />
    public IDisposable On(string method, Type[] types, Action<object?[]> handler) => _hub.On(
        method,
        types,
        (arguments, state) =>
        {
            ((Action<object?[]>)state)(arguments);
            return Task.CompletedTask;
        },
        handler);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _hub.DisposeAsync().ConfigureAwait(false);
        _invoker.Dispose();
    }

    private async ValueTask<WebSocket> OpenAsync(WebSocketConnectionContext context, CancellationToken cancellation)
    {
        var socket = new ClientWebSocket();
        try
        {
            socket.Options.SetRequestHeader("Authorization", $"Bearer {_token}");
            socket.Options.CollectHttpResponseDetails = true;
            // Client and server tell each other signs of life already.
            socket.Options.KeepAliveInterval = TimeSpan.Zero;
            await socket.ConnectAsync(context.Uri, _invoker, cancellation).ConfigureAwait(false);
            return socket;
        }
        catch
        {
            _isTokenRefused = socket.HttpStatusCode == HttpStatusCode.Unauthorized;
            socket.Dispose();
            throw;
        }
    }
}
