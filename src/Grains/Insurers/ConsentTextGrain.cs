using Medzdrav.Contracts;
using Orleans.Concurrency;

namespace Medzdrav.Grains;

/// <summary>Hands out the consent texts.</summary>
[StatelessWorker]
internal sealed class ConsentTextGrain(ConsentTexts texts) : Grain, IConsentTextGrain
{
    /// <inheritdoc />
    public async Task<Reply<ConsentText>> Read() => await texts.FindAsync(this.GetPrimaryKeyString()) is { } text ? text : Refusal.NotFound;
}
