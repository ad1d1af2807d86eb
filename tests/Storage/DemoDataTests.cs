using System.Globalization;
using Medzdrav.Contracts;
using Medzdrav.Grains;
using Medzdrav.Silo;
using Medzdrav.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Medzdrav.Tests.Storage;

public abstract class DemoDataTests(ClassStorage storage)
{
    [Fact]
    public async Task The_demo_is_made_once_and_told_each_time()
    {
        var demo = storage.Get<DemoData>();
        var guide = (await demo.SeedAsync())!;
        var again = (await demo.SeedAsync())!;

        Assert.Equal(guide.Staff, again.Staff);
        Assert.Equal(guide.Phones, again.Phones);
        Assert.Equal(6, guide.Staff.Count(member => member.Role == "Медконсультант"));
        Assert.Equal(4, guide.Staff.Count(member => member.Role == "Дежурный терапевт"));
        Assert.Equal(2, guide.Staff.Count(member => member.Role == "Дежурный педиатр"));
        var doctor = await storage.Get<IStaffRecords>().FindByLoginAsync("paediatrician2");
        Assert.Equal(Post.Paediatrician, Assert.Single(doctor!.Posts));
        Assert.True(doctor.IsDemo);
        Assert.Contains(guide.Staff, member => member.Role == "Дежурный терапевт, составитель графиков");
        Assert.All(Posts.All, terms => Assert.Contains(guide.Staff, member => member.Role.Contains(terms.Title, StringComparison.OrdinalIgnoreCase)));
        Assert.NotEqual(PasswordVerificationResult.Failed, new PasswordHasher<StaffRecord>().VerifyHashedPassword(doctor, doctor.PasswordHash, "demo"));
        Assert.All(guide.Phones, phone => Assert.NotNull(PhoneNumber.Normalize(phone.Phone)));
        var family = await storage.Get<IPeople>().OfPhoneAsync(PhoneNumber.Normalize(guide.Phones[1].Phone)!);
        Assert.Equal(2, family.Count);
        Assert.Contains("8 месяцев", guide.Phones[1].Who, StringComparison.Ordinal);
        Assert.Equal(guide.Hosts, again.Hosts);
        Assert.Equal(["romashka.localhost", "vasilek.localhost"], guide.Hosts.Select(host => host.Host));
        Assert.Equal(["Медздрав", "Ромашка Страхование", "Василёк Полис", "Медздрав"], guide.Phones.Take(4).Select(phone => phone.Insurers));
        Assert.Equal("Василёк Полис, Ромашка Страхование", guide.Phones[6].Insurers);
        Assert.All((await storage.Get<InsurerRegister>().ListAsync()).Where(insurer => insurer.Id != InsurerId.Default), insurer => Assert.Equal($"{insurer.Id}-1", insurer.ConsentVersion));
    }
}

public sealed class DemoDayTests
{
    [Fact]
    public async Task The_demos_days_are_those_of_the_configured_zone()
    {
        var evening = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 20, 30, 0, TimeSpan.Zero));
        await using var storage = await StorageFixture.CreateAsync(
            DatabaseKind.Sqlite, configure: services => services.AddSingleton<TimeProvider>(evening).Configure<LimitOptions>(limits => limits.TimeZone = "Asia/Vladivostok"));

        var guide = (await storage.Services.GetRequiredService<DemoData>().SeedAsync())!;

        var family = await storage.Services.GetRequiredService<IPeople>().OfPhoneAsync(PhoneNumber.Normalize(guide.Phones[1].Phone)!);
        Assert.Equal(new DateOnly(2026, 3, 24), family.Max(person => person.BirthDate));
    }
}

public sealed class SqliteDemoDataTests(SqliteStorage storage) : DemoDataTests(storage), IClassFixture<SqliteStorage>;

public sealed class PostgresDemoDataTests(PostgresStorage storage) : DemoDataTests(storage), IClassFixture<PostgresStorage>;

public sealed class PostgresDemoTurnTests
{
    [Fact]
    public async Task Silos_that_start_together_on_an_empty_database_make_one_demo()
    {
        await using var storage = await StorageFixture.CreateAsync(DatabaseKind.Postgres);
        var demo = storage.Services.GetRequiredService<DemoData>();

        var guides = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => demo.SeedAsync()));

        Assert.All(guides, guide => Assert.Equal(guides[0]!.Staff, guide!.Staff));
    }
}

public sealed class DemoFileTests
{
    private static readonly DateOnly Today = new(2026, 11, 23);

    [Fact]
    public void The_demo_file_is_the_same_every_time()
    {
        Assert.Equal(Lines(), Lines());
        Assert.InRange(Lines().Length, 190, 215);
    }

    [Fact]
    public void The_demo_has_all_ages_lapsed_policies_and_missing_phones()
    {
        var rows = Lines().Skip(1).Select(line => line.Split(';')).ToArray();
        var ages = rows.Select(row => Today.DayNumber - Date(row[5]).DayNumber).Select(days => days / 365.25).ToArray();

        Assert.Contains(ages, age => age < 1);
        Assert.Contains(ages, age => age is > 1 and < 2);
        Assert.Contains(ages, age => age is > 17 and < 18);
        Assert.Contains(ages, age => age > 70);
        Assert.InRange(rows.Count(row => Date(row[3]) < Today), 5, 40);
        Assert.InRange(rows.Count(row => row[7].Length == 0), 5, 40);
        Assert.Equal(rows.Length, rows.Select(row => row[4] + row[5]).Distinct().Count());
    }

    private static DateOnly Date(string text) => DateOnly.ParseExact(text, "dd.MM.yyyy", CultureInfo.InvariantCulture);

    private static string[] Lines()
    {
        using var csv = new StringWriter();
        DemoPolicies.Write(csv, Today);
        return csv.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
    }
}
