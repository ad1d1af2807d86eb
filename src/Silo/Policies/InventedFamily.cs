using System.Globalization;
using Medzdrav.Contracts;

namespace Medzdrav.Silo;

/// <summary>An invented insured person.</summary>
internal readonly record struct InventedPerson(string Name, DateOnly BirthDate, Sex Sex);

/// <summary>Families as there are: one grown-up or a couple, up to three children, sometimes a grandmother.</summary>
internal static class InventedFamily
{
    private const int NumbersOfCode = 10_000_000;

    // Coprime to it: neighbouring families get numbers far apart, no two the same.
    private const int Stride = 7_368_787;

    private static readonly int[] Codes = [900, 902, 903, 904, 905, 906, 908, 909, 910, 911, 912, 913, 914, 915, 916, 917, 918, 919, 920, 921, 922, 923, 924, 925, 926, 927, 928, 929, 950, 951, 952, 953, 960, 961, 962, 963, 964, 965, 980, 981, 982, 983, 985, 987, 988, 989];

    /// <summary>The family's phone in one of the usual forms; every eleventh insurer's agent did not ask for it.</summary>
    public static string PhoneOf(int family, int seed, Random chance)
    {
        var block = (uint)seed * 17 + (uint)(family / NumbersOfCode);
        var code = Codes[block % Codes.Length];
        var digits = ((((long)family % NumbersOfCode) * Stride + (seed & 0xFFFFFF) * 911L) % NumbersOfCode).ToString("0000000", CultureInfo.InvariantCulture);
        var (a, b, c) = (digits[..3], digits[3..5], digits[5..]);
        return chance.Next(11) switch
        {
            0 => "",
            1 or 2 => $"8 {code} {a}-{b}-{c}",
            3 or 4 => $"8({code}){digits}",
            5 or 6 => $"7{code}{digits}",
            7 or 8 => $"+7{code}{digits}",
            _ => $"+7 ({code}) {a}-{b}-{c}",
        };
    }

    public static IEnumerable<InventedPerson> Make(Random chance, DateOnly today)
    {
        var (his, hers) = InventedNames.Surname(chance);
        var father = InventedNames.Men[chance.Next(InventedNames.Men.Length)];
        var years = chance.Next(19, 80);
        var shape = chance.Next(10);
        if (shape != 9)
            yield return Man(his, father.Name, InventedNames.Father(chance).His, years, chance, today);
        if (shape > 2)
            yield return Woman(hers, InventedNames.Father(chance).Hers, Math.Max(19, years - chance.Next(6)), chance, today);
        for (var child = 0; child < (years is > 22 and < 55 ? chance.Next(4) : 0); child++)
        {
            var age = chance.Next(0, Math.Min(18, years - 19));
            yield return chance.Next(2) == 0
                ? Man(his, InventedNames.Father(chance).Name, father.His, age, chance, today)
                : Woman(hers, father.Hers, age, chance, today);
        }
        if (years < 50 && shape == 5)
            yield return Woman(hers, InventedNames.Father(chance).Hers, years + chance.Next(20, 35), chance, today);
    }

    private static InventedPerson Man(string surname, string name, string patronymic, int years, Random chance, DateOnly today) =>
        new($"{surname} {name} {patronymic}", Born(years, chance, today), Sex.Male);

    private static InventedPerson Woman(string surname, string patronymic, int years, Random chance, DateOnly today) =>
        new($"{surname} {InventedNames.Women[chance.Next(InventedNames.Women.Length)]} {patronymic}", Born(years, chance, today), Sex.Female);

    private static DateOnly Born(int years, Random chance, DateOnly today) => today.AddYears(-years).AddDays(-chance.Next(1, 365));
}
