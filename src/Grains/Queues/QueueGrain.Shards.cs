using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>The words between the shards of a split queue. All are one-way: a shard never waits for another.</summary>
internal partial class QueueGrain
{
    private (int Anybody, int Own) _toldNeeds;

    /// <summary>The shard that speaks for all: to gateways, and to those who watch the service.</summary>
    private bool IsFirst => Shard.Number == 0;

    /// <inheritdoc />
    public Task Hear(ShardNews news)
    {
        _matching.Elsewhere?.Hear(news, Now);
        return Match();
    }

    /// <inheritdoc />
    public Task Borrow(Loan loan)
    {
        _matching.Borrow(loan, Now);
        return Match();
    }

    /// <inheritdoc />
    public Task TakeBack(LoanEnd end)
    {
        _matching.TakeBack(end, Now);
        return Match();
    }

    /// <summary>Tells the other shards what a decision means for them: loans, their ends, and at once that somebody waits here for whom nobody is free.</summary>
    private void PassOn()
    {
        if (Shard.Count == 1)
            return;
        foreach (var (loan, shard) in _matching.TakeLoans())
            GrainFactory.ShardOf(Kind, shard).Borrow(loan).Ignore();
        foreach (var end in _matching.TakeEnded())
            GrainFactory.ShardOf(Kind, QueueShard.Of(end.Staff, Shard.Count)).TakeBack(end).Ignore();
        var needs = _matching.Needs;
        if ((needs.Anybody > 0 && _toldNeeds.Anybody == 0) || needs.Own > _toldNeeds.Own)
            TellShards();
        else
            _toldNeeds = (Math.Min(needs.Anybody, _toldNeeds.Anybody), Math.Min(needs.Own, _toldNeeds.Own));
    }

    private void TellShards()
    {
        if (Shard.Count == 1)
            return;
        _toldNeeds = _matching.Needs;
        var news = _matching.News(CoverageHere());
        for (var shard = 0; shard < Shard.Count; shard++)
            if (shard != Shard.Number)
                GrainFactory.ShardOf(Kind, shard).Hear(news).Ignore();
    }
}
