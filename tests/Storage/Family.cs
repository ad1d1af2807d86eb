using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Medzdrav.Contracts;
using Medzdrav.Grains;
using Medzdrav.Silo;

namespace Medzdrav.Tests.Storage;

/// <summary>Insured persons to try things with, by the real import.</summary>
internal static class Family
{
    public const string Header = "Номер полиса;Дата покупки;Действует с;Действует по;ФИО;Дата рождения;Пол;Мобильный телефон";

    /// <summary>A mobile number that no other test has.</summary>
    public static string Phone() => string.Create(CultureInfo.InvariantCulture, $"+7900{RandomNumberGenerator.GetInt32(10_000_000):0000000}");

    public static Stream File(params string[] lines) => new MemoryStream(Encoding.UTF8.GetBytes(string.Join("\r\n", lines)));

    /// <summary>A small spoilt file, by its name without <c>.csv</c>.</summary>
    public static Stream Case(string name) => System.IO.File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Data", "Cases", name + ".csv"));

    public static string Line(string number, string name = "Ромашкина Анна Павловна", string birthDate = "01.05.1990", string phone = "", string validTo = "31.12.2027") =>
        $"{number};01.02.2026;05.02.2026;{validTo};{name};{birthDate};Ж;{phone}";

    public static async Task<IReadOnlyList<PersonRecord>> ImportAsync(ClassStorage storage, params DateOnly[] birthDates)
    {
        var phone = Phone();
        var lines = birthDates.Select((birthDate, index) => Line(Sample.Id(), $"Ромашкина Анна {index}", birthDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), phone));
        var report = await storage.Get<PolicyImport>().RunAsync(InsurerId.Default, File([Header, .. lines]));
        Assert.Equal(birthDates.Length, report.Created);
        return await storage.Get<IPeople>().OfPhoneAsync(phone);
    }
}
