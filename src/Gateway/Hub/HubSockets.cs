using System.Net.WebSockets;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Medzdrav.Gateway;

/// <summary>The sockets of the hub at a node that stops: none is opened any more, and those that are closed say that the node goes away (1001, RFC 6455 7.4.1) and not that all is done, as SignalR does.</summary>
internal sealed class HubSockets(RequestDelegate next, Drain drain)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (drain.HasBegun)
        {
            // A proxy asks the next node.
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return Task.CompletedTask;
        }
        if (context.Features.Get<IHttpWebSocketFeature>() is { IsWebSocketRequest: true } sockets)
            context.Features.Set<IHttpWebSocketFeature>(new Sockets(sockets, drain));
        return next(context);
    }

    private sealed class Sockets(IHttpWebSocketFeature inner, Drain drain) : IHttpWebSocketFeature
    {
        public bool IsWebSocketRequest => inner.IsWebSocketRequest;

        public async Task<WebSocket> AcceptAsync(WebSocketAcceptContext context) => new LeavingSocket(await inner.AcceptAsync(context), drain);
    }

    /// <summary>A socket that is as the one within, but for what it says at its end.</summary>
    private sealed class LeavingSocket(WebSocket inner, Drain drain) : WebSocket
    {
        public override WebSocketCloseStatus? CloseStatus => inner.CloseStatus;

        public override string? CloseStatusDescription => inner.CloseStatusDescription;

        public override WebSocketState State => inner.State;

        public override string? SubProtocol => inner.SubProtocol;

        public override void Abort() => inner.Abort();

        public override Task CloseAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellation) =>
            inner.CloseAsync(Of(closeStatus), statusDescription, cancellation);

        public override Task CloseOutputAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellation) =>
            inner.CloseOutputAsync(Of(closeStatus), statusDescription, cancellation);

        public override Task<WebSocketReceiveResult> ReceiveAsync(ArraySegment<byte> buffer, CancellationToken cancellation) => inner.ReceiveAsync(buffer, cancellation);

        public override ValueTask<ValueWebSocketReceiveResult> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellation) => inner.ReceiveAsync(buffer, cancellation);

        public override Task SendAsync(ArraySegment<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellation) =>
            inner.SendAsync(buffer, messageType, endOfMessage, cancellation);

        public override ValueTask SendAsync(ReadOnlyMemory<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellation) =>
            inner.SendAsync(buffer, messageType, endOfMessage, cancellation);

        public override ValueTask SendAsync(ReadOnlyMemory<byte> buffer, WebSocketMessageType messageType, WebSocketMessageFlags messageFlags, CancellationToken cancellation) =>
            inner.SendAsync(buffer, messageType, messageFlags, cancellation);

        public override void Dispose() => inner.Dispose();

        private WebSocketCloseStatus Of(WebSocketCloseStatus status) =>
            drain.HasBegun && status == WebSocketCloseStatus.NormalClosure ? WebSocketCloseStatus.EndpointUnavailable : status;
    }
}
