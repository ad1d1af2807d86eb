using System.IO.Compression;
using System.Security;
using System.Text;

namespace Medzdrav.Tests.Storage;

/// <summary>A small .xlsx with cells of every type: a text is a text, a number a number, a date a number with a format.</summary>
internal static class Workbook
{
    private static readonly DateOnly DayZero = new(1899, 12, 30);

    /// <summary>Digits shown with leading zeros.</summary>
    public sealed record Padded(double Number);

    /// <summary>A number shown by a format of its own.</summary>
    public sealed record Formatted(string Format, double Number);

    /// <summary>A formula that came to nothing.</summary>
    public sealed record Failed(string Error);

    /// <summary>A workbook with these sheets.</summary>
    public static MemoryStream Of(params (string Name, object?[][] Rows)[] sheets)
    {
        var file = new MemoryStream();
        var own = SecurityElement.Escape(sheets.SelectMany(sheet => sheet.Rows).SelectMany(row => row).OfType<Formatted>().FirstOrDefault()?.Format ?? "0");
        using (var parts = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            var overrides = string.Concat(sheets.Select((_, index) => $"<Override PartName=\"/xl/worksheets/sheet{index + 1}.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>"));
            Add(parts, "[Content_Types].xml", $"<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/><Override PartName=\"/xl/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml\"/>{overrides}</Types>");
            Add(parts, "_rels/.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
            Add(parts, "xl/_rels/workbook.xml.rels", $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{string.Concat(sheets.Select((_, index) => $"<Relationship Id=\"r{index + 1}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet{index + 1}.xml\"/>"))}<Relationship Id=\"s\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/></Relationships>");
            Add(parts, "xl/styles.xml", $"<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><numFmts count=\"2\"><numFmt numFmtId=\"170\" formatCode=\"00000000\"/><numFmt numFmtId=\"171\" formatCode=\"{own}\"/></numFmts><fonts count=\"1\"><font/></fonts><fills count=\"1\"><fill/></fills><borders count=\"1\"><border/></borders><cellStyleXfs count=\"1\"><xf numFmtId=\"0\"/></cellStyleXfs><cellXfs count=\"4\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\" applyNumberFormat=\"1\"/><xf numFmtId=\"170\" applyNumberFormat=\"1\"/><xf numFmtId=\"171\" applyNumberFormat=\"1\"/></cellXfs></styleSheet>");
            Add(parts, "xl/workbook.xml", $"<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets>{string.Concat(sheets.Select((sheet, index) => $"<sheet name=\"{SecurityElement.Escape(sheet.Name)}\" sheetId=\"{index + 1}\" r:id=\"r{index + 1}\"/>"))}</sheets></workbook>");
            foreach (var (rows, index) in sheets.Select((sheet, index) => (sheet.Rows, index)))
                Add(parts, $"xl/worksheets/sheet{index + 1}.xml", $"<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{string.Concat(rows.Select(Row))}</sheetData></worksheet>");
        }
        file.Position = 0;
        return file;
    }

    /// <summary>Writes the XML of a sheet anew, as a program or a disk would spoil it.</summary>
    /// <param name="file">A workbook.</param>
    /// <param name="sheet">The sheet's number, from 1.</param>
    /// <param name="spoil">From the good XML to the bad.</param>
    public static MemoryStream Spoilt(MemoryStream file, int sheet, Func<string, string> spoil)
    {
        using (var parts = new ZipArchive(file, ZipArchiveMode.Update, leaveOpen: true))
        {
            using var part = parts.GetEntry($"xl/worksheets/sheet{sheet}.xml")!.Open();
            using var reader = new StreamReader(part, leaveOpen: true);
            var bad = spoil(reader.ReadToEnd());
            part.SetLength(0);
            part.Write(new UTF8Encoding(false).GetBytes(bad));
        }
        file.Position = 0;
        return file;
    }

    private static string Row(object?[] cells, int index) => $"<row r=\"{index + 1}\">{string.Concat(cells.Select((cell, place) => Cell(cell, $"{(char)('A' + place)}{index + 1}")))}</row>";

    private static string Cell(object? cell, string place) => cell switch
    {
        null => "",
        DateOnly day => $"<c r=\"{place}\" s=\"1\"><v>{day.DayNumber - DayZero.DayNumber}</v></c>",
        Padded padded => FormattableString.Invariant($"<c r=\"{place}\" s=\"2\"><v>{padded.Number}</v></c>"),
        Failed formula => $"<c r=\"{place}\" t=\"e\"><f>VLOOKUP(A2,B:C,2,0)</f><v>{formula.Error}</v></c>",
        Formatted own => FormattableString.Invariant($"<c r=\"{place}\" s=\"3\"><v>{own.Number}</v></c>"),
        double number => FormattableString.Invariant($"<c r=\"{place}\"><v>{number:R}</v></c>"),
        var text => $"<c r=\"{place}\" t=\"inlineStr\"><is><t>{SecurityElement.Escape(text.ToString())}</t></is></c>",
    };

    private static void Add(ZipArchive parts, string name, string xml)
    {
        using var part = new StreamWriter(parts.CreateEntry(name).Open(), new UTF8Encoding(false));
        part.Write("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>" + xml);
    }
}
