using Medzdrav.Client;
using Medzdrav.Contracts;
using Microsoft.Extensions.Time.Testing;

namespace Medzdrav.Tests.Client;

/// <summary>A client of a platform that the test plays, with a clock that the test turns.</summary>
internal sealed class Given : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    public Given(TokenPair? tokens = null, HttpMessageHandler? http = null)
    {
        Tokens = new MemoryTokenStore(tokens ?? new TokenPair("access", "refresh", DateTimeOffset.UnixEpoch));
        Client = new MedzdravClient(
            new ClientOptions
            {
                Address = new Uri("http://clinic.invalid"),
                Clock = Clock,
                Tokens = Tokens,
                Handler = http ?? new FakeHttp(_ => throw new HttpRequestException("No route.")),
            },
            Platform);
    }

    public FakeTimeProvider Clock { get; } = new();

    public FakePlatform Platform { get; } = new();

    public MemoryTokenStore Tokens { get; }

    public MedzdravClient Client { get; }

    public async Task<JoinedSession> JoinedAsync()
    {
        await Client.ConnectAsync().WaitAsync(Patience);
        return await Client.JoinAsync(FakePlatform.Session).OrThrow().WaitAsync(Patience);
    }

    /// <summary>Lets time pass in small steps until something holds.</summary>
    /// <returns>How much time passed.</returns>
    public async Task<TimeSpan> Until(Func<bool> holds, string what, TimeSpan? step = null)
    {
        var began = Clock.GetTimestamp();
        var patience = TimeProvider.System.GetTimestamp();
        while (!holds())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(patience) < Patience, $"Waited in vain: {what}");
            Clock.Advance(step ?? Step);
            await TurnAsync();
        }
        return Clock.GetElapsedTime(began);
    }

    /// <summary>Lets time pass in small steps until a task is done.</summary>
    public async Task<T> Until<T>(Task<T> task, string what)
    {
        await Until(() => task.IsCompleted, what);
        return await task;
    }

    public async ValueTask DisposeAsync() => await Client.DisposeAsync();

    /// <summary>Whatever is ready goes on.</summary>
    private static async Task TurnAsync()
    {
        using var turn = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        await turn.WaitForNextTickAsync();
    }
}
