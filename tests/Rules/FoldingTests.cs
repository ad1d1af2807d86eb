using Medzdrav.Contracts;

namespace Medzdrav.Tests.Rules;

/// <summary>Names, numbers and logins that are the same however they were typed, and those that are not.</summary>
public class FoldingTests
{
    [Theory]
    [InlineData("Семёнова Алёна Павловна", "семенова алена павловна")]
    [InlineData("Семёнова Алёна", "СЕМЕНОВА  АЛЕНА ")]
    [InlineData("Андрей Йодов", "Андреи\u0306 И\u0306одов")]
    [InlineData("Семён", "Семе\u0308н")]
    [InlineData("Андрей", "Андреи\u034f\u0306")]
    [InlineData("Иванова Анна", "Иванова\u00a0Анна")]
    [InlineData("Иванова Анна", "\ufeffИва\u00adнова \u200eАнна\u200f\u200b")]
    [InlineData("Иванова Анна", "\u202aИванова\tАнна\u202c\r\n")]
    [InlineData("Салтыкова-Щедрина Анна", "Салтыкова - Щедрина Анна")]
    [InlineData("Салтыкова-Щедрина Анна", "Салтыкова Щедрина Анна")]
    [InlineData("Салтыкова-Щедрина Анна", "Салтыкова–Щедрина Анна")]
    [InlineData("Салтыкова-Щедрина Анна", "Салтыкова\u2011щедрина\u2003анна")]
    [InlineData("Салтыкова-Щедрина Анна", "Салтыкова−Щедрина Анна-")]
    [InlineData("Сорокин Марк", "Copокин Mapк")]
    [InlineData("СЕМЕНОВА ВЕРА", "CEMEHOBA BEPA")]
    [InlineData("Семёнова", "Cemëнова")]
    [InlineData("О'Нил Патрик", "О’Нил Патрик")]
    [InlineData("О'Нил Патрик", "ОНил Патрик")]
    [InlineData("Анна", "А́нна")]
    [InlineData("Анна", "Ａｎｎａ", false)]
    [InlineData("Иванова Анна", "Иванова Инна", false)]
    [InlineData("Андрей", "Андреи", false)]
    [InlineData("Иванова Анна", "ИвановаАнна", false)]
    public void A_name_is_the_same_person_however_it_was_typed(string name, string typed, bool same = true) =>
        Assert.Equal(same, Folding.Name(name) == Folding.Name(typed));

    [Theory]
    [InlineData("ДМС-001-42", "дмс-001-42")]
    [InlineData("ДМС-001-42", " ДМС - 001 – 42")]
    [InlineData("ДМС-001-42", "ДMC\u2011001\u221242")]
    [InlineData("ДМС-001-42", "№ ДМС-001-42")]
    [InlineData("ДМС-001-42", "ДМС-\u200b001-\u00ad42\ufeff")]
    [InlineData("Й-1", "И\u0306-1")]
    [InlineData("7700 12345678", "770012345678")]
    [InlineData("770012345678", "７７００１２３４５６７８")]
    [InlineData("III-ТН", "ІІІ-TH")]
    [InlineData("Ё-1", "E-1")]
    [InlineData("ДМС-1", "ДМС-2", false)]
    [InlineData("1-23", "12-3", false)]
    [InlineData("0012", "12", false)]
    [InlineData("О-1", "0-1", false)]
    public void A_policy_is_the_same_however_its_number_was_typed(string number, string typed, bool same = true) =>
        Assert.Equal(same, Folding.Code(number) == Folding.Code(typed));

    [Theory]
    [InlineData("НП-000001", "нп000001")]
    [InlineData("ДМС-9000001", "дмс 9000001")]
    [InlineData("770012345678", "7700-1234-5678")]
    [InlineData("НП-000001", "НП-000001")]
    [InlineData("НП-000001", "НП-000002", false)]
    [InlineData("НП-000001", "НП-00001", false)]
    public void A_policy_number_may_be_meant_without_its_hyphens(string number, string typed, bool meant = true) =>
        Assert.Equal(meant, Folding.Codes(typed).Contains(Folding.Code(number)));

