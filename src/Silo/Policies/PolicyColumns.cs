namespace Medzdrav.Silo;

/// <summary>The file's columns and the headings they are known by, in any order and case.</summary>
internal sealed class PolicyColumns
{
    private static readonly string[][] Headings =
    [
        ["Номер полиса", "Policy number"],
        ["Дата покупки", "Purchase date"],
        ["Действует с", "Valid from"],
        ["Действует по", "Valid to"],
        ["ФИО", "Full name"],
        ["Дата рождения", "Birth date"],
        ["Пол", "Sex"],
        ["Мобильный телефон", "Mobile"],
    ];

    private readonly int[] places;

    public PolicyColumns(string[] header)
    {
        var found = header.Select(heading => Normalize(heading)).ToArray();
        places = [.. Headings.Select(names => Array.FindIndex(found, heading => names.Any(name => Normalize(name) == heading)))];
    }

    /// <summary>Headings that are not in the file, as the insurer's description names them.</summary>
    public IEnumerable<string> Missing => Headings.Where((_, column) => places[column] < 0).Select(names => names[0]);

    public string Number(string[] row) => At(row, 0);

    public string PurchasedOn(string[] row) => At(row, 1);

    public string ValidFrom(string[] row) => At(row, 2);

    public string ValidTo(string[] row) => At(row, 3);

    public string Name(string[] row) => At(row, 4);

    public string BirthDate(string[] row) => At(row, 5);

    public string Sex(string[] row) => At(row, 6);

    public string Phone(string[] row) => At(row, 7);

    private string At(string[] row, int column) => places[column] < row.Length ? row[places[column]] : "";

    private static string Normalize(string heading) => heading.Trim().Replace("_", " ", StringComparison.Ordinal).ToUpperInvariant();
}
