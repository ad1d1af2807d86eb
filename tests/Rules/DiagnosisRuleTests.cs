using Medzdrav.Contracts;
using Medzdrav.Grains;
using Microsoft.Extensions.Time.Testing;

namespace Medzdrav.Tests.Rules;

/// <summary>How a doctor's words find diagnoses.</summary>
public sealed class DiagnosisRuleTests
{
    private static readonly DiagnosisIndex Index = new(
    [
        new("R05", "Кашель"),
        new("J20.9", "Острый бронхит неуточненный"),
        new("J40", "Бронхит, не уточненный как острый или хронический"),
        new("J06.9", "Острая инфекция верхних дыхательных путей неуточненная"),
        new("J06", "Острые инфекции верхних дыхательных путей множественной и неуточненной локализации"),
        new("H10.9", "Конъюнктивит неуточненный"),
        new("I10", "Эссенциальная [первичная] гипертензия"),
        new("O06", "Аборт неуточненный"),
        new("A09", "Другой гастроэнтерит и колит инфекционного и неуточненного происхождения"),
        new("D51.0", "Витамин-B12-дефицитная анемия вследствие дефицита внутреннего фактора"),
    ]);

    [Theory]
    [InlineData("J06", "J06 J06.9")]
    [InlineData("j06.", "J06 J06.9")]
    [InlineData("J06,9", "J06.9")]
    [InlineData("J069", "J06.9")]
    // Cyrillic letters that look alike.
    [InlineData("А09", "A09")]
    // The same keys of the Russian keyboard: «о» lies on J, «ш» on I. Whatever looks so comes first.
    [InlineData("о06", "O06 J06 J06.9")]
    [InlineData("ш10", "I10")]
    [InlineData("J99", "")]
    public void A_code_is_found_by_its_beginning_however_it_is_typed(string query, string codes) => Assert.Equal(codes, CodesOf(query));

    [Theory]
    [InlineData("кашель", "R05")]
    [InlineData("КАШ", "R05")]
    // Titles that begin so come first, and short ones before long ones.
    [InlineData("бронхит", "J40 J20.9")]
    [InlineData("бронх остр", "J40 J20.9")]
    [InlineData("острый бронхит", "J20.9 J40")]
    [InlineData("неуточнённая инфекция", "J06.9")]
    [InlineData("первичная", "I10")]
    [InlineData("b12 анемия", "D51.0")]
    [InlineData("шель", "")]
    [InlineData("кашель бронхит", "")]
    public void Words_are_found_by_their_beginnings_in_any_order_with_ё_or_е(string query, string codes) => Assert.Equal(codes, CodesOf(query));

    [Theory]
    [InlineData("орви", "J06.9")]
    [InlineData("высокое давление", "I10")]
    [InlineData("давл", "I10")]
    [InlineData("ор", "")]
    [InlineData("орви бронхит", "")]
    [InlineData("конъюктивит", "H10.9")]
    [InlineData("гипертинзия", "I10")]
    public void Everyday_names_and_words_with_an_error_are_found_too(string query, string codes) => Assert.Equal(codes, CodesOf(query));

    [Theory]
    [InlineData("J остр", "")]
    [InlineData("J20 остр", "J20.9")]
    [InlineData("?!", "")]
    public void Each_part_has_to_fit(string query, string codes) => Assert.Equal(codes, CodesOf(query));

    [Fact]
    public void It_says_when_there_are_others()
    {
        var found = Index.Find("неуточн", 2);
        Assert.Equal((2, true), (found.Diagnoses.Length, found.More));
        Assert.False(Index.Find("кашель", 2).More);
    }

    [Fact]
    public void Without_a_classification_nothing_is_found()
    {
        Assert.Empty(new DiagnosisIndex([]).Find("кашель", 20).Diagnoses);
    }

    [Fact]
    public async Task What_was_imported_counts_over_the_programs_own_codes_and_a_silos_file_over_both()
    {
        var (clock, records) = (new FakeTimeProvider(), new Imported());
        var book = new DiagnosisBook(records, [Row("R05", "Кашель"), Row("R51", "Головная боль"), Row("I84.9", "Геморрой")], [Row("R42", "Головокружение, из файла")], clock);
        Assert.Equal(["I84.9 Геморрой", "R05 Кашель", "R42 Головокружение, из файла", "R51 Головная боль"], await FindAsync(book));

        records.Rows = [Row("R05", "Кашель, новое название"), Row("I84.9", "Геморрой", isInUse: false), Row("R42", "Головокружение")];
        Assert.Equal(4, (await FindAsync(book)).Length);
        clock.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal(["R05 Кашель, новое название", "R42 Головокружение, из файла", "R51 Головная боль"], await FindAsync(book));

        records.IsAway = true;
        clock.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal(3, (await FindAsync(book)).Length);
        Assert.Single((await new DiagnosisBook(records, [Row("R05", "Кашель")], [], clock).NowAsync()).Find("R05", 20).Diagnoses);
    }

    private static async Task<string[]> FindAsync(DiagnosisBook book)
    {
        var index = await book.NowAsync();
        return [.. new[] { "I84.9", "R05", "R42", "R51" }.SelectMany(code => index.Find(code, 20).Diagnoses).Select(diagnosis => $"{diagnosis.Code} {diagnosis.Title}")];
    }

    private static ClassifiedDiagnosis Row(string code, string title, bool isInUse = true) => new(new Diagnosis(code, title), isInUse);

    private sealed class Imported : IDiagnosisRecords
    {
        private long _edition;

        public IReadOnlyList<ClassifiedDiagnosis> Rows { get; set { (field, _edition) = (value, _edition + 1); } } = [];

        public bool IsAway { get; set; }

        public Task<long> EditionAsync() => IsAway ? throw new StorageUnavailableException("away") : Task.FromResult(_edition);

        public Task<IReadOnlyList<ClassifiedDiagnosis>> AllAsync() => Task.FromResult(Rows);
    }

    private static string CodesOf(string query) => string.Join(' ', Index.Find(query, 20).Diagnoses.Select(diagnosis => diagnosis.Code));
}
