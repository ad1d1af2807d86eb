using Medzdrav.Client;

namespace Medzdrav.Tests.Load;

/// <summary>A visitor who is connected and says nothing. The client for apps holds the connection, and comes back by itself.</summary>
internal sealed class RestingVisitor(Lobby lobby) : IAsyncDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);
    private MedzdravClient? _client;
    private long _lostAt;
    private bool _wasConnected;

    /// <summary>Signs in as a new visitor and connects; asked to come later, they do.</summary>
    public async Task ComeAsync()
    {
        var client = new MedzdravClient(new ClientOptions { Address = lobby.Url, Encoding = WireEncoding.MessagePack, Handler = lobby.Next() });
        client.StateChanged += Change;
        (_client, _wasConnected, _lostAt) = (client, false, 0);
        for (var pause = FirstPause; !await EnteredAsync(client); pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
            await Task.Delay(pause * (0.8 + 0.4 * Random.Shared.NextDouble()), TimeProvider.System);
        await client.ConnectAsync().OrThrow();
    }

    /// <summary>Hangs up.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _client, null) is not { } client)
            return;
        client.StateChanged -= Change;
        if (client.State == LinkState.Connected)
            lobby.HangUp();
        await client.DisposeAsync();
    }

    private static async Task<bool> EnteredAsync(MedzdravClient client)
    {
        try
        {
            await client.SignIn.VisitAsync().OrThrow();
            return true;
        }
        catch (Exception answer) when (Door.IsForNow(answer))
        {
            return false;
        }
    }

    private void Change(LinkState state)
    {
        if (state == LinkState.Connected && !_wasConnected)
        {
            _wasConnected = true;
            lobby.Connect();
        }
        else if (state == LinkState.Connected)
        {
            lobby.Return(TimeProvider.System.GetElapsedTime(Interlocked.Exchange(ref _lostAt, 0)));
        }
        else if (state == LinkState.Lost && _wasConnected && _lostAt == 0)
        {
            _lostAt = TimeProvider.System.GetTimestamp();
            lobby.Lose();
        }
    }
}
