using Medzdrav.Contracts;
using Orleans.Concurrency;

namespace Medzdrav.Grains;

/// <summary>Enters single policies by the same rules as files of them.</summary>
[StatelessWorker, Reentrant]
internal sealed class PolicyEntryGrain(IPolicyFiles files) : Grain, IPolicyEntryGrain
{
    /// <inheritdoc />
    public async Task<Reply<PolicyEntered>> Enter(InsurerId insurer, PolicySent policy)
    {
        var report = await files.EnterAsync(insurer, policy);
        if (report.Bad is [{ } bad, ..])
            return Refusal.InvalidFor(bad.Reason);
        var outcome = report.Created > 0 ? PolicyOutcome.Created : report.Updated > 0 ? PolicyOutcome.Updated : PolicyOutcome.Unchanged;
        return new PolicyEntered(outcome, report.Noted is [_, ..] ? string.Join(". ", report.Noted.Select(noted => noted.Reason)) : null);
    }
}
