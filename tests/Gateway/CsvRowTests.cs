using Medzdrav.Web;

namespace Medzdrav.Tests.Gateway;

/// <summary>Files for spreadsheets.</summary>
public sealed class CsvRowTests
{
    [Theory]
    [InlineData("=1+1", "\"'=1+1\"")]
    [InlineData("+7 900", "\"'+7 900\"")]
    [InlineData("-1", "\"'-1\"")]
    [InlineData("@SUM(A1)", "\"'@SUM(A1)\"")]
    [InlineData("\t=1", "\"'\t=1\"")]
    [InlineData("\r=1", "\"'\r=1\"")]
    [InlineData("＝1", "\"'＝1\"")]
    [InlineData("Иванова; \"Анна\"\nПетровна", "\"Иванова; \"\"Анна\"\"\nПетровна\"")]
    [InlineData("a=b", "\"a=b\"")]
    [InlineData("", "\"\"")]
    [InlineData(null, "\"\"")]
    public void A_cell_is_a_text_whatever_stands_in_it(string? text, string cell) => Assert.Equal($"{cell};\"x\"\r\n", CsvRow.Of(text, "x"));
}
