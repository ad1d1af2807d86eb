using System.Security.Cryptography;
using Medzdrav.Contracts;
using Medzdrav.Grains;
using Medzdrav.Silo;

namespace Medzdrav.Tests.Storage;

/// <summary>Persons found by what a consultant types.</summary>
public abstract class PersonSearchTests(ClassStorage storage)
{
    private static readonly DateOnly Today = new(2026, 11, 29);

    private readonly IPeople people = storage.Get<IPeople>();
    private readonly string phone = Family.Phone();
    private readonly string surname = "Жё" + RandomNumberGenerator.GetString("бвгдклмнпрст", 9).ToLowerInvariant();

    [Theory]
    [InlineData("{0} Алёна Павловна", "Алёна")]
    [InlineData("алена павловна {0}", "Алёна")]
    [InlineData("АЛЕНА {0}", "Алёна")]
    [InlineData("{0} ал", "Алёна Алина")]
    [InlineData("{0} А П", "Алёна Алина")]
    [InlineData("{0} Алнеа", "Алёна")]
    [InlineData("{0} Алёно Павлвна", "Алёна")]
    [InlineData("{0} 02.05.1990", "Алина")]
    [InlineData("2.5.90 павловна алина", "Алина")]
    [InlineData("1 мая 1990 {0}", "Алёна")]
    [InlineData("{0} Алёна 07.07.1977", "Алёна")]
    [InlineData("{0} Яна", "")]
    public async Task A_name_and_a_birth_date_are_found_in_any_order_and_with_typing_errors(string typed, string found)
    {
        await ImportAsync(Line("Алёна Павловна", "01.05.1990"), Line("Алина Павловна", "02.05.1990"));

        var names = (await FindAsync(string.Format(null, typed, surname))).Where(person => person.Name.StartsWith(surname, StringComparison.Ordinal)).Select(person => person.Name.Split(' ')[1]);

        Assert.Equal(found, string.Join(' ', found.Contains(' ', StringComparison.Ordinal) ? names : names.Take(1)));
    }

    [Fact]
    public async Task A_mistyped_surname_finds_the_person_and_whoever_has_it_so_comes_alone()
    {
        var near = surname[..^1] + "ж";
        await ImportAsync(Line("Анна Павловна", "01.05.1990"), Family.Line(Sample.Id(), $"{near} Анна Павловна"), Family.Line(Sample.Id(), $"{near} Анна"));

        Assert.Equal([surname + " Анна Павловна"], (await FindAsync($"{surname} Анна")).Select(person => person.Name));
        Assert.Equal([near + " Анна", near + " Анна Павловна"], (await FindAsync($"анна {near}")).Select(person => person.Name));
        Assert.Equal(3, (await FindAsync(surname.Replace("Жё", "Жо", StringComparison.Ordinal))).Count);
    }

    [Fact]
    public async Task The_last_digits_of_a_phone_find_its_people_and_a_name_narrows_them()
    {
        await ImportAsync(Line("Анна", "01.05.1990", phone), Line("Борис", "02.05.2015", phone));

        Assert.Equal(2, (await FindAsync(phone[^7..])).Count(person => person.Phone == phone));
        Assert.Equal(2, (await FindAsync($"{phone[^7..^4]}-{phone[^4..^2]}-{phone[^2..]}")).Count(person => person.Phone == phone));
        Assert.Equal($"{surname} Борис", Assert.Single(await FindAsync($"{surname} Борис {phone[^4..]}")).Name);
        Assert.Contains(await FindAsync(phone[^4..]), person => person.Phone == phone);
    }

    [Fact]
    public async Task A_number_that_is_no_phones_is_a_policys_and_a_birth_date_narrows_it()
    {
        var number = RandomNumberGenerator.GetString("123456789", 11);
        await ImportAsync(Family.Line(number, $"{surname} Анна"));

        Assert.Single(await FindAsync(number));
        Assert.Single(await FindAsync($"{number} 01.05.1990"));
        Assert.Empty(await FindAsync($"{number} 02.05.1990"));
    }

