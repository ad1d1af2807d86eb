using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>The faults of a name and a birth date that nobody can have, in Russian and without the data: the same in files of policies, in the HTTP API and at the consultant's desk.</summary>
internal static class PersonFaults
{
    private static readonly DateOnly Oldest = new(1900, 1, 1);

    /// <summary>The fault of a birth date; null for a possible one. A newborn is a person like any other.</summary>
    /// <param name="birthDate">The date.</param>
    /// <param name="latest">Nobody was born later.</param>
    public static string? OfBirthDate(DateOnly birthDate, DateOnly latest) =>
        birthDate > latest ? "в будущем" : birthDate < Oldest ? $"раньше {Oldest.Year} года" : null;

    /// <summary>The fault of a full name; null for one with a surname and a first name.</summary>
    /// <param name="name">The name as it was typed.</param>
    public static string? OfName(string name) => Folding.Words(name).Split(' ') switch
    {
        [_] => "не полностью, нужны фамилия и имя",
        [_, [_] or [_, '.'], ..] => "вместо имени одна буква, нужны фамилия и имя",
        _ => null,
    };
}
