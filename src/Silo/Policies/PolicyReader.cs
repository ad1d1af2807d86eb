using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Silo;

/// <summary>Understands one row, or says in Russian which column is wrong and what it should hold, without repeating persons' data.</summary>
internal sealed partial class PolicyReader(PolicyColumns columns, DateOnly latestBirth, IReadOnlyCollection<string> countries)
{
    private const int MaxNumber = 64;
    private const int MaxName = 200;
    private const int LongestYears = 30;
    private const string ForeignEncoding = "Недопустимые знаки: строка не в той кодировке, что весь файл";
    private const string Formula = "формула вместо значения";
    private const string NoValue = "ошибка формулы вместо значения";
    private const string MakeText = "сделайте столбец текстовым";
    private const string DateWanted = $"нужна дата вида {WrittenDate.Wanted}";

    private static readonly Dictionary<string, Sex> Sexes =
        new[] { ("Ж", Sex.Female), ("Жен", Sex.Female), ("Женский", Sex.Female), ("F", Sex.Female), ("Female", Sex.Female), ("М", Sex.Male), ("Муж", Sex.Male), ("Мужской", Sex.Male), ("Male", Sex.Male) }
            .ToDictionary(word => Folding.Heading(word.Item1), word => word.Item2);

    private static readonly (DateOnly First, DateOnly Last) Policies = (new(1990, 1, 1), new(2100, 12, 31));

    /// <returns>The row, or why it is left out.</returns>
    public (PolicyLine? Line, string? Reason) Read(TableRow row)
    {
        if ((row.Fault ?? FaultOf(row.Fields)) is { } fault)
            return (null, fault);
        var fields = Array.ConvertAll(row.Fields, Value);
        var number = columns.Field(fields, PolicyColumn.Number);
        var name = string.Join(' ', columns.Names(fields).Where(part => part is not ("" or "-")));
        if ((FaultOfNumber(number) ?? FaultOfName(name)) is { } spoilt)
            return (null, spoilt);
        var (purchasedOn, validFrom, validTo) = (Date(fields, PolicyColumn.PurchasedOn), Date(fields, PolicyColumn.ValidFrom), Date(fields, PolicyColumn.ValidTo));
        var birthDate = Date(fields, PolicyColumn.BirthDate);
        if ((purchasedOn.Fault ?? validFrom.Fault ?? validTo.Fault ?? FaultOfTerm(purchasedOn.Day, validFrom.Day, validTo.Day) ?? birthDate.Fault ?? FaultOfBirth(birthDate.Day)) is { } misdated)
            return (null, misdated);
        if (!Sexes.TryGetValue(Folding.Heading(columns.Field(fields, PolicyColumn.Sex)), out var sex))
            return (null, Fault(PolicyColumn.Sex, "нужно «м» или «ж»"));
        var written = columns.Field(fields, PolicyColumn.Phone);
        var phone = PhoneNumber.Written(written);
        if (phone is null && written.Length > 0)
            return (null, Fault(PolicyColumn.Phone, FormulaError().IsMatch(written) ? NoValue : Counted(written) ?? "не номер мобильного, нужен номер вида +7 912 345-67-89"));
        var isForeign = IsForeign(phone);
        return (new PolicyLine(row.Line, number, purchasedOn.Day, validFrom.Day, validTo.Day, name, birthDate.Day, sex, isForeign ? null : phone, isForeign), null);
    }

    /// <summary>No code is sent to such a number, so it is nobody's login. Most numbers are Russian mobile ones, which need no looking up.</summary>
    private bool IsForeign(string? phone) => phone is not null && !(phone.StartsWith("+79", StringComparison.Ordinal) && countries.Contains("RU")) && !countries.Contains(PhoneNumber.CountryOf(phone) ?? "");

    private string Fault(PolicyColumn column, string what) => $"«{columns.Heading(column)}»: {what}";

    /// <summary>The fault that spoils the row before anybody asks what it says.</summary>
    private string? FaultOf(string[] fields)
    {
        if (columns.IsHeader(fields))
            return "Повтор заголовка, а не полис";
        if (IsTotal(fields))
            return "Строка итогов, а не полис";
        if (fields.Any(field => field.Any(letter => letter == '\uFFFD' || (char.IsControl(letter) && !char.IsWhiteSpace(letter)))))
            return ForeignEncoding;
        if (fields.Length < columns.Needed)
            return $"Строка обрывается: полей {fields.Length}, а столбцов {columns.Width}";
        return fields.Skip(columns.Width).Any(field => field.Length > 0) ? $"Лишние поля: их {fields.Length}, а столбцов {columns.Width}" : null;
    }

    /// <summary>«Итого: 2» below the table, or between its parts.</summary>
    private bool IsTotal(string[] fields) =>
        columns.Field(fields, PolicyColumn.BirthDate).Length == 0 && Array.Find(fields, field => field.Length > 0) is { } first && Total().IsMatch(Folding.Name(first));

