using Medzdrav.Contracts;
using Medzdrav.Gateway;

namespace Medzdrav.Tests.Gateway;

/// <summary>The rounds of pings: to whom they go, and how often.</summary>
public sealed class PingsTests : IDisposable
{
    private readonly Pings pings = new(TimeProvider.System);
    private readonly Dictionary<string, int> pinged = [];

    public void Dispose() => pings.Dispose();

    [Fact]
    public async Task Everybody_is_pinged_once_in_a_round()
    {
        for (var number = 0; number < 200; number++)
            pings.Begin(Connection($"{number}"));

        await Round();
        Assert.Equal(Enumerable.Repeat(1, 200), pinged.Values);
        await Round();
        Assert.Equal(Enumerable.Repeat(2, 200), pinged.Values);
    }

    [Fact]
    public async Task Who_is_gone_is_not_pinged()
    {
        var (gone, here) = (Connection("gone"), Connection("here"));
        pings.Begin(gone);
        pings.Begin(here);
        pings.End(gone);

        await Round();

        Assert.Equal(["here"], pinged.Keys);
    }

    [Fact]
    public async Task Whose_line_is_full_is_not_pinged_on_top()
    {
        var stuck = new TaskCompletionSource();
        var slow = Connection("slow", stuck.Task);
        pings.Begin(slow);

        await Round();
        await Round();
        Assert.Equal(1, pinged["slow"]);

        stuck.SetResult();
        await Round();
        Assert.Equal(2, pinged["slow"]);
    }

    private async Task Round()
    {
        for (var turn = 0; turn < Pings.SlotCount; turn++)
            await pings.PingNextAsync();
    }

    private Connection Connection(string id, Task? written = null) => new(
        id, Caller.Of(new AccountId("account")), "credential",
        _ =>
        {
            pinged[id] = pinged.GetValueOrDefault(id) + 1;
            return written is null ? ValueTask.CompletedTask : new ValueTask(written);
        },
        () => { });
}
