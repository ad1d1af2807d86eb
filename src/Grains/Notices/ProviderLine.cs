using System.Net;
using System.Net.Sockets;

namespace Medzdrav.Grains;

/// <summary>Connections to those who carry messages. A connection that does not come soon is given up: a provider to whom none leads has certainly not taken the message.</summary>
internal static class ProviderLine
{
    private static readonly TimeSpan ConnectWithin = TimeSpan.FromSeconds(5);

    /// <summary>Connects to a provider of the configuration.</summary>
    public static ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation) =>
        WithinAsync((socket, limit) => socket.ConnectAsync(context.DnsEndPoint, limit), cancellation);

    /// <summary>Connects to a host that somebody named, and to nothing nearer than the Internet, whatever its name means at this moment.</summary>
    public static ValueTask<Stream> ConnectFarAsync(SocketsHttpConnectionContext context, CancellationToken cancellation) => WithinAsync(
        async (socket, limit) =>
        {
            var addresses = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, limit);
            if (addresses.Length == 0 || !Array.TrueForAll(addresses, PublicNetwork.Holds))
                throw new SocketException((int)SocketError.NetworkUnreachable);
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, limit);
        },
        cancellation);

    private static async ValueTask<Stream> WithinAsync(Func<Socket, CancellationToken, ValueTask> connect, CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            using var patience = new CancellationTokenSource(ConnectWithin);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
            try
            {
                await connect(socket, limit.Token);
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
