using Medzdrav.Contracts;
using Orleans.Concurrency;

namespace Medzdrav.Grains;

/// <summary>Reads where sessions stand, one query a batch.</summary>
[StatelessWorker]
internal sealed class JournalHeadsGrain(IJournal journal) : Grain, IJournalHeadsGrain
{
    private const int MaxAtOnce = 1_000;

    /// <inheritdoc />
    public async Task<JournalHead[]> Heads(SessionId[] sessions) => [.. await journal.HeadsAsync([.. sessions.Take(MaxAtOnce)])];
}
