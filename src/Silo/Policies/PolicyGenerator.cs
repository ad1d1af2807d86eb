using System.Globalization;
using Medzdrav.Contracts;

namespace Medzdrav.Silo;

/// <summary>Invents insured families and writes them as an insurer would: for trying the import at any size.</summary>
public static class PolicyGenerator
{
    private const string Header = "Номер полиса;Дата покупки;Действует с;Действует по;ФИО;Дата рождения;Пол;Мобильный телефон";

    /// <summary>Writes a file row by row, in constant memory. The same arguments give the same file.</summary>
    /// <param name="csv">Where to.</param>
    /// <param name="policies">How many rows, with one policy and person each.</param>
    /// <param name="seed">Other seeds give other families, with other policy numbers and phones.</param>
    /// <param name="separator">Between fields: <c>;</c>, <c>,</c> or a tab.</param>
    /// <param name="today">Most policies are valid on this day, a tenth has ended.</param>
    public static void Write(TextWriter csv, int policies, int seed, char separator, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(csv);
        ArgumentOutOfRangeException.ThrowIfNegative(policies);
        csv.WriteLine(Header.Replace(';', separator));
        var chance = new Random(seed);
        var written = 0;
        for (var family = 0; written < policies; family++)
        {
            var phone = InventedFamily.PhoneOf(family, seed, chance);
            foreach (var person in InventedFamily.Make(chance, today).Take(policies - written))
                csv.WriteLine(Row(person, ++written, phone, seed, today, chance).Replace(';', separator));
        }
    }

    private static string Row(InventedPerson person, int number, string phone, int seed, DateOnly today, Random chance)
    {
        var isLapsed = chance.Next(10) == 0;
        var bought = today.AddDays(-chance.Next(20, 300) - (isLapsed ? 400 : 0));
        if (bought < person.BirthDate)
            bought = person.BirthDate;
        var from = bought.AddDays(chance.Next(1, 15));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"ДМС-{(uint)seed % 1000:000}-{number:00000000};{bought:dd.MM.yyyy};{from:dd.MM.yyyy};{from.AddYears(1).AddDays(-1):dd.MM.yyyy};{person.Name};{person.BirthDate:dd.MM.yyyy};{(person.Sex == Sex.Male ? 'М' : 'Ж')};{phone}");
    }
}
