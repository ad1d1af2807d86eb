using Medzdrav.Contracts;
using Orleans.Concurrency;

namespace Medzdrav.Grains;

/// <summary>Hands out the consent texts.</summary>
[StatelessWorker]
public sealed class ConsentTextGrain(ConsentTexts texts) : Grain, IConsentTextGrain
{
    /// <inheritdoc />
    public Task<Reply<ConsentText>> Read() =>
        Task.FromResult<Reply<ConsentText>>(texts.Find(this.GetPrimaryKeyString()) is { } text ? text : Refusal.NotFound);
}
