using System.Globalization;
using Medzdrav.Contracts;

namespace Medzdrav.Silo;

/// <summary>An invented insured person.</summary>
internal sealed record DemoPerson(string Name, Sex Sex, DateOnly BirthDate);

/// <summary>An invented family: one surname, one phone (or none), one policy each.</summary>
internal sealed record DemoFamily(int Number, string? Phone, bool Lapsed, IReadOnlyList<DemoPerson> Members);

/// <summary>Families of all ages, the same at every start but for the dates, which follow today.</summary>
internal static class DemoFamilies
{
    /// <summary>The family that two insurers insure.</summary>
    public const int InsuredTwice = 7;

    private const int Count = 64;

    // Nobody is called so: made of flowers, birds and weather.
    private static readonly string[] Surnames =
    [
        "Ромашкин", "Берёзкин", "Облаков", "Снежинкин", "Дождиков", "Васильков", "Синичкин", "Рябинин",
        "Черёмухин", "Кленов", "Осинкин", "Ландышев", "Незабудкин", "Солнышкин", "Радугин", "Росинкин",
        "Ветерков", "Листопадов", "Капелькин", "Тропинкин", "Ручейков", "Полянкин", "Земляникин", "Малинкин",
        "Одуванчиков", "Колокольчиков", "Снегирёв", "Чижиков", "Ласточкин", "Светлячков", "Апельсинов", "Лимонадов",
    ];

    private static readonly (string Name, string His, string Hers)[] Men =
    [
        ("Александр", "Александрович", "Александровна"), ("Михаил", "Михайлович", "Михайловна"), ("Дмитрий", "Дмитриевич", "Дмитриевна"),
        ("Сергей", "Сергеевич", "Сергеевна"), ("Андрей", "Андреевич", "Андреевна"), ("Алексей", "Алексеевич", "Алексеевна"),
        ("Пётр", "Петрович", "Петровна"), ("Иван", "Иванович", "Ивановна"), ("Николай", "Николаевич", "Николаевна"),
        ("Фёдор", "Фёдорович", "Фёдоровна"), ("Павел", "Павлович", "Павловна"),
    ];

    private static readonly string[] Women = ["Анна", "Мария", "Елена", "Ольга", "Наталья", "Екатерина", "Татьяна", "Вера", "Софья", "Алёна", "Дарья", "Ксения", "Полина"];

    // Ages in years, in months below one; the first grown-up man is the children's father.
    private static readonly (Sex Sex, int Years, int Months)[][] Shapes =
    [
        [(Sex.Male, 38, 0), (Sex.Female, 36, 0), (Sex.Male, 10, 0), (Sex.Female, 4, 0)],
        [(Sex.Female, 29, 0), (Sex.Female, 0, 8)],
        [(Sex.Male, 74, 0), (Sex.Female, 71, 0)],
        [(Sex.Male, 45, 0), (Sex.Female, 43, 0), (Sex.Male, 17, 0), (Sex.Female, 13, 0), (Sex.Female, 69, 0)],
        [(Sex.Female, 26, 0)],
        [(Sex.Male, 33, 0), (Sex.Female, 31, 0), (Sex.Male, 1, 0), (Sex.Female, 1, 0), (Sex.Male, 6, 0)],
        [(Sex.Male, 52, 0), (Sex.Female, 50, 0), (Sex.Female, 18, 0)],
    ];

    public static IEnumerable<DemoFamily> All(DateOnly today) => Enumerable.Range(1, Count).Select(number => Family(number, today));

    /// <summary>Every thirteenth family's insurer sent no phone (S2.2).</summary>
    public static string? PhoneOf(int number) =>
        number % 13 == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"+7 900 000-{number / 100:00}-{number % 100:00}");

    private static DemoFamily Family(int number, DateOnly today)
    {
        var shape = Shapes[(number - 1) % Shapes.Length];
        var father = Men[number % Men.Length];
        var members = shape.Select((member, place) => Person(number, place, member, father, today)).ToList();
        return new DemoFamily(number, PhoneOf(number), Lapsed: number % 9 == 0, members);
    }

    private static DemoPerson Person(int number, int place, (Sex Sex, int Years, int Months) member, (string Name, string His, string Hers) father, DateOnly today)
    {
        var surname = Surnames[number % Surnames.Length];
        var isChild = member.Years < 19 && place > 0;
        var (_, his, hers) = isChild ? father : Men[(number + (3 * place) + 5) % Men.Length];
        // Well inside the year of life, so that ages hold for some weeks.
        var birthDate = member.Years == 0 ? today.AddMonths(-member.Months) : today.AddYears(-member.Years).AddDays(-40 - ((number * 17 + place * 29) % 250));
        return member.Sex == Sex.Male
            ? new DemoPerson($"{surname} {(place == 0 ? father.Name : Men[(number + place) % Men.Length].Name)} {his}", Sex.Male, birthDate)
            : new DemoPerson($"{surname}а {Women[(number * 3 + place) % Women.Length]} {hers}", Sex.Female, birthDate);
    }
}
