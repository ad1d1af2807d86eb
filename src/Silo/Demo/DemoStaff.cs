using Medzdrav.Contracts;

namespace Medzdrav.Silo;

/// <summary>An invented staff member.</summary>
internal sealed record DemoMember(StaffRole Role, string Title, string Login, string Name);

/// <summary>The demo's staff: 6 consultants, 4 therapists, 2 paediatricians, an administrator.</summary>
internal static class DemoStaff
{
    public static readonly IReadOnlyList<DemoMember> All =
    [
        .. Of(StaffRole.Consultant, "Медконсультант", "consultant", "Вежливая Анна Ивановна", "Внимательный Олег Петрович", "Спокойная Мария Сергеевна", "Отзывчивый Илья Андреевич", "Приветливая Нина Павловна", "Терпеливый Егор Фёдорович"),
        .. Of(StaffRole.Therapist, "Дежурный терапевт", "therapist", "Пилюлькин Антон Семёнович", "Градусникова Лидия Марковна", "Стетоскопов Виктор Львович", "Микстурина Галина Юрьевна"),
        .. Of(StaffRole.Paediatrician, "Дежурный педиатр", "paediatrician", "Айболитов Корней Иванович", "Витаминкина Роза Глебовна"),
        .. Of(StaffRole.Administrator, "Администратор", "administrator", "Порядкова Ольга Денисовна"),
    ];

    private static IEnumerable<DemoMember> Of(StaffRole role, string title, string login, params string[] names) =>
        names.Select((name, index) => new DemoMember(role, title, login + (index + 1), name));
}
