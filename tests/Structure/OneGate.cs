using System.Text.RegularExpressions;

namespace Medzdrav.Tests.Structure;

/// <summary>Persons' data are read through Medcards only (docs/access.md).</summary>
public sealed partial class OneGate
{
    /// <summary>The gate, what stands behind it, the import, and the console's greeting with the demo families.</summary>
    private static readonly string[] Readers =
    [
        "src/Grains/Medcards/Medcards.cs",
        "src/Grains/Medcards/MedcardDocuments.cs",
        "src/Silo/StorageRegistration.cs",
        "src/Silo/Records/People.cs",
        "src/Silo/Records/ConclusionRecords.cs",
        "src/Silo/Records/DocumentRecords.cs",
        "src/Silo/Records/SessionRows.cs",
        "src/Silo/Demo/DemoData.cs",
    ];

    /// <summary>Folders that change many persons at once, and show nothing: imports, and erasure by rule.</summary>
    private static readonly string[] Bulk = ["src/Silo/Policies/", "src/Silo/Retention/"];

    /// <summary>Where statements about persons, policies, consents, conclusions and documents stand.</summary>
    private static readonly string[] Statements =
    [
        "src/Silo/Records/People.cs",
        "src/Silo/Records/PersonRows.cs",
        "src/Silo/Records/PersonSearch.cs",
        "src/Silo/Records/ConclusionRecords.cs",
        "src/Silo/Records/DocumentRecords.cs",
        "src/Silo/Records/UploadRecords.cs",
        "src/Silo/Records/SessionRows.cs",
        "src/Silo/Journal/RecordWrites.cs",
        "src/Silo/Demo/Emptiness.cs",
    ];

    [Fact]
    public void Nobody_but_the_gate_reads_persons_histories_and_conclusions() => Found.None(Repository.Lines(
        Repository.In("src", ".cs").Where(file => !Readers.Contains(file) && !file.StartsWith("src/Grains/Storage/", StringComparison.Ordinal)), text => Reading().IsMatch(text)));

    [Fact]
    public void Nobody_else_asks_the_database_for_them() => Found.None(Repository.Lines(
        Repository.In("src/Silo", ".cs").Where(file => !Statements.Contains(file) && !Bulk.Any(folder => file.StartsWith(folder, StringComparison.Ordinal))), text => Statement().IsMatch(text)));

    [GeneratedRegex(@"\b(IPeople|IConclusions|IDocuments)\b|\.CalendarAsync\(")]
    private static partial Regex Reading();

    [GeneratedRegex(@"\b(FROM|JOIN|INTO|UPDATE) (person|policy|consent|conclusion|document)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Statement();
}
