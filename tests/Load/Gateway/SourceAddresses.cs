using System.Net;
using System.Net.Sockets;

namespace Medzdrav.Tests.Load;

/// <summary>Where connections come from: towards loopback from many addresses in turn, each with ports of its own.</summary>
internal sealed class SourceAddresses : IDisposable
{
    private const int Addresses = 100;
    private readonly SocketsHttpHandler[] _handlers = [.. Enumerable.Range(1, Addresses).Select(From)];
    private int _connections;

    /// <summary>For the next connection.</summary>
    public HttpMessageHandler Next => _handlers[(uint)Interlocked.Increment(ref _connections) % Addresses];

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var handler in _handlers)
            handler.Dispose();
    }

    private static SocketsHttpHandler From(int number) => new()
    {
        ConnectCallback = async (context, stop) =>
        {
            var target = (await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, AddressFamily.InterNetwork, stop))[0];
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            if (IPAddress.IsLoopback(target))
                socket.Bind(new IPEndPoint(new IPAddress([127, 0, 0, (byte)number]), 0));
            await socket.ConnectAsync(target, context.DnsEndPoint.Port, stop);
            return new NetworkStream(socket, ownsSocket: true);
        },
    };
}
