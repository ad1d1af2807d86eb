using System.Text;
using Medzdrav.Contracts;
using Medzdrav.Grains;
using Medzdrav.Silo;

namespace Medzdrav.Tests.Storage;

/// <summary>The forms in which insurers send their files.</summary>
public sealed class PolicyFileTests(SqliteStorage storage) : IClassFixture<SqliteStorage>
{
    private readonly PolicyImport import = storage.Get<PolicyImport>();
    private readonly IPeople people = storage.Get<IPeople>();
    private readonly string phone = Family.Phone();
    private readonly string number = Sample.Id();

    [Theory]
    [InlineData("utf-8", true)]
    [InlineData("utf-8", false)]
    [InlineData("windows-1251", false)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16BE", true)]
    public async Task Encodings_are_found_out(string name, bool marked)
    {
        var encoding = name == "windows-1251" ? CodePagesEncodingProvider.Instance.GetEncoding(1251)! : Encoding.GetEncoding(name);
        var text = encoding.GetBytes($"{Family.Header}\n{Family.Line(number, "Семёнова Алёна", phone: phone)}\n");

        await GoodAsync([.. marked ? encoding.GetPreamble() : [], .. text]);

        Assert.Equal("Семёнова Алёна", Assert.Single(await people.OfPhoneAsync(phone)).Name);
    }

    [Fact]
    public async Task Russian_names_under_English_headings_tell_the_encoding()
    {
        var text = CodePagesEncodingProvider.Instance.GetEncoding(1251)!.GetBytes($"Policy number,Purchase date,valid_from,Valid to,Full name,Birth date,Sex,mobile,Comment\n{number},2026-02-01,2026-02-05,2027-02-04,Ромашкин Пётр,1990-01-31,M,{phone},\n");

        await GoodAsync(text);

        var person = Assert.Single(await people.OfPhoneAsync(phone));
        Assert.Equal(("Ромашкин Пётр", Sex.Male), (person.Name, person.Sex));
    }

    [Fact]
    public async Task A_letter_cut_in_two_where_the_head_ends_does_not_mislead()
    {
        var head = Encoding.UTF8.GetBytes("Policy number;Purchase date;Valid from;Valid to;Full name;Birth date;Sex;Mobile;Comment\n");
        var row = $"{number};2026-02-01;2026-02-05;2027-02-04;Ромашкин Пётр;1990-01-31;M;{phone};";

        for (var shift = 0; shift < 2; shift++)
            await GoodAsync([.. head, .. Encoding.UTF8.GetBytes(row + new string('a', shift) + new string('я', 40_000) + "\n")]);

        Assert.Equal("Ромашкин Пётр", Assert.Single(await people.OfPhoneAsync(phone)).Name);
    }

    [Theory]
    [InlineData(';', "")]
    [InlineData(',', "")]
    [InlineData('\t', "")]
    [InlineData(';', "sep=;\r\n")]
    [InlineData(',', "\r\n;;\r\n")]
    public async Task Separators_are_found_out(char separator, string before)
    {
        await GoodAsync(before + string.Join('\n', Family.Header, Family.Line(number, phone: phone), "").Replace(';', separator));

        Assert.Single(await people.OfPhoneAsync(phone));
    }

    [Theory]
    [InlineData("№ полиса;Дата продажи;Дата начала;Дата окончания;Ф.И.О.;ДР;Пол;Моб. тел.")]
    [InlineData("Полис;Дата заключения;НАЧАЛО ДЕЙСТВИЯ;Окончание действия;Фамилия, имя, отчество;Дата рожд.;пол;Телефон")]
    [InlineData("\"Номер  полиса\";Дата_покупки;Действует с;Действует до;ФИО застрахованного;\"Дата рождения\";Пол;Сотовый телефон")]
    public async Task Headings_are_known_as_insurers_write_them(string header)
    {
        await GoodAsync($"{header}\r{Family.Line(number, phone: phone)}\r");

        Assert.Single(await people.OfPhoneAsync(phone));
    }

    [Fact]
    public async Task Columns_come_in_any_order_with_others_between_and_the_mobile_number_is_preferred()
    {
        await GoodAsync($"Агент,Телефон,Отчество,Имя,Фамилия,Пол,ДР,Мобильный телефон,Действует по,Действует с,Дата покупки,Полис\nОО «Ёлка»,4951234567,Павловна,Анна,Ромашкина,жен,01.05.1990,{phone},04.02.2027,05.02.2026,01.02.2026,{number}\n");

        Assert.Equal("Ромашкина Анна Павловна", Assert.Single(await people.OfPhoneAsync(phone)).Name);
    }

    [Fact]
    public async Task Somebody_without_patronymic_has_none()
    {
        await GoodAsync($"Фамилия;Имя;Отчество;Пол;ДР;Телефон;Действует по;Действует с;Дата покупки;Полис\nЛи;Анна;-;ж;01.05.1990;{phone};04.02.2027;05.02.2026;01.02.2026;{number}\n");

        Assert.Equal("Ли Анна", Assert.Single(await people.OfPhoneAsync(phone)).Name);
    }

    [Fact]
    public async Task What_spreadsheets_put_around_values_is_taken_off()
    {
        await GoodAsync($"{Family.Header}\n=\"{number}\";01.02.2026 0:00;2026-02-05T00:00:00;2027-02-04 00:00:00;\"Ромашкина\n Анна \"\"Павловна\"\"\";1.5.1990;Жен.;\"=\"\"{phone}\"\"\"\n'{number}b;01.02.2026;05.02.2026;31.12.2027;Ромашкина Анна \"Павловна\";01.05.1990;Ж;'{phone}\n;;;;;;;\n");

        var person = Assert.Single(await people.OfPhoneAsync(phone));
        Assert.Equal("Ромашкина Анна \"Павловна\"", person.Name);
        Assert.Equal([number + "b", number], person.Policies.Select(policy => policy.Number));
    }

    [Theory]
    [InlineData("8 ({0}) {1}-{2}-{3}")]
    [InlineData("+7{0}{1}{2}{3}")]
    [InlineData("7 {0} {1} {2} {3}")]
    [InlineData("{0}{1}{2}{3}")]
    [InlineData("+7-{0}-{1}-{2}-{3}")]
    public async Task Phones_come_in_any_common_form(string form)
    {
        var written = string.Format(null, form, phone[2..5], phone[5..8], phone[8..10], phone[10..]);

        await GoodAsync($"{Family.Header}\n{Family.Line(number, phone: written)}");

        Assert.Single(await people.OfPhoneAsync(phone));
    }

    [Fact]
    public async Task A_file_is_read_as_it_arrives()
    {
        var text = Encoding.UTF8.GetBytes(string.Join('\n', Enumerable.Range(0, 2000).Select(index => Family.Line($"{number}-{index}", $"Ромашкина Анна {index}")).Prepend(Family.Header)));

        var report = await import.RunAsync(InsurerId.Default, new Trickle(text));

        Assert.Equal((2000, 0), (report.Created, report.BadCount));
    }

    private Task GoodAsync(string text) => GoodAsync(Encoding.UTF8.GetBytes(text));

    private async Task GoodAsync(byte[] text) => Assert.Empty((await import.RunAsync(InsurerId.Default, new MemoryStream(text))).Bad);

    /// <summary>Gives a few bytes at a time, as networks do.</summary>
    private sealed class Trickle(byte[] text) : MemoryStream(text)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer.Length > 777 ? buffer[..777] : buffer, cancellationToken);
    }
}
