using Medzdrav.Client;
using Medzdrav.Contracts;

namespace Medzdrav.Tests.Client;

/// <summary>The connection comes back by itself, for ever and without hammering.</summary>
public sealed class LinkTests : IAsyncDisposable
{
    private readonly Given given = new();

    [Fact]
    public void Pauses_grow_to_five_seconds_each_spread_by_a_fifth()
    {
        var (least, most) = (new BackOff(() => 0), new BackOff(() => 1));

        Assert.Equal([0, 0.4, 0.8, 1.6, 3.2, 4, 4], Enumerable.Range(0, 7).Select(_ => Math.Round(least.Next().TotalSeconds, 3)));
        Assert.Equal([0, 0.6, 1.2, 2.4, 4.8, 6, 6], Enumerable.Range(0, 7).Select(_ => Math.Round(most.Next().TotalSeconds, 3)));
    }

    [Fact]
    public async Task It_never_gives_up_by_itself()
    {
        given.Platform.IsReachable = false;
        var connected = given.Client.ConnectAsync();

        var took = await given.Until(() => given.Platform.Tries >= 30, "it tries on", TimeSpan.FromSeconds(1));
        Assert.True(took > TimeSpan.FromSeconds(80), $"30 tries took {took}.");
        given.Platform.IsReachable = true;

        Assert.NotNull((await given.Until(connected, "it is connected")).Value);
    }

    [Fact]
    public async Task After_a_try_that_hung_the_next_one_has_twice_the_time_up_to_a_minute()
    {
        given.Platform.IsHanging = true;
        var connected = given.Client.ConnectAsync();
        await given.Until(() => given.Platform.Tries == 1, "the first try");

        var took = new List<double>();
        for (var tries = 2; tries <= 6; tries++)
            took.Add((await given.Until(() => given.Platform.Tries == tries, "the next try", TimeSpan.FromMilliseconds(500))).TotalSeconds);
        given.Platform.IsHanging = false;
        await given.Until(connected, "it is connected");

        foreach (var (expected, seconds) in new double[] { 8, 16, 32, 60, 60 }.Zip(took))
            Assert.InRange(seconds, expected - 1, expected + 7);
    }

    [Fact]
    public async Task Somebody_in_a_hurry_does_not_wait_for_the_next_try()
    {
        given.Platform.IsReachable = false;
        var connected = given.Client.ConnectAsync();
        await given.Until(() => given.Platform.Tries >= 8, "the pauses are long");
        given.Platform.IsReachable = true;

        given.Client.Hurry();

        Assert.NotNull((await connected.WaitAsync(TimeSpan.FromSeconds(10))).Value);
    }

    [Fact]
    public async Task Who_is_cut_again_and_again_comes_back_ever_more_slowly()
    {
        await given.Client.ConnectAsync();
        for (var times = 1; times <= 6; times++)
        {
            given.Platform.Cut();
            await given.Until(() => given.Platform.Tries == times + 1 && given.Client.State == LinkState.Connected, "it is back");
        }
        given.Platform.Cut();
        var took = await given.Until(() => given.Platform.Tries == 8, "it is back once more");

        Assert.True(took > TimeSpan.FromSeconds(3), $"It came back after {took}.");
    }

    [Fact]
    public async Task Without_a_network_nothing_is_tried_until_there_is_one()
    {
        var online = new TaskCompletionSource();
        var platform = new FakePlatform();
        await using var client = new MedzdravClient(
            new ClientOptions { Address = new Uri("http://clinic.invalid"), Tokens = given.Tokens, WhenOnline = online.Task.WaitAsync },
            platform);

        var connected = client.ConnectAsync();
        Assert.Equal(0, platform.Tries);
        online.SetResult();

        Assert.NotNull((await connected.WaitAsync(TimeSpan.FromSeconds(10))).Value);
        Assert.Equal(1, platform.Tries);
    }

    [Fact]
    public async Task States_are_told_in_order()
    {
        var states = new List<LinkState>();
        given.Client.StateChanged += states.Add;
        await given.Client.ConnectAsync();
        given.Platform.Cut();
        await given.Until(() => given.Platform.Tries == 2 && given.Client.State == LinkState.Connected, "it is back");
        await given.Client.DisconnectAsync();

        Assert.Equal([LinkState.Connecting, LinkState.Connected, LinkState.Lost, LinkState.Connected, LinkState.Off], states);
        Assert.False(given.Platform.IsConnected);
    }

    [Fact]
    public async Task What_the_platform_tells_reaches_those_who_listen_and_no_others()
    {
        await given.Client.ConnectAsync();
        var heard = new List<int>();
        given.Client.Notices.TasksChanged += heard.Add;
        given.Platform.Tell("TasksChanged", 1);
        given.Platform.Cut();
        await given.Until(() => given.Platform.Tries == 2, "it is back");
        given.Platform.Tell("TasksChanged", 2);
        given.Client.Notices.TasksChanged -= heard.Add;
        given.Platform.Tell("TasksChanged", 3);

        Assert.Equal([1, 2], heard);
    }

    [Fact]
    public async Task The_platforms_clock_is_that_of_its_answers()
    {
        var then = new DateTimeOffset(2026, 11, 29, 9, 0, 0, TimeSpan.Zero);
        given.Platform.Instead = (method, _) => method == "Ping" ? (object?)(Reply<Done>)new Done(then) : null;
        await given.Client.ConnectAsync();

        await given.Client.Hub.PingAsync();
        given.Clock.Advance(TimeSpan.FromSeconds(7));

        Assert.Equal(then.AddSeconds(7), given.Client.Now);
    }

    public ValueTask DisposeAsync() => given.DisposeAsync();
}
