using Medzdrav.Contracts;
using Medzdrav.Grains;
using Microsoft.Extensions.Options;

namespace Medzdrav.Tests.Rules;

/// <summary>Accounts take turns, however many files one of them sends.</summary>
public sealed class UploadTurnTests : IDisposable
{
    private static readonly AccountId Anna = new("anna");
    private static readonly AccountId Boris = new("boris");
    private static readonly AccountId Vera = new("vera");

    private readonly List<(AccountId Account, TaskCompletionSource End)> _begun = [];
    private readonly SemaphoreSlim _begins = new(0);

    public void Dispose() => _begins.Dispose();

    [Fact]
    public async Task An_account_with_many_files_waits_behind_those_with_one()
    {
        var all = Sent(new UploadTurns(Options.Create(new DocumentOptions { FinishedAtOnce = 1 })), [Anna, Anna, Anna, Boris, Vera, Boris]);
        for (var i = 0; i < all.Count; i++)
        {
            await _begins.WaitAsync(TestContext.Current.CancellationToken);
            _begun[i].End.SetResult();
        }
        await Task.WhenAll(all);

        Assert.Equal([Anna, Boris, Vera, Anna, Boris, Anna], _begun.Select(work => work.Account));
    }

    [Fact]
    public async Task An_account_has_a_single_file_open_and_leaves_the_other_place_free()
    {
        var turns = new UploadTurns(Options.Create(new DocumentOptions { FinishedAtOnce = 2 }));
        var many = Sent(turns, [.. Enumerable.Repeat(Anna, 18)]);
        await _begins.WaitAsync(TestContext.Current.CancellationToken);

        var other = Sent(turns, [Boris]);
        await _begins.WaitAsync(TestContext.Current.CancellationToken);

        Assert.Equal([Anna, Boris], _begun.Select(work => work.Account));
        _begun[1].End.SetResult();
        await Task.WhenAll(other);
        for (var i = 0; i < many.Count; i++)
        {
            if (i > 0)
                await _begins.WaitAsync(TestContext.Current.CancellationToken);
            _begun[i == 0 ? 0 : i + 1].End.SetResult();
        }
        await Task.WhenAll(many);
    }

    [Fact]
    public async Task A_file_that_fails_leaves_its_place()
    {
        var turns = new UploadTurns(Options.Create(new DocumentOptions { FinishedAtOnce = 1 }));
        await Assert.ThrowsAsync<InvalidDataException>(() => turns.InTurnAsync(Anna, () => throw new InvalidDataException()));
        await turns.InTurnAsync(Anna, () => Task.CompletedTask);
    }

    private List<Task> Sent(UploadTurns turns, AccountId[] accounts) => [.. accounts.Select(account => turns.InTurnAsync(account, () => Work(account)))];

    private Task Work(AccountId account)
    {
        var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_begun)
            _begun.Add((account, end));
        _begins.Release();
        return end.Task;
    }
}
