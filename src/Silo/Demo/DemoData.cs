using System.Globalization;
using System.Text;
using Medzdrav.Contracts;
using Medzdrav.Grains;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Medzdrav.Silo;

/// <summary>A clearly fictional clinic to try things with: about 200 insured persons in families of all ages, and staff.</summary>
public sealed class DemoData
{
    private const string Password = "demo";
    private const int ShownFamilies = 7;
    private readonly PolicyImport import;
    private readonly IPeople people;
    private readonly IStaffRecords staff;
    private readonly TimeProvider clock;
    private readonly Emptiness emptiness;
    private readonly LimitOptions limits;

    internal DemoData(PolicyImport import, IPeople people, IStaffRecords staff, Emptiness emptiness, IOptions<LimitOptions> limits, TimeProvider clock) =>
        (this.import, this.people, this.staff, this.emptiness, this.limits, this.clock) = (import, people, staff, emptiness, limits.Value, clock);

    private DateOnly Today => limits.DateOf(clock.GetUtcNow());

    /// <summary>Writes the insured persons as the insurer would send them (S2.1): the same every time, but for dates, which follow <paramref name="today"/>.</summary>
    public static void WritePolicies(TextWriter csv, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(csv);
        csv.WriteLine("Номер полиса;Дата покупки;Действует с;Действует по;ФИО;Дата рождения;Пол;Мобильный телефон");
        var number = 0;
        foreach (var family in DemoFamilies.All(today))
            foreach (var person in family.Members)
                csv.WriteLine(Row(family, person, ++number, today));
    }

    /// <summary>Fills an empty database through the same import as real files; leaves any other as it is.</summary>
    /// <returns>Whom one can be; null when the database holds something else than this demo.</returns>
    public async Task<DemoGuide?> SeedAsync(CancellationToken cancellation = default)
    {
        if (await emptiness.IsEmptyAsync())
            await InsureAsync(cancellation);
        else if (await staff.FindByLoginAsync(DemoStaff.All[0].Login) is not { IsDemo: true })
            return null;
        await HireAsync();
        return new DemoGuide([.. DemoStaff.All.Select(member => new DemoLogin(member.Title, member.Login, Password))], await PhonesAsync());
    }

    private async Task InsureAsync(CancellationToken cancellation)
    {
        using var csv = new StringWriter(CultureInfo.InvariantCulture);
        WritePolicies(csv, Today);
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(csv.ToString()));
        var report = await import.RunAsync(file, cancellation: cancellation);
        if (report.BadCount > 0)
            throw new InvalidOperationException($"The demo set has a bad row: line {report.Bad[0].Line}, {report.Bad[0].Reason}.");
    }

    /// <summary>Those who are there already stay as they are.</summary>
    private async Task HireAsync()
    {
        var hash = new PasswordHasher<StaffRecord>().HashPassword(null!, Password);
        foreach (var member in DemoStaff.All)
            await staff.AddAsync(new StaffRecord(new StaffId(Guid.CreateVersion7().ToString("N")), member.Login, hash, member.Name, member.Posts) { Specialties = member.Specialties, IsDemo = true });
    }

    private async Task<IReadOnlyList<DemoPhone>> PhonesAsync()
    {
        var phones = new List<DemoPhone>();
        foreach (var phone in Enumerable.Range(1, ShownFamilies).Select(DemoFamilies.PhoneOf).OfType<string>())
            if (await people.OfPhoneAsync(PhoneNumber.Normalize(phone)!) is { Count: > 0 } family)
                phones.Add(new DemoPhone(phone, string.Join(", ", family.Select(person => $"{person.Name} ({AgeRule.Text(person.BirthDate, Today)})"))));
        return phones;
    }

    private static string Row(DemoFamily family, DemoPerson person, int number, DateOnly today)
    {
        var bought = today.AddDays(family.Lapsed ? -500 : -20 - (family.Number * 5 % 300));
        if (bought <= person.BirthDate)
            bought = person.BirthDate.AddDays(10);
        var from = bought.AddDays(5);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"ДМС-{9_000_000 + number};{bought:dd.MM.yyyy};{from:dd.MM.yyyy};{from.AddYears(1).AddDays(-1):dd.MM.yyyy};{person.Name};{person.BirthDate:dd.MM.yyyy};{(person.Sex == Sex.Male ? "М" : "Ж")};{family.Phone}");
    }
}
