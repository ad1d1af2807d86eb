using Medzdrav.Contracts;
using Orleans.Concurrency;

namespace Medzdrav.Grains;

/// <summary>Searches the classification of this silo.</summary>
[StatelessWorker]
internal sealed class DiagnosesGrain(DiagnosisBook diagnoses) : Grain, IDiagnosesGrain
{
    private const int MaxFound = 20;
    private const int MinQuery = 2;
    private const int MaxQuery = 100;

    /// <inheritdoc />
    public async Task<Reply<FoundDiagnoses>> Find(string query) =>
        Folding.Kept(query) is { Length: >= MinQuery and <= MaxQuery } wanted ? (await diagnoses.NowAsync()).Find(wanted, MaxFound) : Refusal.Invalid;
}
