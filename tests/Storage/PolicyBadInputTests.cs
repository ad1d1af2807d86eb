using System.Security.Cryptography;
using Medzdrav.Contracts;
using Medzdrav.Grains;
using Medzdrav.Silo;

namespace Medzdrav.Tests.Storage;

/// <summary>Mistakes of insurers are told in the same words, whether in a file or one by one.</summary>
public abstract class PolicyBadInputTests(ClassStorage storage)
{
    private readonly PolicyImport import = storage.Get<PolicyImport>();
    private readonly string number = Sample.Id();

    [Theory]
    [InlineData("Ромашкина Анна", "01.05.2090", "", "31.12.2027", "«Дата рождения»: в будущем")]
    [InlineData("Ромашкина Анна", "01.05.1826", "", "31.12.2027", "«Дата рождения»: раньше 1900 года")]
    [InlineData("Я", "01.05.1990", "", "31.12.2027", "«ФИО»: не полностью, нужны фамилия и имя")]
    [InlineData("Ромашкина А", "01.05.1990", "", "31.12.2027", "«ФИО»: вместо имени одна буква, нужны фамилия и имя")]
    [InlineData("Ромашкина Анна", "01.05.1990", "", "04.02.2026", "«Действует по»: раньше, чем «Действует с»")]
    [InlineData("Ромашкина Анна", "01.05.1990", "123", "31.12.2027", "«Мобильный телефон»: не номер мобильного, нужен номер вида +7 912 345-67-89")]
    public async Task A_policy_that_can_not_be_is_refused_in_words(string name, string born, string phone, string validTo, string reason)
    {
        var row = await import.RunAsync(InsurerId.Default, Family.File(Family.Header, Family.Line(number, name, born, phone, validTo)));
        var sent = await import.EnterAsync(InsurerId.Default, new PolicySent(number, "01.02.2026", "05.02.2026", validTo, name, born, "female", phone), TestContext.Current.CancellationToken);

        Assert.Equal(reason, Assert.Single(row.Bad).Reason);
        Assert.Equal(reason, Assert.Single(sent.Bad).Reason);
    }

    [Theory]
    [InlineData("+375 29 123-45-67")]
    [InlineData("+7 701 234-56-78")]
    [InlineData("+49 151 23456789")]
    public async Task A_number_of_another_country_is_nobodys_login_and_the_policy_is_entered(string phone)
    {
        // Somebody of the same name and birth date would be another remark.
        var name = "Ж" + RandomNumberGenerator.GetString("бвгдклмнпрст", 9) + " Анна";
        var report = await import.RunAsync(InsurerId.Default, Family.File(Family.Header, Family.Line(number, name, phone: phone)));

        Assert.Equal((1, 0), (report.Created, report.BadCount));
        Assert.Contains("другой страны", Assert.Single(report.Noted).Reason, StringComparison.Ordinal);
        Assert.Null(Assert.Single(await storage.Get<IPeople>().FindByPolicyAsync(number)).Phone);
    }

    [Fact]
    public async Task A_newborn_is_a_person_like_any_other()
    {
        var born = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(-3);

        var report = await import.RunAsync(InsurerId.Default, Family.File(Family.Header, Family.Line(number, birthDate: $"{born:dd.MM.yyyy}")));

        Assert.Equal((1, 0), (report.Created, report.BadCount));
    }
}

public sealed class SqlitePolicyBadInputTests(SqliteStorage storage) : PolicyBadInputTests(storage), IClassFixture<SqliteStorage>;

public sealed class PostgresPolicyBadInputTests(PostgresStorage storage) : PolicyBadInputTests(storage), IClassFixture<PostgresStorage>;
