using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Rules;

/// <summary>An identification that finds nobody says which of the three that were told does not fit.</summary>
public sealed class MisfitTests
{
    private static readonly NamedInsurer Romashka = new(new InsurerId("romashka"), "Ромашка Страхование");
    private static readonly NamedInsurer Vasilek = new(new InsurerId("vasilek"), "Василёк Полис");
    private static readonly Identification Told = new("мс 100", "иванова  Алёна", new DateOnly(1990, 1, 1), null);
    private static readonly PersonRecord Alyona = Person("alyona", "Иванова Алена", new DateOnly(1990, 1, 1), Romashka);

    [Fact]
    public void Nobody_has_the_number()
    {
        var (holder, refusal) = PolicyNumber.Misfit([], Told, Romashka.InsurerId);

        Assert.Equal((null, Refusal.PersonUnknown.Code), (holder, refusal.Code));
        Assert.Equal("Полис с таким номером не найден: проверьте номер.", refusal.Message);
    }

    [Theory]
    [InlineData("Иванова Алёна", 1991, "дата рождения в нём другая")]
    [InlineData("Петрова Алёна", 1990, "ФИО в нём другое")]
    [InlineData("Петрова Алёна", 1991, "ФИО и дата рождения в нём другие")]
    public void The_field_that_does_not_fit_is_named_and_not_what_stands_in_it(string name, int year, string misfit)
    {
        var (holder, refusal) = PolicyNumber.Misfit([Alyona], Told with { Name = name, BirthDate = new DateOnly(year, 1, 1) }, sessions: null);

        Assert.Equal((Alyona, Refusal.PersonUnknown.Code), (holder, refusal.Code));
        Assert.StartsWith($"Полис с таким номером есть, но {misfit}.", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Звонящему об этом не говорите", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Алена", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_two_insurers_with_the_number_the_sessions_own_counts_and_elsewhere_the_nearest_holder()
    {
        var stranger = Person("stranger", "Другая Вера", new DateOnly(1950, 1, 1), Vasilek);
        var told = Told with { BirthDate = new DateOnly(1991, 1, 1) };

        Assert.Equal(stranger, PolicyNumber.Misfit([Alyona, stranger], told, Vasilek.InsurerId).Holder);
        Assert.Equal(Alyona, PolicyNumber.Misfit([stranger, Alyona], told, sessions: null).Holder);
        Assert.Equal(Alyona, PolicyNumber.Misfit([stranger, Alyona], told with { InsurerId = Romashka.InsurerId }, Vasilek.InsurerId).Holder);
    }

    [Fact]
    public void The_insurer_that_was_named_has_no_such_number()
    {
        var (holder, refusal) = PolicyNumber.Misfit([Alyona], Told with { InsurerId = Vasilek.InsurerId }, Romashka.InsurerId);

        Assert.Equal((null, "У этой страховой компании нет полиса с таким номером."), (holder, refusal.Message));
    }

    private static PersonRecord Person(string id, string name, DateOnly born, NamedInsurer insurer) => new(
        new PatientId(id), name, born, Sex.Female, null, [], [new PolicyRecord("МС-100", born, born, born.AddYears(100), insurer)]);
}
