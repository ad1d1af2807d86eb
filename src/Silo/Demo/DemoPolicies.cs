using System.Globalization;
using System.Text;
using Medzdrav.Contracts;

namespace Medzdrav.Silo;

/// <summary>The demo's insurers and their insured persons, who come through the same import as real files.</summary>
internal sealed class DemoPolicies(InsurerRegister insurers, PolicyImport import)
{
    private const int FirstNumber = 9_000_000;
    private const int FirstSecondNumber = 9_100_000;

    /// <summary>Writes the insured persons as an insurer would send them (S2.1): the same every time, but for dates, which follow <paramref name="today"/>.</summary>
    /// <param name="csv">Where to.</param>
    /// <param name="today">The day that ages and validity follow.</param>
    /// <param name="insurer">The insurer of the policies; everybody's, one policy each, when null.</param>
    public static void Write(TextWriter csv, DateOnly today, InsurerId? insurer = null)
    {
        csv.WriteLine("Номер полиса;Дата покупки;Действует с;Действует по;ФИО;Дата рождения;Пол;Мобильный телефон");
        var number = 0;
        foreach (var family in DemoFamilies.All(today))
            foreach (var person in family.Members)
            {
                number++;
                var whose = DemoInsurers.Of(family);
                if (insurer is null || insurer == whose[0])
                    csv.WriteLine(Row(family, person, FirstNumber + number, today));
                else if (whose.Contains(insurer.Value))
                    csv.WriteLine(Row(family, person, FirstSecondNumber + number, today));
            }
    }

    public async Task FillAsync(DateOnly today, CancellationToken cancellation)
    {
        foreach (var insurer in DemoInsurers.All)
        {
            Require(await insurers.AddAsync(insurer));
            Require((await insurers.AddConsentTextAsync(insurer.Id, DemoInsurers.ConsentOf(insurer))).Fault);
        }
        foreach (var insurer in DemoInsurers.All.Select(insurer => insurer.Id).Prepend(InsurerId.Default))
            await ImportAsync(insurer, today, cancellation);
    }

    /// <summary>Under which names in the address bar the platform stands.</summary>
    public async Task<IReadOnlyList<DemoHost>> HostsAsync() =>
        [.. (await insurers.ListAsync()).SelectMany(insurer => insurer.Hosts, (insurer, host) => new DemoHost(host, insurer.Name))];

    private async Task ImportAsync(InsurerId insurer, DateOnly today, CancellationToken cancellation)
    {
        using var csv = new StringWriter(CultureInfo.InvariantCulture);
        Write(csv, today, insurer);
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(csv.ToString()));
        var report = await import.RunAsync(insurer, file, cancellation: cancellation);
        Require(report.Bad.Concat(report.Noted).Select(row => $"line {row.Line}, {row.Reason}").FirstOrDefault());
    }

    private static void Require(string? fault)
    {
        if (fault is not null)
            throw new InvalidOperationException($"The demo set of {nameof(DemoInsurers)} and {nameof(DemoFamilies)} is refused: {fault}");
    }

    private static string Row(DemoFamily family, DemoPerson person, int number, DateOnly today)
    {
        var bought = today.AddDays(family.Lapsed ? -500 : -20 - (family.Number * 5 % 300));
        if (bought <= person.BirthDate)
            bought = person.BirthDate.AddDays(10);
        var from = bought.AddDays(5);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"ДМС-{number};{bought:dd.MM.yyyy};{from:dd.MM.yyyy};{from.AddYears(1).AddDays(-1):dd.MM.yyyy};{person.Name};{person.BirthDate:dd.MM.yyyy};{(person.Sex == Sex.Male ? "М" : "Ж")};{family.Phone}");
    }
}
