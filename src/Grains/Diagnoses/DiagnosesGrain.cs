using Medzdrav.Contracts;
using Orleans.Concurrency;

namespace Medzdrav.Grains;

/// <summary>Searches the classification of this silo.</summary>
[StatelessWorker]
internal sealed class DiagnosesGrain(DiagnosisIndex diagnoses) : Grain, IDiagnosesGrain
{
    private const int MaxFound = 20;
    private const int MinQuery = 2;
    private const int MaxQuery = 100;

    /// <inheritdoc />
    public Task<Reply<FoundDiagnoses>> Find(string query) => Task.FromResult<Reply<FoundDiagnoses>>(
        Folding.Kept(query) is { Length: >= MinQuery and <= MaxQuery } wanted ? diagnoses.Find(wanted, MaxFound) : Refusal.Invalid);
}