    [Theory]
    [InlineData("anna.petrova-1", " Anna.Petrova-1 ")]
    [InlineData("anna-1", "anna–1")]
    [InlineData("cap", "сар")]
    [InlineData("bump", "ВUМР")]
    [InlineData("anna", "\u200banna\ufeff")]
    public void A_login_is_found_whatever_the_keyboard(string login, string typed) => Assert.Equal(login, Folding.Login(typed));

    [Theory]
    [InlineData("Ф.И.О.", "фио")]
    [InlineData("№полиса", "№ Полиса:")]
    [InlineData("valid_from", "Valid from")]
    [InlineData("Действует с", "действует\u00a0c")]
    [InlineData("Отчество", "Отче\u00adство")]
    public void A_heading_is_known_in_any_punctuation(string heading, string typed) => Assert.Equal(Folding.Heading(heading), Folding.Heading(typed));

    [Theory]
    [InlineData("Ромашкина  Алёна ", "Ромашкина Алёна")]
    [InlineData("Андреи\u0306", "Андрей")]
    [InlineData("И\u200bва\u00adнов\tПётр\r\n", "Иванов Пётр")]
    [InlineData("Иванова – Петрова", "Иванова – Петрова")]
    [InlineData("О’Нил", "О’Нил")]
    [InlineData("", "")]
    public void What_is_kept_has_one_form_and_its_own_signs(string typed, string kept) => Assert.Equal(kept, Folding.Kept(typed));

    [Theory]
    [InlineData("Салтыкова - Щедрина Анна Павловна", "САЛТЫКОВА-ЩЕДРИНА АННА ПАВЛОВНА")]
    [InlineData("Алиев Вели Тофик-оглы", "АЛИЕВ ВЕЛИ ТОФИК-ОГЛЫ")]
    public void A_double_surname_is_one_word_of_a_name(string name, string words) => Assert.Equal(words, Folding.Words(name));

    [Theory]
    [InlineData("Ивaнова", true)]
    [InlineData("ДMC", true)]
    [InlineData("Иванова Анна", false)]
    [InlineData("John Smith", false)]
    [InlineData("123-45", false)]
    public void Two_alphabets_in_one_text_are_noticed(string text, bool mixed) => Assert.Equal(mixed, Folding.MixesAlphabets(text));

    [Theory]
    [InlineData("ДMC-1", true)]
    [InlineData("ДМС-OSAGO-1", false)]
    [InlineData("III-ТН 1", false)]
    public void Words_of_two_alphabets_are_none_of_a_number(string text, bool mixed) => Assert.Equal(mixed, Folding.MixesAlphabets(text, inOneWord: true));

    [Fact]
    public void A_password_has_one_Unicode_form_and_keeps_everything_else()
    {
        Assert.Equal("сложный пароль 17", Folding.Password("сложныи\u0306 пароль 17"));
        Assert.Equal(" Ключ\u200b 1", Folding.Password(" Ключ\u200b 1"));
    }

    /// <summary>Keys are stored, so a text must not begin to fold to something else without another <see cref="Folding.Rule"/>.</summary>
    [Fact]
    public void The_rule_has_a_number_and_this_is_what_it_makes() =>
        Assert.Equal(
            (1, "САЛТЫКОВА ЩЕДРИНА АЛЕНА J\u041e\u041dNS\u041eN", "ДМС-001/\u0410-42", "S\u0410\u0425-\u0422\u041d"),
            (Folding.Rule, Folding.Name("Салтыкова-Щедрина Алёна Johnson"), Folding.Code("дмс-001/a-42"), Folding.Code("sax-th")));

    [Fact]
    public void Nothing_that_can_be_typed_breaks_it()
    {
        string[] odd = ["\ud83d", "\ufffe", "\0", "😀", "\u0301", "-", "—", " ", "\u200b", "№", "ﬁ", "Ⅲ", "\U0001D400"];

        Assert.All(odd, text => Assert.NotNull(Folding.Kept(text) + Folding.Name(text) + Folding.Code(text) + Folding.Heading(text) + Folding.Login(text)));
    }
}
