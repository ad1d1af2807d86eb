using Medzdrav.Grains;

namespace Medzdrav.Tests.Rules;

/// <summary>Texts that a consultant types to find a person.</summary>
public sealed class QueryTextTests
{
    private static readonly DateOnly Today = new(2026, 11, 29);
    private static readonly DateOnly Born = new(1990, 3, 5);

    [Theory]
    [InlineData("+7 912 345-67-89")]
    [InlineData("8(912)3456789")]
    [InlineData("9123456789")]
    public void A_whole_phone_is_a_phone_and_may_be_a_policy_number(string typed)
    {
        var query = Read(typed);

        Assert.Equal(("+79123456789", typed), (query.Phone, query.PolicyNumber));
    }

    [Theory]
    [InlineData("Берёзкин МП", "БЕРЕЗКИН", "М", "П")]
    [InlineData("Берёзкин М.П.", "БЕРЕЗКИН", "М", "П")]
    [InlineData("АННА ЛИ", "АННА", "ЛИ")]
    [InlineData("Ли Анна", "ЛИ", "АННА")]
    public void Initials_stand_apart_however_they_are_typed(string typed, params string[] words) =>
        Assert.Equal(words, Read(typed).Words);

    [Theory]
    [InlineData("6789", "6789")]
    [InlineData("67-89", "6789")]
    [InlineData("…345 67 89", "3456789")]
    [InlineData("789", null)]
    [InlineData("ДМС-001-6789", null)]
    [InlineData("ДМС 001 6789", "0016789")]
    public void Some_digits_are_a_policy_number_or_the_end_of_a_phone(string typed, string? end)
    {
        var query = Read(typed);

        Assert.Equal((null, end), (query.Phone, query.PhoneEnd));
        Assert.NotNull(query.PolicyNumber);
    }

    [Theory]
    [InlineData("Иванова Анна 05.03.1990")]
    [InlineData("5.3.1990 Иванова Анна")]
    [InlineData("Иванова 05/03/1990 Анна")]
    [InlineData("Иванова Анна, 1990-03-05")]
    [InlineData("Иванова Анна 5 марта 1990 г. р.")]
    [InlineData("Иванова Анна 05.03.1990г.р.")]
    [InlineData("Иванова Анна 05.03.1990 года рождения")]
    [InlineData("Иванова Анна ٠٥.٠٣.١٩٩٠")]
    public void A_birth_date_may_stand_anywhere(string typed)
    {
        var query = Read(typed);

        Assert.Equal(Born, Assert.Single(query.BirthDates));
        Assert.Equal(["ИВАНОВА", "АННА"], query.Words);
        Assert.Null(query.PolicyNumber);
    }

    [Theory]
    [InlineData("05.03.90", "1990-03-05")]
    [InlineData("05.03.20", "2020-03-05 1920-03-05")]
    [InlineData("05.03.26", "2026-03-05 1926-03-05")]
    public void A_year_of_two_digits_is_of_either_century_that_is_over(string typed, string dates) =>
        Assert.Equal(dates.Split(' ').Select(date => DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture)), Read(typed).BirthDates);

    [Theory]
    [InlineData("31.02.1990")]
    [InlineData("05.03.2190")]
    [InlineData("77-12-1990-001")]
    [InlineData("А-05.03.1990-7")]
    [InlineData("05.03.19901")]
    public void What_is_no_date_of_birth_stays_a_number(string typed)
    {
        var query = Read(typed);

        Assert.Empty(query.BirthDates);
        Assert.NotNull(query.PolicyNumber);
    }

    [Theory]
    [InlineData("9000001", "9000001")]
    [InlineData("001-6789", "0016789")]
    [InlineData("Иванова 9000001", "9000001")]
    [InlineData("77 1234 5678 9012", "77123456789012")]
    [InlineData("9123456789", "9123456789")]
    [InlineData("МС-9000001", null)]
    [InlineData("789", null)]
    public void Digits_alone_may_be_a_policy_number_without_its_letters(string typed, string? digits) => Assert.Equal(digits, Read(typed).PolicyDigits);

    [Theory]
    [InlineData("Берёзкин 1988", 1988)]
    [InlineData("1988 берёзкин", 1988)]
    [InlineData("Берёзкин, 1988 г.р.", 1988)]
    [InlineData("Берёзкин 1988г.", 1988)]
    [InlineData("Берёзкин 1988 года рождения", 1988)]
    [InlineData("Берёзкин ١٩٨٨", 1988)]
    [InlineData("Берёзкин 2027", null)]
    [InlineData("Берёзкин 1888", null)]
    [InlineData("Берёзкин 19881", null)]
    [InlineData("Берёзкин 1988-7", null)]
    [InlineData("Берёзкин 1988 77", null)]
    public void A_year_beside_a_name_is_that_of_birth(string typed, int? year)
    {
        var query = Read(typed);

        Assert.Equal(year, query.BirthYear);
        Assert.Equal("БЕРЕЗКИН", Assert.Single(query.Words));
        Assert.NotNull(query.PolicyNumber);
    }

    [Theory]
    [InlineData("1988")]
    [InlineData("1988 г. р.")]
    public void A_year_alone_is_no_year_of_birth(string typed) => Assert.Null(Read(typed).BirthYear);

    [Fact]
    public void A_name_beside_the_end_of_a_phone_narrows_it()
    {
        var query = Read("Иванова 67-89");

        Assert.Equal(("6789", "ИВАНОВА"), (query.PhoneEnd, Assert.Single(query.Words)));
    }

    [Fact]
    public void Initials_are_words() => Assert.Equal(["КУЗНЕЦОВА", "А", "С"], Read("Кузнецова А.С.").Words);

    [Fact]
    public void Spaces_alone_ask_for_nobody() => Assert.Empty(Read(" - ").Words);

    [Theory]
    [InlineData("")]
    [InlineData(" аб ")]
    public void Too_few_letters_are_no_question(string typed) => Assert.Null(QueryText.Of(typed, Today));

    private static PersonQuery Read(string typed) => QueryText.Read(typed, Today);
}
