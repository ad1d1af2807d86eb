using System.Net;
using System.Net.Sockets;

namespace Medzdrav.Tests.Load;

/// <summary>The line of a single client: so many bytes a second come in, and little waits on the way.</summary>
internal sealed class ThinLine : IDisposable
{
    private const int Buffer = 16 * 1024;
    private readonly SocketsHttpHandler _handler;
    private SlowStream? _stream;

    /// <param name="bytesPerSecond">How many come in.</param>
    public ThinLine(int bytesPerSecond) => _handler = new SocketsHttpHandler
    {
        UseCookies = false,
        ConnectCallback = async (context, stop) =>
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveBufferSize = Buffer };
            await socket.ConnectAsync(context.DnsEndPoint, stop);
            From = (IPEndPoint)socket.LocalEndPoint!;
            return _stream = new SlowStream(new NetworkStream(socket, ownsSocket: true), bytesPerSecond);
        },
    };

    /// <summary>Carries the client's calls.</summary>
    public HttpMessageHandler Handler => _handler;

    /// <summary>The client's end of the newest connection.</summary>
    public IPEndPoint? From { get; private set; }

    /// <summary>The client stops reading.</summary>
    public void Stop() => _stream?.Stop();

    /// <summary>The line ends.</summary>
    public void Cut() => _stream?.Dispose();

    /// <inheritdoc />
    public void Dispose() => _handler.Dispose();
}
