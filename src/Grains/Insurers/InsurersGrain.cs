using Medzdrav.Contracts;
using Orleans.Concurrency;

namespace Medzdrav.Grains;

/// <summary>Tells the edge what the records say of insurers.</summary>
[StatelessWorker]
internal sealed class InsurersGrain(InsurerBook insurers, IInsurerRecords records) : Grain, IInsurersGrain
{
    /// <inheritdoc />
    public async Task<Brand[]> Brands() => [.. (await insurers.AllAsync()).Select(insurer => new Brand(
        insurer.Id,
        insurer.Name,
        insurer.Logo,
        insurer.Hotline,
        insurer.HotlineDialled,
        insurer.Address,
        Accents.OfLight(Colour.Parse(insurer.AccentLight)!.Value),
        Accents.OfDark(Colour.Parse(insurer.AccentDark)!.Value),
        ConsentTexts.CurrentVersionOf(insurer),
        [.. insurer.Hosts]))];

    /// <inheritdoc />
    public async Task<Reply<NamedInsurer>> OfKey(string key) => await records.OfKeyAsync(ApiKey.HashOf(key)) is { } insurer
        ? (await insurers.OfAsync(insurer)).Named
        : Refusal.SignInRequired;
}
