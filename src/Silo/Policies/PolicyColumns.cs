using Medzdrav.Contracts;

namespace Medzdrav.Silo;

/// <summary>The file's columns and the headings that insurers give them, in any order, case and punctuation.</summary>
internal sealed class PolicyColumns
{
    // The first heading of each is the description's; an earlier one is preferred: the mobile number to just any.
    private static readonly string[][] Headings =
    [
        ["Номер полиса", "№ полиса", "Полис", "Полис №", "Номер полиса ДМС", "Полис ДМС", "Серия и номер полиса", "Policy number", "Policy"],
        ["Дата покупки", "Дата продажи", "Дата заключения", "Дата заключения договора", "Дата оформления", "Дата выдачи", "Purchase date"],
        ["Действует с", "Начало действия", "Дата начала", "Дата начала действия", "Начало действия полиса", "Дата начала действия полиса", "Срок действия с", "Действителен с", "Valid from"],
        ["Действует по", "Действует до", "Окончание действия", "Дата окончания", "Дата окончания действия", "Окончание действия полиса", "Дата окончания действия полиса", "Срок действия по", "Срок действия до", "Действителен по", "Действителен до", "Конец действия", "Valid to"],
        ["ФИО", "Фамилия Имя Отчество", "ФИО застрахованного", "ФИО застрахованного лица", "Застрахованный", "Застрахованное лицо", "Full name"],
        ["Дата рождения", "ДР", "Дата рожд.", "Дата рождения застрахованного", "Birth date", "Date of birth"],
        ["Пол", "Пол застрахованного", "Sex", "Gender"],
        ["Мобильный телефон", "Телефон мобильный", "Моб. телефон", "Моб. тел.", "Мобильный", "Номер мобильного телефона", "Мобильный номер", "Сотовый телефон", "Сотовый", "Телефон", "Номер телефона", "Тел.", "Контактный телефон", "Mobile", "Mobile phone", "Phone"],
    ];

    private static readonly string[][] NameParts =
    [
        ["Фамилия", "Фамилия застрахованного", "Last name", "Surname"],
        ["Имя", "Имя застрахованного", "First name"],
        ["Отчество", "Отчество застрахованного", "Middle name", "Patronymic"],
    ];

    private const int NameColumn = 4;

    private readonly int[] _places;
    private readonly int[] _nameParts;

    public PolicyColumns(string[] header)
    {
        var found = header.Select(Folding.Heading).ToArray();
        _places = [.. Headings.Select(names => Place(found, names))];
        _nameParts = [.. NameParts.Select(names => Place(found, names))];
        Width = header.Length;
    }

    /// <summary>The columns in the order of the description, under its headings.</summary>
    public static PolicyColumns AsDescribed { get; } = new([.. Headings.Select(names => names[0])]);

    /// <summary>How many columns the file has, with those that nobody here knows.</summary>
    public int Width { get; }

    /// <summary>How many of them are known.</summary>
    public int Known => _places.Concat(_nameParts).Count(place => place >= 0);

    /// <summary>Headings that are not in the file, as the insurer's description names them.</summary>
    public IEnumerable<string> Missing => Headings.Where((_, column) => _places[column] < 0 && !(column == NameColumn && HasNameParts)).Select(names => names[0]);

    private bool HasNameParts => _nameParts[0] >= 0 && _nameParts[1] >= 0;

    public string Number(string[] row) => At(row, _places[0]);

    public string PurchasedOn(string[] row) => At(row, _places[1]);

    public string ValidFrom(string[] row) => At(row, _places[2]);

    public string ValidTo(string[] row) => At(row, _places[3]);

    /// <summary>The full name in one piece, or its parts: surname, name, patronymic.</summary>
    public IEnumerable<string> Names(string[] row) => _places[NameColumn] >= 0 ? [At(row, _places[NameColumn])] : _nameParts.Select(place => At(row, place));

    public string BirthDate(string[] row) => At(row, _places[5]);

    public string Sex(string[] row) => At(row, _places[6]);

    public string Phone(string[] row) => At(row, _places[7]);

    private static string At(string[] row, int place) => place >= 0 && place < row.Length ? row[place] : "";

    private static int Place(string[] header, string[] names) => names.Select(name => Array.IndexOf(header, Folding.Heading(name))).FirstOrDefault(place => place >= 0, -1);
}
