using Medzdrav.Contracts;

namespace Medzdrav.Silo;

/// <summary>An invented staff member.</summary>
internal sealed record DemoMember(string Login, string Name, Post[] Posts, string[] Specialties)
{
    /// <summary>The post's name, in Russian.</summary>
    public string Title => string.Join(", ", Posts.Select(Contracts.Posts.Of).Select((terms, index) => index == 0 ? terms.Title : terms.TitleInSentence));
}

/// <summary>The demo's staff: some of every post, and somebody with two.</summary>
internal static class DemoStaff
{
    public static readonly IReadOnlyList<DemoMember> All =
    [
        .. Of(Post.Consultant, "Вежливая Анна Ивановна", "Внимательный Олег Петрович", "Спокойная Мария Сергеевна", "Отзывчивый Илья Андреевич", "Приветливая Нина Павловна", "Терпеливый Егор Фёдорович"),
        .. Of(Post.Therapist, "Пилюлькин Антон Семёнович", "Градусникова Лидия Марковна", "Стетоскопов Виктор Львович", "Микстурина Галина Юрьевна"),
        .. Of(Post.Paediatrician, "Айболитов Корней Иванович", "Витаминкина Роза Глебовна"),
        new("specialist1", "Кардиограммова Вера Ильинична", [Post.Specialist], ["кардиология"]),
        .. Of(Post.Supervisor, "Зоркая Тамара Викторовна"),
        new("rosterkeeper1", "Часовщиков Пётр Иванович", [Post.Therapist, Post.RosterKeeper], []),
        .. Of(Post.Administrator, "Порядкова Ольга Денисовна"),
        .. Of(Post.Auditor, "Проверкин Лев Аркадьевич"),
    ];

    private static IEnumerable<DemoMember> Of(Post post, params string[] names) =>
        names.Select((name, index) => new DemoMember(Words.Of(post) + (index + 1), name, [post], []));
}
