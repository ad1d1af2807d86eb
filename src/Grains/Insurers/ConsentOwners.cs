using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>To whom a consent has to be given for each insurer: to those that its own text names, or the platform's where it has none. A consent to one insurer's text is none to another's (152-FZ, art. 9: the consent names the operator).</summary>
internal sealed class ConsentOwners(IReadOnlySet<InsurerId> withTextsOfTheirOwn)
{
    /// <summary>The insurer whose text counts for an insurer's persons.</summary>
    public InsurerId Of(InsurerId? insurer) => insurer is { } known && withTextsOfTheirOwn.Contains(known) ? known : InsurerId.Default;
}
