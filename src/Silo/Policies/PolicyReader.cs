using System.Globalization;
using System.Text.RegularExpressions;
using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Silo;

/// <summary>Understands one row, or says in Russian what is wrong with it, without repeating what stands in it.</summary>
internal sealed partial class PolicyReader(PolicyColumns columns, DateOnly latestBirth)
{
    private const int MaxNumber = 64;
    private const int MaxName = 200;
    private static readonly string[] DateForms = ["dd.MM.yyyy", "d.M.yyyy", "yyyy-MM-dd"];
    private static readonly Dictionary<string, Sex> Sexes =
        new[] { ("Ж", Sex.Female), ("Жен", Sex.Female), ("Женский", Sex.Female), ("F", Sex.Female), ("Female", Sex.Female), ("М", Sex.Male), ("Муж", Sex.Male), ("Мужской", Sex.Male), ("Male", Sex.Male) }
            .ToDictionary(word => Folding.Heading(word.Item1), word => word.Item2);

    private static readonly DateOnly Oldest = new(1900, 1, 1);

    /// <returns>The row, or why it is left out.</returns>
    public (PolicyLine? Line, string? Reason) Read(CsvRow row)
    {
        if ((row.Fault ?? FaultOf(row.Fields)) is { } fault)
            return (null, fault);
        var fields = Array.ConvertAll(row.Fields, Value);
        var number = columns.Number(fields);
        if (Folding.Code(number).Length == 0 || number.Length > MaxNumber)
            return (null, number.Length <= MaxNumber ? "Нет номера полиса" : $"Номер полиса длиннее {MaxNumber} знаков");
        var names = columns.Names(fields).Where(part => part is not ("" or "-")).ToArray();
        if (IsFormula(number) || names.Any(IsFormula))
            return (null, "Формула вместо значения");
        if (Date(columns.PurchasedOn(fields)) is not { } purchasedOn)
            return (null, "Дата покупки не указана или не читается");
        if (Date(columns.ValidFrom(fields)) is not { } validFrom || Date(columns.ValidTo(fields)) is not { } validTo)
            return (null, "Срок действия не указан или не читается");
        if (validTo < validFrom)
            return (null, "Срок действия кончается раньше, чем начинается");
        var name = string.Join(' ', names);
        if (!Folding.Words(name).Contains(' ', StringComparison.Ordinal) || name.Length > MaxName)
            return (null, name.Length > MaxName ? $"ФИО длиннее {MaxName} знаков" : "ФИО указано не полностью");
        if (Date(columns.BirthDate(fields)) is not { } birthDate)
            return (null, "Дата рождения не указана или не читается");
        if (birthDate < Oldest || birthDate > latestBirth)
            return (null, "Дата рождения в будущем или раньше 1900 года");
        if (SexOf(columns.Sex(fields)) is not { } sex)
            return (null, "Пол не указан или не читается");
        var phone = PhoneNumber.Written(columns.Phone(fields));
        if (phone is null && columns.Phone(fields).Length > 0)
            return (null, "Телефон не является номером мобильного");
        return (new PolicyLine(row.Line, number, purchasedOn, validFrom, validTo, name, birthDate, sex, phone), null);
    }

    /// <summary>The fault that spoils the row before anybody asks what it says.</summary>
    private string? FaultOf(string[] fields)
    {
        if (fields.Any(field => field.Any(letter => letter == '\uFFFD' || char.IsControl(letter) && !char.IsWhiteSpace(letter))))
            return "Недопустимые знаки: строка не в той кодировке, что весь файл";
        if (fields.Length < columns.Width)
            return $"Строка обрывается: полей {fields.Length}, а столбцов {columns.Width}";
        return fields.Skip(columns.Width).Any(field => field.Length > 0) ? $"Лишние поля: их {fields.Length}, а столбцов {columns.Width}" : null;
    }

    /// <summary>Without what spreadsheets put around a value to keep it as text: <c>="123"</c> and a leading apostrophe.</summary>
    private static string Value(string field)
    {
        var bare = field.Length > 3 && field.StartsWith("=\"", StringComparison.Ordinal) && field.EndsWith('"') ? field[2..^1] : field.TrimStart('\'');
        return Folding.Kept(bare);
    }

    /// <summary>Tells a text that a spreadsheet would run.</summary>
    private static bool IsFormula(string value) => value[0] is '=' or '@' or '+' or '-';

    private static DateOnly? Date(string text) =>
        DateOnly.TryParseExact(Midnight().Replace(text, ""), DateForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    private static Sex? SexOf(string text) => Sexes.TryGetValue(Folding.Heading(text), out var sex) ? sex : null;

    /// <summary>The time of day that spreadsheets add to a date.</summary>
    [GeneratedRegex(@"[ T]0?0:00(:00(\.0+)?)?Z?$")]
    private static partial Regex Midnight();
}