    private string? FaultOfNumber(string number)
    {
        if (Folding.Code(number).Length == 0)
            return Fault(PolicyColumn.Number, "пусто");
        if (number.Length > MaxNumber)
            return Fault(PolicyColumn.Number, $"длиннее {MaxNumber} знаков");
        return IsFormula(number) ? Fault(PolicyColumn.Number, Formula)
            : FormulaError().IsMatch(number) ? Fault(PolicyColumn.Number, NoValue)
            : WrittenDate.Read(number) is not null ? Fault(PolicyColumn.Number, $"номер записан как дата: {MakeText}")
            : Counted(number) is { } counted ? Fault(PolicyColumn.Number, counted)
            : null;
    }

    private string? FaultOfName(string name)
    {
        if (name.Length > 0 && IsFormula(name))
            return Fault(PolicyColumn.Name, Formula);
        if (FormulaError().IsMatch(name))
            return Fault(PolicyColumn.Name, NoValue);
        if (name.EnumerateRunes().Any(IsNoLetterOfNames))
            return ForeignEncoding;
        return name.Length > MaxName ? Fault(PolicyColumn.Name, $"длиннее {MaxName} знаков")
            : PersonFaults.OfName(name) is { } fault ? Fault(PolicyColumn.Name, fault)
            : null;
    }

    private (DateOnly Day, string? Fault) Date(string[] fields, PolicyColumn column)
    {
        var written = columns.Field(fields, column);
        return WrittenDate.Read(written) is { } day ? (day, null) : (default, Fault(column, written.Length == 0 ? $"пусто, {DateWanted}" : $"не читается, {DateWanted}"));
    }

    private string? FaultOfTerm(DateOnly purchasedOn, DateOnly validFrom, DateOnly validTo)
    {
        foreach (var (column, day) in new[] { (PolicyColumn.PurchasedOn, purchasedOn), (PolicyColumn.ValidFrom, validFrom), (PolicyColumn.ValidTo, validTo) })
            if (day < Policies.First || day > Policies.Last)
                return Fault(column, $"год раньше {Policies.First.Year} или позже {Policies.Last.Year}, {DateWanted}");
        return validTo < validFrom ? Fault(PolicyColumn.ValidTo, $"раньше, чем «{columns.Heading(PolicyColumn.ValidFrom)}»")
            : validTo > validFrom.AddYears(LongestYears) ? Fault(PolicyColumn.ValidTo, $"срок действия длиннее {LongestYears} лет")
            : null;
    }

    private string? FaultOfBirth(DateOnly birthDate) =>
        PersonFaults.OfBirthDate(birthDate, latestBirth) is { } fault ? Fault(PolicyColumn.BirthDate, fault) : null;

    /// <summary>A number that a spreadsheet took for one to count with: some of its digits are lost, or some are too many.</summary>
    private static string? Counted(string written) =>
        Scientific().IsMatch(written) || Fraction().IsMatch(written) ? $"номер записан как {written}: {MakeText}" : null;

    /// <summary>Without what spreadsheets put around a value to keep it as text: <c>="123"</c> and a leading apostrophe.</summary>
    private static string Value(string field)
    {
        var bare = field.Length > 3 && field.StartsWith("=\"", StringComparison.Ordinal) && field.EndsWith('"') ? field[2..^1] : field.TrimStart('\'');
        return Folding.Kept(bare);
    }

    /// <summary>Tells a text that a spreadsheet would run.</summary>
    private static bool IsFormula(string value) => value[0] is '=' or '@' or '+' or '-';

    /// <summary>Signs that stand in no name: a row of another encoding than its file's has them.</summary>
    private static bool IsNoLetterOfNames(Rune letter) => letter.Value is not ('`' or '´') && Rune.GetUnicodeCategory(letter) is
        UnicodeCategory.CurrencySymbol or UnicodeCategory.MathSymbol or UnicodeCategory.ModifierSymbol or UnicodeCategory.OtherSymbol or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;

    [GeneratedRegex(@"^\+?[0-9]+([.,][0-9]+[eE][+-]?|[eE][+-])[0-9]+$")]
    private static partial Regex Scientific();

    [GeneratedRegex(@"^\+?[0-9]{5,}[.,]0+$")]
    private static partial Regex Fraction();

    /// <summary>The outcome of a formula that has none, in the English and the Russian spreadsheet.</summary>
    [GeneratedRegex(@"^#(N/A|Н/Д|NULL!|ПУСТО!|DIV/0!|ДЕЛ/0!|VALUE!|ЗНАЧ!|REF!|ССЫЛКА!|NAME\?|ИМЯ\?|NUM!|ЧИСЛО!)$")]
    private static partial Regex FormulaError();

    [GeneratedRegex("^(ИТОГО|ВСЕГО)( |:|$)")]
    private static partial Regex Total();
}
