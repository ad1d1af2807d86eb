using Medzdrav.Contracts;

namespace Medzdrav.Silo;

/// <summary>The file's columns and the headings that insurers give them, in any order, case and punctuation.</summary>
internal sealed class PolicyColumns
{
    /// <summary>So many known headings make a row the header: a title above it may hold one of them by chance.</summary>
    public const int LeastKnown = 3;

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

    private static readonly string[][] FoldedHeadings = Folded(Headings);
    private static readonly string[][] FoldedNameParts = Folded(NameParts);

    private readonly string[] _header;
    private readonly string[] _folded;
    private readonly int[] _places;
    private readonly int[] _nameParts;

    public PolicyColumns(string[] header)
    {
        _header = header;
        _folded = Array.ConvertAll(header, Folding.Heading);
        _places = Places(FoldedHeadings);
        _nameParts = Places(FoldedNameParts);
        Needed = 1 + Enum.GetValues<PolicyColumn>().Where(column => column is not (PolicyColumn.Phone or PolicyColumn.Name)).Select(Place)
            .Concat(HasWholeName ? [Place(PolicyColumn.Name)] : _nameParts[..2]).Max();
    }

    /// <summary>The columns in the order of the description, under its headings.</summary>
    public static PolicyColumns AsDescribed { get; } = new(All);

    /// <summary>The headings of the description.</summary>
    public static string[] All => [.. Headings.Select(names => names[0])];

    /// <summary>How many columns the file has, with those that nobody here knows.</summary>
    public int Width => _header.Length;

    /// <summary>How many fields a row has at least: spreadsheets leave out empty ones at the end, and these may not be empty.</summary>
    public int Needed { get; }

    /// <summary>How many of them are known.</summary>
    public int Known => _places.Concat(_nameParts).Count(place => place >= 0);

    /// <summary>Headings that are not in the file, as the insurer's description names them.</summary>
    public IEnumerable<string> Missing => Enum.GetValues<PolicyColumn>()
        .Where(column => Place(column) < 0 && !(column == PolicyColumn.Name && _nameParts[0] >= 0 && _nameParts[1] >= 0)).Select(column => Headings[(int)column][0]);

    /// <summary>The heading that two columns have, where either could be meant; null without one.</summary>
    public string? Doubled => _places.Concat(HasWholeName ? [] : _nameParts)
        .Where(place => place >= 0 && _folded.Count(heading => heading == _folded[place]) > 1).Select(Heading).FirstOrDefault();

    private bool HasWholeName => Place(PolicyColumn.Name) >= 0;

    /// <summary>The field of a column; empty where the row has none.</summary>
    public string Field(string[] row, PolicyColumn column) => At(row, Place(column));

    /// <summary>The full name in one piece, or its parts: surname, name, patronymic.</summary>
    public IEnumerable<string> Names(string[] row) => HasWholeName ? [At(row, Place(PolicyColumn.Name))] : _nameParts.Select(place => At(row, place));

    /// <summary>A column's heading as the file has it.</summary>
    public string Heading(PolicyColumn column) => column == PolicyColumn.Name && !HasWholeName ? Headings[(int)column][0] : Heading(Place(column));

    /// <summary>Whether a row is the header once more, as where tables were pasted one below the other.</summary>
    public bool IsHeader(string[] row) => Folding.Heading(Field(row, PolicyColumn.Number)) == _folded[Place(PolicyColumn.Number)] && new PolicyColumns(row).Known >= LeastKnown;

    private string Heading(int place) => _header[place].Trim();

    private int Place(PolicyColumn column) => _places[(int)column];

    private int[] Places(string[][] headings) =>
        Array.ConvertAll(headings, names => names.Select(name => Array.IndexOf(_folded, name)).FirstOrDefault(place => place >= 0, -1));

    private static string At(string[] row, int place) => place >= 0 && place < row.Length ? row[place] : "";

    private static string[][] Folded(string[][] headings) => Array.ConvertAll(headings, names => Array.ConvertAll(names, Folding.Heading));
}
