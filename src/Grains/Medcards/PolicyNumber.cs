using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>Policy numbers as people read them out, and whose they are.</summary>
internal static class PolicyNumber
{
    private const string NoSuchNumber = "Полис с таким номером не найден: проверьте номер.";
    private const string NotThisInsurers = "У этой страховой компании нет полиса с таким номером.";
    private const string NotForTheCaller = "Звонящему об этом не говорите: пусть назовёт ещё раз.";

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

        PersonRecord? At(InsurerId insurer) => holders.FirstOrDefault(person => IsAt(person, codes, insurer));
    }

    /// <summary>The holder of a number whom a caller may have meant whose name or birth date does not fit, and what the desk reads of it; null where nobody has the number.</summary>
    /// <param name="holders">Everybody who has a policy of this number.</param>
    /// <param name="told">The number, name and birth date that were told.</param>
    /// <param name="sessions">The session's insurer, or null.</param>
    public static (PersonRecord? Holder, Refusal Refusal) Misfit(IReadOnlyList<PersonRecord> holders, Identification told, InsurerId? sessions)
    {
        ArgumentNullException.ThrowIfNull(holders);
        var codes = Folding.Codes(told.PolicyNumber);
        if ((told.InsurerId ?? sessions) is { } insurer && holders.Where(person => IsAt(person, codes, insurer)).ToArray() is { Length: > 0 } own)
            holders = own;
        else if (told.InsurerId is not null && holders.Count > 0)
            return (null, Refusal.PersonUnknownFor(NotThisInsurers));
        var nearest = holders.MinBy(person => (MedcardRules.IsNamed(person, told) ? 0 : 1) + (MedcardRules.IsBorn(person, told) ? 0 : 1));
        return (nearest, Refusal.PersonUnknownFor(nearest is null ? NoSuchNumber : $"Полис с таким номером есть, но {Misfit(nearest, told)}. {NotForTheCaller}"));
    }

    private static string Misfit(PersonRecord holder, Identification told) => (MedcardRules.IsNamed(holder, told), MedcardRules.IsBorn(holder, told)) switch
    {
        (true, _) => "дата рождения в нём другая",
        (_, true) => "ФИО в нём другое",
        _ => "ФИО и дата рождения в нём другие",
    };

    private static bool IsAt(PersonRecord person, IReadOnlyList<string> codes, InsurerId insurer) =>
        person.Policies.Any(policy => policy.Insurer.InsurerId == insurer && codes.Contains(Folding.Code(policy.Number)));
}
