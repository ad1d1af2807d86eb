using Medzdrav.Client;

namespace Medzdrav.Tests.Client;

/// <summary>A session that begins with its newest events.</summary>
public sealed class HistoryTests : IAsyncDisposable
{
    private readonly Given given = new();

    public HistoryTests()
    {
        given.Platform.PageSize = 3;
        for (var i = 1; i <= 8; i++)
            given.Platform.Happen($"{i}");
    }

    [Fact]
    public async Task The_newest_come_first_and_the_stream_goes_on_from_there()
    {
        var session = await LatestAsync();
        given.Platform.Push(given.Platform.Happen("9"));
        given.Platform.Cut();
        given.Platform.Happen("10");
        await given.Until(() => session.LastSequence == 10, "it goes on over the next connection");

        Assert.Equal(["6", "7", "8", "9", "10"], Texts(session));
        Assert.Equal([9L], given.Platform.Called("JoinSession").Select(call => (long)call.Arguments[1]!));
    }

    [Fact]
    public async Task What_was_before_comes_page_by_page_to_the_beginning()
    {
        var session = await LatestAsync();
        Assert.True(session.HasEarlier);

        await given.Until(session.ReadEarlierAsync(), "a page");
        Assert.Equal(["3", "4", "5", "6", "7", "8"], Texts(session));
        await given.Until(session.ReadEarlierAsync(), "the last page");

        Assert.Equal(["1", "2", "3", "4", "5", "6", "7", "8"], Texts(session));
        Assert.False(session.HasEarlier);
        Assert.Empty((await given.Until(session.ReadEarlierAsync(), "nothing is left")).Value!.Events);
    }

    [Fact]
    public async Task A_gateway_of_the_version_before_is_asked_from_the_beginning()
    {
        given.Platform.Instead = (method, _) => method == "JoinLatest" ? FakePlatform.Fault("Method does not exist.") : null;

        var session = await LatestAsync();

        await given.Until(() => session.LastSequence == 8, "all pages are there");
        Assert.Equal(8, session.Events.Count);
        Assert.Single(given.Platform.Called("JoinLatest"));
    }

    public ValueTask DisposeAsync() => given.DisposeAsync();

    private async Task<JoinedSession> LatestAsync()
    {
        await given.Client.ConnectAsync();
        return (await given.Until(given.Client.JoinLatestAsync(FakePlatform.Session), "it is joined")).Value!;
    }

    private static IEnumerable<string?> Texts(JoinedSession session) => session.Events.Select(happened => happened.Text());
}
