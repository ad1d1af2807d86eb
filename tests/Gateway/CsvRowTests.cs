using System.Text.Json;
using Medzdrav.Contracts;
using Medzdrav.Tests.Support;
using Medzdrav.Web;

namespace Medzdrav.Tests.Gateway;

/// <summary>Files for spreadsheets. The scripts' rows are held to the same cells.</summary>
public sealed class CsvRowTests
{
    public static TheoryData<string?, string> Cells => [.. JsonSerializer
        .Deserialize<Case[]>(File.ReadAllText(Path.Combine(HostProcess.Repository, "tests/Web/csv-cells.json")), WireJson.Options)!
        .Select(one => (one.Text, one.Cell))];

    [Theory]
    [MemberData(nameof(Cells))]
    public void A_cell_is_a_text_whatever_stands_in_it(string? text, string cell) => Assert.Equal($"{cell};\"x\"\r\n", CsvRow.Of(text, "x"));

    private sealed record Case(string? Text, string Cell);
}
