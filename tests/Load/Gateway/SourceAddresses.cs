using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;

namespace Medzdrav.Tests.Load;

/// <summary>Where connections come from: towards loopback from many addresses in turn, each with ports of its own.</summary>
internal sealed class SourceAddresses : IDisposable
{
    private const int Addresses = 100;
    private readonly HttpMessageInvoker[] _invokers = [.. Enumerable.Range(1, Addresses).Select(From)];
    private int _connections;

    /// <summary>Opens a web socket.</summary>
    public async ValueTask<WebSocket> ConnectAsync(Uri hub, string token, CancellationToken stop)
    {
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", $"Bearer {token}");
        await socket.ConnectAsync(hub, _invokers[(uint)Interlocked.Increment(ref _connections) % Addresses], stop);
        return socket;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var invoker in _invokers)
            invoker.Dispose();
    }

    private static HttpMessageInvoker From(int number) => new(new SocketsHttpHandler
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
    });
}
