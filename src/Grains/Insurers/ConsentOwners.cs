using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>To whom a consent has to be given for each insurer, and in which version: to those that its own text names, or the platform's where it has none. A consent to one insurer's text is none to another's (152-FZ, art. 9: the consent names the operator).</summary>
/// <param name="ownVersions">The versions that insurers with texts of their own send now.</param>
/// <param name="platforms">The version of the platform's own text.</param>
internal sealed class ConsentOwners(IReadOnlyDictionary<InsurerId, string> ownVersions, string platforms)
{
    /// <summary>The insurer whose text counts for an insurer's persons.</summary>
    public InsurerId Of(InsurerId? insurer) => insurer is { } known && ownVersions.ContainsKey(known) ? known : InsurerId.Default;

    /// <summary>The consent of a person that counts with an insurer now; null without one, and where the text was changed since: then it is asked for again (S2.3).</summary>
    public string? CurrentOf(PersonRecord person, InsurerId? insurer) =>
        person.ConsentTo(Of(insurer)) is { } given && given == ownVersions.GetValueOrDefault(insurer ?? InsurerId.Default, platforms) ? given : null;
}
