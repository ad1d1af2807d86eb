using System.Net;
using System.Net.Sockets;

namespace Medzdrav.Tests.Support;

/// <summary>
/// Hands out ports for servers of tests. The system's own free ports (bind to 0) are given again as soon as they are let go, and are
/// also taken by outgoing connections: two of our servers, or a server and a connection, then met on one port. These lie below that range
/// and none is given twice by one process.
/// </summary>
public static class Ports
{
    private const int First = 12_000;
    private const int Count = 20_000;

    private static int next = Random.Shared.Next(Count);

    /// <summary>A port of loopback that nobody listens on and that this process has not given before.</summary>
    public static int Free()
    {
        for (var tries = 0; tries < Count; tries++)
        {
            var port = First + (int)((uint)Interlocked.Increment(ref next) % Count);
            if (IsFree(port))
                return port;
        }
        throw new InvalidOperationException($"Of the ports {First} to {First + Count - 1} none is free.");
    }

    private static bool IsFree(int port)
    {
        using var probe = new TcpListener(IPAddress.Loopback, port) { ExclusiveAddressUse = true };
        try
        {
            probe.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
