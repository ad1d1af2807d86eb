using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Medzdrav.Tests.Browser;

/// <summary>A box between browsers and the host, as some networks have: it lets plain calls through, and does with WebSockets what it is told.</summary>
internal sealed class BoxOnTheWay : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly Uri host;
    private readonly Task accepting;
    private CancellationTokenSource cut = new();

    public BoxOnTheWay(Uri host)
    {
        this.host = host;
        listener.Start();
        accepting = AcceptAsync();
    }

    /// <summary>Where browsers find the host behind it.</summary>
    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");

    /// <summary>The status line with which upgrades are answered; null to let them through.</summary>
    public string? AnswersUpgrades { get; set; }

    /// <summary>How long it holds everything of a WebSocket back, each way.</summary>
    public TimeSpan Holds { get; set; }

    /// <summary>Cuts all WebSockets that are open.</summary>
    public async Task CutAsync()
    {
        var before = Interlocked.Exchange(ref cut, new CancellationTokenSource());
        await before.CancelAsync();
        before.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await accepting;
        await CutAsync();
        cut.Dispose();
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = CarryAsync(await listener.AcceptTcpClientAsync(stop.Token));
        }
        catch (Exception over) when (over is OperationCanceledException or SocketException)
        {
            // The story is over.
        }
    }

    private async Task CarryAsync(TcpClient near)
    {
        using var far = new TcpClient();
        try
        {
            using (near)
            {
                var (buffer, read) = (new byte[16 * 1024], 0);
                while (!Encoding.ASCII.GetString(buffer, 0, read).Contains("\r\n\r\n", StringComparison.Ordinal))
                    read += await near.GetStream().ReadAsync(buffer.AsMemory(read), stop.Token) is > 0 and var more ? more : throw new IOException("Nothing was asked.");
                var isUpgrade = Encoding.ASCII.GetString(buffer, 0, read).Contains("Upgrade: websocket", StringComparison.OrdinalIgnoreCase);
                if (isUpgrade && AnswersUpgrades is { } status)
                {
                    await near.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"), stop.Token);
                    return;
                }
                await far.ConnectAsync(host.Host, host.Port, stop.Token);
                using var over = CancellationTokenSource.CreateLinkedTokenSource(stop.Token, isUpgrade ? cut.Token : default);
                var holds = isUpgrade ? Holds : TimeSpan.Zero;
                await Task.Delay(holds, TimeProvider.System, over.Token);
                await far.GetStream().WriteAsync(buffer.AsMemory(0, read), over.Token);
                await Task.WhenAny(CopyAsync(near, far, holds, over.Token), CopyAsync(far, near, holds, over.Token));
                await over.CancelAsync();
            }
        }
        catch (Exception lost) when (lost is IOException or SocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // The browser or the host has gone.
        }
    }

    /// <summary>Everything arrives in its order, each piece so much later.</summary>
    private static async Task CopyAsync(TcpClient from, TcpClient to, TimeSpan holds, CancellationToken over)
    {
        var before = Task.CompletedTask;
        while (true)
        {
            var piece = new byte[16 * 1024];
            var length = await from.GetStream().ReadAsync(piece, over);
            if (length == 0)
                break;
            before = SendAsync(before, piece.AsMemory(0, length));
            if (holds == TimeSpan.Zero)
                await before;
        }
        await before;

        async Task SendAsync(Task earlier, ReadOnlyMemory<byte> piece)
        {
            await Task.WhenAll(earlier, Task.Delay(holds, TimeProvider.System, over));
            await to.GetStream().WriteAsync(piece, over);
        }
    }
}
