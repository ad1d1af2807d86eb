using System.Text;
using Medzdrav.Contracts;
using Medzdrav.Grains;
using Medzdrav.Silo;

namespace Medzdrav.Tests.Storage;

public abstract class PolicyImportTests(ClassStorage storage)
{
    private readonly PolicyImport import = storage.Get<PolicyImport>();
    private readonly IPeople people = storage.Get<IPeople>();
    private readonly string phone = Family.Phone();
    private readonly string number = Sample.Id();

    [Fact]
    public async Task A_row_becomes_a_person_with_a_policy()
    {
        var report = await RunAsync(Family.Header, $"{number};01.02.2026;05.02.2026;04.02.2027;Ромашкина  Алёна Павловна;2019-05-01;ж;8 {phone[2..5]} {phone[5..]}");

        Assert.Equal((1, 0, 0, 0), (report.Created, report.Updated, report.Unchanged, report.BadCount));
        var person = Assert.Single(await people.OfPhoneAsync(phone));
        Assert.Equal(("Ромашкина Алёна Павловна", new DateOnly(2019, 5, 1), Sex.Female, phone), (person.Name, person.BirthDate, person.Sex, person.Phone));
        Assert.Equal([new PolicyRecord(number, new DateOnly(2026, 2, 1), new DateOnly(2026, 2, 5), new DateOnly(2027, 2, 4))], person.Policies);
        Assert.Equivalent(person, await people.FindAsync(person.Id), strict: true);
    }

    [Fact]
    public async Task English_headings_in_any_order_are_understood()
    {
        var report = await RunAsync("\ufeffFull name;mobile;Policy number;Purchase date;valid_from;Valid to;Birth date;Sex;Comment", $"\"Ромашкин Пётр\";{phone};{number};2026-02-01;2026-02-05;2027-02-04;1990-01-31;M;x");

        Assert.Empty(report.Bad);
        Assert.Equal(Sex.Male, Assert.Single(await people.OfPhoneAsync(phone)).Sex);
    }

    [Fact]
    public async Task Importing_again_changes_nothing()
    {
        var file = Enumerable.Range(0, 1203).Select(index => Family.Line($"{number}-{index}", phone: index % 3 == 0 ? "" : phone, name: $"Ромашкина Анна {index % 400}")).Prepend(Family.Header).ToArray();
        var read = 0;
        var first = await import.RunAsync(Family.File(file), new Told(rows => read = rows));
        var before = await people.OfPhoneAsync(phone);

        var second = await RunAsync(file);

        Assert.Equal((1203, 0, 0), (first.Created, first.Updated, first.Unchanged));
        Assert.Equal((0, 0, 1203), (second.Created, second.Updated, second.Unchanged));
        Assert.Equal(1203, read);
        Assert.Equivalent(before, await people.OfPhoneAsync(phone), strict: true);
    }

    [Fact]
    public async Task A_changed_policy_is_updated()
    {
        await RunAsync(Family.Header, Family.Line(number, phone: phone));

        var report = await RunAsync(Family.Header, Family.Line(number, phone: phone, validTo: "31.12.2028"));

        Assert.Equal((0, 1, 0), (report.Created, report.Updated, report.Unchanged));
        Assert.Equal(new DateOnly(2028, 12, 31), Assert.Single(Assert.Single(await people.OfPhoneAsync(phone)).Policies).ValidTo);
    }

    [Fact]
    public async Task A_second_policy_of_the_same_person_joins_the_first()
    {
        await RunAsync(Family.Header, Family.Line(number, "Семёнова Алёна", phone: phone), Family.Line(number + "b", "СЕМЕНОВА АЛЕНА", phone: phone, validTo: "31.12.2029"));

        var person = Assert.Single(await people.OfPhoneAsync(phone));
        Assert.Equal([number + "b", number], person.Policies.Select(policy => policy.Number));
    }

    [Fact]
    public async Task A_phone_follows_the_policy_and_is_not_forgotten()
    {
        var later = Family.Phone();
        await RunAsync(Family.Header, Family.Line(number, phone: phone));
        await RunAsync(Family.Header, Family.Line(number, phone: later));
        await RunAsync(Family.Header, Family.Line(number));

        Assert.Empty(await people.OfPhoneAsync(phone));
        Assert.Equal(later, Assert.Single(await people.OfPhoneAsync(later)).Phone);
    }

