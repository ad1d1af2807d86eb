using System.IO.Compression;
using System.Text;
using Medzdrav.Contracts;
using Medzdrav.Silo;

namespace Medzdrav.Tests.Storage;

/// <summary>Small workbooks that unpack to more than any spreadsheet has: refused at once, before they are read into memory.</summary>
public sealed class WorkbookLimitTests(SqliteStorage storage) : IClassFixture<SqliteStorage>
{
    private const string TooLarge = "Книга Excel слишком велика: сохраните её как CSV";
    private readonly PolicyImport import = storage.Get<PolicyImport>();
    private readonly string number = Sample.Id();

    [Theory]
    [InlineData("cells in a row")]
    [InlineData("cells in rows of one number")]
    [InlineData("XFE3")]
    [InlineData("ZZZZZZ3")]
    [InlineData("FXSHRXW3")]
    [InlineData("row 1048577")]
    [InlineData("row 2000000000")]
    [InlineData("wide and long")]
    [InlineData("a long text")]
    [InlineData("a text of many pieces")]
    [InlineData("a long attribute")]
    [InlineData("columns")]
    public async Task A_sheet_with_more_than_a_spreadsheet_has_is_refused(string what)
    {
        var book = Workbook.Spoilt(Book("Лист1"), 1, xml => xml.Replace("</sheetData>", RowsOf(what) + "</sheetData>", StringComparison.Ordinal));

        Assert.Equal(new BadRow(1, TooLarge), Assert.Single((await RunAsync(book)).Bad));
    }

    [Theory]
    [InlineData("xl/SharedStrings.xml")]
    [InlineData("xl/texts.xml")]
    public async Task Shared_texts_are_counted_under_whatever_name_they_have(string name)
    {
        var book = With(Book("Лист1"), name, part =>
        {
            part.Write("<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">");
            var piece = Many("<si/>", 4096);
            for (var pieces = 0; pieces <= 4096; pieces++)
                part.Write(piece);
            part.Write("</sst>");
        });

        Assert.Equal(new BadRow(1, TooLarge), Assert.Single((await RunAsync(book)).Bad));
    }

    [Fact]
    public async Task A_part_that_stands_for_several_sheets_is_refused()
    {
        var book = Rewritten(Book("Лист1", "Лист2"), "xl/_rels/workbook.xml.rels", xml => xml.Replace("sheet2.xml", "sheet1.xml", StringComparison.Ordinal));

        Assert.Equal(new BadRow(1, TooLarge), Assert.Single((await RunAsync(book)).Bad));
    }

    [Theory]
    [InlineData("<row r=\"9\"><c r=\"XFD9\" s=\"1\"/></row>")]
    [InlineData("<row r=\"1048576\"/>")]
    public async Task A_sheet_as_wide_or_as_long_as_a_spreadsheet_is_read(string rows)
    {
        var book = Workbook.Spoilt(Book("Лист1"), 1, xml => xml.Replace("</sheetData>", rows + "</sheetData>", StringComparison.Ordinal));

        Assert.Equal((1, 0), await RunAsync(book) is var report ? (report.Created, report.BadCount) : default);
    }

    [Fact]
    public async Task Parts_that_nobody_reads_may_hold_whatever_they_do()
    {
        var book = With(Book("Лист1"), "xl/calcChain.xml", part => part.Write($"<calcChain>{Many("<c r=\"A1\" i=\"1\"/>", 20_000)}</calcChain>"));

        Assert.Equal((1, 0), await RunAsync(With(book, "xl/media/image1.png", part => part.Write("\u0089PNG"))) is var report ? (report.Created, report.BadCount) : default);
    }

    [Fact]
    public async Task Who_stops_waiting_stops_the_reading()
    {
        using var stopped = new CancellationTokenSource();
        await stopped.CancelAsync();

        Assert.ThrowsAny<OperationCanceledException>(() => WorkbookRows.Open(Book("Лист1"), stopped.Token));
    }

    private static string RowsOf(string what) => what switch
    {
        "cells in a row" => $"<row r=\"3\">{Many("<c/>", 16_385)}</row>",
        "cells in rows of one number" => Many($"<row r=\"3\">{Many("<c r=\"A3\"/>", 100)}</row>", 170),
        "wide and long" => "<row r=\"3\"><c r=\"XFD3\"><v>1</v></c></row><row r=\"1000000\"/>",
        "a long text" => $"<row r=\"3\"><c t=\"inlineStr\"><is><t>{Many("я", 230_000)}</t></is></c></row>",
        "a text of many pieces" => $"<row r=\"3\"><c t=\"inlineStr\"><is>{Many("<t>я</t>", 1_001)}</is></c></row>",
        "a long attribute" => $"<row r=\"3\" spans=\"{Many("1", 2_000_000)}\"/>",
        "columns" => Many("<col min=\"1\" max=\"1\" width=\"1\"/>", 500_001),
        _ when what.StartsWith("row ", StringComparison.Ordinal) => $"<row r=\"{what[4..]}\"><c><v>1</v></c></row>",
        _ => $"<row r=\"3\"><c r=\"{what}\"><v>1</v></c></row>",
    };

    private static string Many(string piece, int times) => string.Concat(Enumerable.Repeat(piece, times));

    private MemoryStream Book(params string[] sheets) => Workbook.Of([.. sheets.Select(name => (name, new object?[][]
    {
        [.. Family.Header.Split(';')],
        [number, new DateOnly(2026, 2, 1), new DateOnly(2026, 2, 1), new DateOnly(2027, 12, 31), "Ромашкина Анна", new DateOnly(1990, 5, 1), "ж", null],
    }))]);

    private static MemoryStream With(MemoryStream file, string name, Action<StreamWriter> write)
    {
        using (var parts = new ZipArchive(file, ZipArchiveMode.Update, leaveOpen: true))
        {
            using var part = new StreamWriter(parts.CreateEntry(name, CompressionLevel.Fastest).Open(), new UTF8Encoding(false));
            write(part);
        }
        file.Position = 0;
        return file;
    }

    private static MemoryStream Rewritten(MemoryStream file, string name, Func<string, string> spoil)
    {
        string xml;
        using (var parts = new ZipArchive(file, ZipArchiveMode.Update, leaveOpen: true))
        {
            var part = parts.GetEntry(name)!;
            using (var reader = new StreamReader(part.Open()))
                xml = spoil(reader.ReadToEnd());
            part.Delete();
        }
        return With(file, name, part => part.Write(xml));
    }

    private Task<ImportReport> RunAsync(MemoryStream book) => import.RunAsync(InsurerId.Default, book);
}
