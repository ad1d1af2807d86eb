using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>Policy numbers as people read them out, and whose they are.</summary>
internal static class PolicyNumber
{
    /// <summary>The person meant by a number that two insurers may have: at the insurer that was named; else at the session's; else the only one.</summary>
    /// <param name="holders">Holders whose name and birth date fit, too.</param>
    /// <param name="number">As it was read out.</param>
    /// <param name="named">The insurer that was named, or null.</param>
    /// <param name="sessions">The session's insurer, or null.</param>
    /// <returns>The person, or refused: personUnknown, insurerRequired.</returns>
    public static Reply<PersonRecord> Choose(IReadOnlyList<PersonRecord> holders, string number, InsurerId? named, InsurerId? sessions)
    {
        ArgumentNullException.ThrowIfNull(holders);
        var codes = Folding.Codes(number);
        if (named is { } insurer)
            return At(insurer) is { } meant ? meant : Refusal.PersonUnknown;
        return (sessions is { } own ? At(own) : null) is { } first ? first
            : holders switch
            {
                [] => Refusal.PersonUnknown,
                [var only] => only,
                _ => Refusal.InsurerRequired,
            };

        PersonRecord? At(InsurerId insurer) => holders.FirstOrDefault(person => person.Policies.Any(policy => policy.Insurer.InsurerId == insurer && codes.Contains(Folding.Code(policy.Number))));
    }
}
