using System.Text;
using Medzdrav.Contracts;
using Medzdrav.Grains;
using Medzdrav.Silo;

namespace Medzdrav.Tests.Storage;

/// <summary>Russian texts of eight bits are recognised or refused, and never stored as garbage.</summary>
public sealed class PolicyEncodingTests(SqliteStorage storage) : IClassFixture<SqliteStorage>
{
    private const string EnglishHeader = "Policy number;Purchase date;Valid from;Valid to;Full name;Birth date;Sex;Mobile";
    private static readonly string[] Names = ["Ромашкина Алёна Юрьевна", "ЩЕРБАКОВ ЯРОСЛАВ", "Эйдельман-Цой Фёкла"];
    private readonly PolicyImport import = storage.Get<PolicyImport>();
    private readonly IPeople people = storage.Get<IPeople>();
    private readonly string phone = Family.Phone();

    public static TheoryData<int> Pages => [1251, 10007, 20866, 866];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_Russian_file_is_read_in_its_encoding(int page) => await GoodAsync(page, Family.Header);

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Russian_names_alone_tell_the_encoding(int page) => await GoodAsync(page, EnglishHeader);

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Headings_in_capitals_or_small_letters_mislead_nobody(int page)
    {
        await GoodAsync(page, Family.Header.ToUpperInvariant());
        await GoodAsync(page, Family.Header.ToLowerInvariant());
    }

    [Fact]
    public async Task A_text_that_could_be_either_is_refused()
    {
        var text = Encode(866, $"{EnglishHeader}\n1;01.02.2026;05.02.2026;31.12.2027;ИВАНОВА АННА;01.05.1990;F;{phone}");

        Assert.StartsWith("Кодировка не распознана", Assert.Single((await import.RunAsync(InsurerId.Default, new MemoryStream(text))).Bad).Reason, StringComparison.Ordinal);
        Assert.Empty(await people.OfPhoneAsync(phone));
    }

    [Theory]
    [InlineData(10007)]
    [InlineData(20866)]
    [InlineData(866)]
    public async Task One_row_of_another_encoding_is_a_bad_row_or_at_least_no_other_sign(int page)
    {
        byte[] text = [.. Encode(1251, string.Join('\n', [Family.Header, .. Lines()]) + "\n"), .. Encode(page, Family.Line(Sample.Id(), "Иванова Анна", phone: Family.Phone()))];

        var report = await import.RunAsync(InsurerId.Default, new MemoryStream(text));

        Assert.Equal((Names.Length, 1), (report.Created, report.BadCount));
        Assert.All(await people.OfPhoneAsync(phone), person => Assert.Contains(person.Name, Names));
    }

    private async Task GoodAsync(int page, string header)
    {
        var report = await import.RunAsync(InsurerId.Default, new MemoryStream(Encode(page, string.Join("\r\n", [header, .. Lines()]))));

        Assert.Equal((Names.Length, 0), (report.Created, report.BadCount));
        Assert.Equal(Names.Order(StringComparer.Ordinal), (await people.OfPhoneAsync(phone)).Select(person => person.Name).Distinct().Order(StringComparer.Ordinal));
    }

    private string[] Lines() => [.. Names.Select(name => Family.Line(Sample.Id(), name, phone: phone))];

    private static byte[] Encode(int page, string text) => CodePagesEncodingProvider.Instance.GetEncoding(page)!.GetBytes(text);
}