    [Fact]
    public async Task A_policy_of_another_name_leaves_the_first_persons_history_alone()
    {
        await RunAsync(Family.Header, Family.Line(number, "Ромашкина Анна", phone: phone));
        var before = Assert.Single(await people.OfPhoneAsync(phone));

        await RunAsync(Family.Header, Family.Line(number, "Лимонадов Пётр", phone: phone));

        var after = await people.OfPhoneAsync(phone);
        Assert.Empty(after.Single(person => person.Id == before.Id).Policies);
        Assert.Equal("Лимонадов Пётр", after.Single(person => person.Id != before.Id).Name);
    }

    [Fact]
    public async Task A_family_is_listed_eldest_first()
    {
        var family = await Family.ImportAsync(storage, new DateOnly(2020, 1, 1), new DateOnly(1950, 1, 1), new DateOnly(1990, 1, 1));

        Assert.Equal([1950, 1990, 2020], family.Select(person => person.BirthDate.Year));
    }

    [Fact]
    public async Task Bad_rows_are_listed_by_line_and_good_ones_kept()
    {
        var report = await RunAsync(
            Family.Header,
            Family.Line(number, phone: phone),
            "",
            Family.Line("", phone: phone),
            Family.Line(number + "1", phone: "+7 495 123-45-67"),
            Family.Line(number + "2", birthDate: "31.02.1990"),
            Family.Line(number + "3", birthDate: "01.01.2090"),
            Family.Line(number + "4", name: "Анна"),
            Family.Line(number + "5", validTo: "01.01.2020"),
            "\"" + Family.Line(number + "6"),
            $"{number}7;01.02.2026",
            Family.Line(number + "8", "Ромашкина\u0007Анна Павловна"),
            Family.Line(number + "9", "Лимонадов Пётр", phone: phone));

        Assert.Equal((2, 9), (report.Created, report.BadCount));
        Assert.Equal([4, 5, 6, 7, 8, 9, 10, 11, 12], report.Bad.Select(row => row.Line));
        Assert.Equal(["Нет номера полиса", "Телефон не является номером мобильного", "Дата рождения не указана или не читается", "Дата рождения в будущем или раньше 1900 года", "ФИО указано не полностью", "Срок действия кончается раньше, чем начинается"], report.Bad.Take(6).Select(row => row.Reason));
        Assert.All(report.Bad, row => Assert.DoesNotContain("Ромашкин", row.Reason, StringComparison.Ordinal));
        Assert.Equal(2, (await people.OfPhoneAsync(phone)).Count);
    }

    [Fact]
    public async Task At_most_a_thousand_bad_rows_are_listed()
    {
        var report = await RunAsync([Family.Header, .. Enumerable.Repeat(Family.Line(""), 1500)]);

        Assert.Equal((1000, 1500), (report.Bad.Length, report.BadCount));
    }

    [Fact]
    public async Task A_file_without_its_columns_is_refused()
    {
        var report = await RunAsync("Номер полиса;ФИО", $"{number};Ромашкина Анна");

        var row = Assert.Single(report.Bad);
        Assert.Equal((1, "В первой строке нет столбцов: Дата покупки, Действует с, Действует по, Дата рождения, Пол, Мобильный телефон"), (row.Line, row.Reason));
        Assert.Equal(1, Assert.Single((await RunAsync()).Bad).Line);
    }

    [Fact]
    public async Task Another_encoding_is_noticed()
    {
        var report = await import.RunAsync(new MemoryStream([.. Encoding.UTF8.GetBytes(Family.Header + "\r\n" + number + ";01.02.2026;05.02.2026;04.02.2027;"), 0xD0, 0xEE, 0xEC, 0x20, 0xC0, .. ";01.01.1990;M;"u8]));

        Assert.Contains("UTF-8", Assert.Single(report.Bad).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_without_end_is_not_read_into_memory()
    {
        var report = await RunAsync(Family.Header, Family.Line(number, phone: phone), new string('x', 1_000_000), Family.Line(number + "2", phone: phone));

        Assert.Equal((1, 1), (report.Created, report.BadCount));
        Assert.Equal(3, report.Bad[0].Line);
    }

    private Task<ImportReport> RunAsync(params string[] lines) => import.RunAsync(Family.File(lines));

    private sealed class Told(Action<int> tell) : IProgress<int>
    {
        public void Report(int value) => tell(value);
    }
}

public sealed class SqlitePolicyImportTests(SqliteStorage storage) : PolicyImportTests(storage), IClassFixture<SqliteStorage>;

public sealed class PostgresPolicyImportTests(PostgresStorage storage) : PolicyImportTests(storage), IClassFixture<PostgresStorage>;