    [Theory]
    [InlineData("МС-{0}", "{0}")]
    [InlineData("МС-{0}", "{1} {2}")]
    [InlineData("MED 77-{0}", "77{0}")]
    [InlineData("дмс-{1}-{2}/Б", "{0}")]
    public async Task A_policy_number_is_found_without_its_letters_and_hyphens(string number, string typed)
    {
        var digits = RandomNumberGenerator.GetString("123456789", 9);
        string Written(string form) => string.Format(null, form, digits, digits[..4], digits[4..]);
        await ImportAsync(Family.Line(Written(number), $"{surname} Анна"), Line("Борис", "01.05.1990", "+7921" + digits[2..]));

        var found = await FindAsync(Written(typed));

        Assert.Equal($"{surname} Анна", found[0].Name);
        Assert.Equal([$"{surname} Анна"], (await FindAsync($"{Written(typed)} {surname}")).Select(person => person.Name).Take(1));
        Assert.Empty(await FindAsync($"{Written(typed)} 02.05.1991"));
    }

    [Theory]
    [InlineData("{0} 1988", "Анна")]
    [InlineData("1988 г. р. {0}", "Анна")]
    [InlineData("борис {0} 1990", "Борис")]
    [InlineData("{1} 1988", "Анна")]
    [InlineData("{0} 1977", "Анна Борис Вера")]
    public async Task A_name_and_a_year_of_birth_find_whoever_was_born_then(string typed, string found)
    {
        await ImportAsync(Line("Анна", "31.12.1988"), Line("Борис", "01.01.1990"), Line("Вера", "01.01.1989"));

        var names = (await FindAsync(string.Format(null, typed, surname, surname[..^1] + "ж"))).Where(person => person.Name.StartsWith(surname, StringComparison.Ordinal));

        Assert.Equal(found, string.Join(' ', names.Select(person => person.Name.Split(' ')[1])));
    }

    [Fact]
    public async Task A_year_beside_a_name_may_be_the_end_of_a_phone_too()
    {
        await ImportAsync(Line("Анна", "31.12.1988"), Line("Борис", "01.01.1990", "+7921" + RandomNumberGenerator.GetString("123456789", 3) + "1988"));

        Assert.Equal(["Борис", "Анна"], (await FindAsync($"{surname} 1988")).Select(person => person.Name.Split(' ')[1]));
    }

    [Fact]
    public async Task A_phone_that_is_also_a_policy_number_finds_both()
    {
        await ImportAsync(Line("Анна", "01.05.1990", phone), Family.Line(phone[2..], $"{surname} Борис"));

        Assert.Equal(["Анна", "Борис"], (await FindAsync(phone[2..])).Select(person => person.Name.Split(' ')[1]));
    }

    [Fact]
    public async Task Words_that_were_stored_before_they_were_kept_are_filled_in_at_start()
    {
        await ImportAsync(Line("Анна Павловна", "01.05.1990"));
        await storage.Fixture.ExecuteAsync("DELETE FROM name_trigram; DELETE FROM name_word");
        Assert.Empty(await FindAsync(surname[..^1] + "ж"));

        await SchemaUpgrade.ApplyAsync(storage.Fixture.Options);

        Assert.Single(await FindAsync(surname[..^1] + "ж"));
    }

    private string Line(string names, string born, string phone = "") => Family.Line(Sample.Id(), $"{surname} {names}", born, phone);

    private Task<IReadOnlyList<PersonRecord>> FindAsync(string typed) => people.SearchAsync(QueryText.Read(typed, Today), limit: 20);

    private Task<ImportReport> ImportAsync(params string[] lines) => storage.Get<PolicyImport>().RunAsync(InsurerId.Default, Family.File([Family.Header, .. lines]));
}

public sealed class SqlitePersonSearchTests(SqliteStorage storage) : PersonSearchTests(storage), IClassFixture<SqliteStorage>;

public sealed class PostgresPersonSearchTests(PostgresStorage storage) : PersonSearchTests(storage), IClassFixture<PostgresStorage>;
