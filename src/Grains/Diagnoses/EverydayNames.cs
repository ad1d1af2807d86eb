namespace Medzdrav.Grains;

/// <summary>Names that people say every day and no title of the classification holds, with the codes that a doctor may mean by them. The doctor chooses; nothing is written by itself.</summary>
internal static class EverydayNames
{
    private const int LeastLetters = 3;

    private static readonly (string[] Words, string[] Codes)[] Names =
    [
        Name("ОРВИ", "J06.9"), Name("ОРЗ", "J06.9"), Name("простуда", "J06.9", "J00"), Name("насморк", "J00"), Name("ангина", "J03.9"), Name("боль в горле", "J02.9", "R07.0"),
        Name("высокое давление", "I10", "R03.0"), Name("повышенное давление", "I10", "R03.0"), Name("гипертония", "I10"), Name("гипертоническая болезнь", "I10"), Name("ИБС", "I25.9"),
        Name("высокая температура", "R50.9"), Name("понос", "A09", "K59.1"), Name("отравление", "A05.9"), Name("ГЭРБ", "K21.9"), Name("изжога", "R12"),
        Name("ветрянка", "B01.9"), Name("ячмень", "H00.0"), Name("аллергия", "T78.4"),
    ];

    /// <summary>The codes of all names that fit each part of a query by its beginnings.</summary>
    public static IReadOnlySet<string> CodesOf(IReadOnlyCollection<DiagnosisQuery> parts) =>
        parts.Any(part => part.Code is not null) || parts.Sum(part => part.Words.Sum(word => word.Length)) < LeastLetters
            ? new HashSet<string>()
            : Names.Where(name => parts.All(part => part.Words.All(word => Array.Exists(name.Words, of => of.StartsWith(word, StringComparison.Ordinal))))).SelectMany(name => name.Codes).ToHashSet(StringComparer.Ordinal);

    private static (string[] Words, string[] Codes) Name(string name, params string[] codes) => (DiagnosisQuery.WordsOf(name), codes);
}
