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
    private static readonly DateOnly Oldest = new(1900, 1, 1);

    /// <returns>The row, or why it is left out.</returns>
    public (PolicyLine? Line, string? Reason) Read(string[] row)
    {
        if (row.Any(field => field.Any(letter => char.IsControl(letter) || letter == '\uFFFD')))
            return (null, "Недопустимые знаки. Файл должен быть в кодировке UTF-8");
        var number = columns.Number(row);
        if (number.Length is 0 or > MaxNumber)
            return (null, number.Length == 0 ? "Нет номера полиса" : $"Номер полиса длиннее {MaxNumber} знаков");
        if (Date(columns.PurchasedOn(row)) is not { } purchasedOn)
            return (null, "Дата покупки не указана или не читается");
        if (Date(columns.ValidFrom(row)) is not { } validFrom || Date(columns.ValidTo(row)) is not { } validTo)
            return (null, "Срок действия не указан или не читается");
        if (validTo < validFrom)
            return (null, "Срок действия кончается раньше, чем начинается");
        var name = Spaces().Replace(columns.Name(row), " ");
        if (!name.Contains(' ', StringComparison.Ordinal) || name.Length > MaxName)
            return (null, name.Length > MaxName ? $"ФИО длиннее {MaxName} знаков" : "ФИО указано не полностью");
        if (Date(columns.BirthDate(row)) is not { } birthDate)
            return (null, "Дата рождения не указана или не читается");
        if (birthDate < Oldest || birthDate > latestBirth)
            return (null, "Дата рождения в будущем или раньше 1900 года");
        if (SexOf(columns.Sex(row)) is not { } sex)
            return (null, "Пол не указан или не читается");
        var phone = PhoneNumber.Normalize(columns.Phone(row));
        if (phone is null && columns.Phone(row).Length > 0)
            return (null, "Телефон не является номером мобильного");
        return (new PolicyLine(number, purchasedOn, validFrom, validTo, name, birthDate, sex, phone), null);
    }

    private static DateOnly? Date(string text) =>
        DateOnly.TryParseExact(text, DateForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    private static Sex? SexOf(string text) => text.ToUpperInvariant() switch
    {
        "Ж" or "ЖЕН" or "ЖЕН." or "ЖЕНСКИЙ" or "F" or "FEMALE" => Sex.Female,
        "М" or "МУЖ" or "МУЖ." or "МУЖСКОЙ" or "M" or "MALE" => Sex.Male,
        _ => null,
    };

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
