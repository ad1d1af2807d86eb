using System.Globalization;
using System.IO.Compression;
using System.Xml;

namespace Medzdrav.Silo;

/// <summary>Reads the parts of a workbook through before anything keeps them in memory: a small file may unpack to more cells, rows and texts than any spreadsheet has.</summary>
/// <remarks>A part is known by what is in it: names are written in any letters, and a sheet may have any.</remarks>
internal sealed class WorkbookCheck
{
    /// <summary>The last column of a spreadsheet is XFD.</summary>
    private const int MaxColumns = 16_384;

    private const int MaxRows = 1_048_576;

    /// <summary>A cell holds 32,767 characters, and an escaped one is written with seven.</summary>
    private const int MaxCellLength = 7 * 32_767;

    private const int MaxRowLength = 4 * 1024 * 1024;

    /// <summary>Pieces of a text in fonts of their own: they are joined one by one.</summary>
    private const int MaxRuns = 1_000;

    /// <summary>Rows times columns: each row is read as wide as the widest.</summary>
    private const long MaxPlaces = 128L * 1024 * 1024;

    private const int MaxTexts = 16 * 1024 * 1024;
    private const long MaxTextBytes = 256L * 1024 * 1024;

    /// <summary>Each format is compared with all before it.</summary>
    private const int MaxFormats = 5_000;

    /// <summary>Elements beside cells and texts, which are kept: columns, styles, merged cells, relationships.</summary>
    private const int MaxOthers = 500_000;

    /// <summary>Formulas that came to nothing: it is kept where they are.</summary>
    private const int MaxFailed = 1_000_000;

    private const int MaxSheets = 100;
    private const long MaxUnpacked = 1024L * 1024 * 1024;

    /// <summary>All sheets before a sheet are read again on the way to it.</summary>
    private const long MaxReadAgain = 8 * MaxUnpacked;

    private const string Relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private static readonly XmlReaderSettings Settings = new() { IgnoreComments = true, IgnoreWhitespace = true };
    private static readonly string[] Roots = ["worksheet", "sst", "styleSheet", "workbook", "Relationships"];

    private readonly CancellationToken _cancellation;
    private readonly char[] _piece = new char[4096];
    private readonly Dictionary<string, string> _sheets = [];
    private readonly Dictionary<string, HashSet<(long Row, int Column)>> _failed = [];
    private Dictionary<string, string> _targets = [];
    private HashSet<(long Row, int Column)> _failedHere = [];
    private int _texts;
    private int _formats;
    private int _others;

    private WorkbookCheck(CancellationToken cancellation) => _cancellation = cancellation;

    /// <summary>Looks whether the workbook can be read in bounded memory and time.</summary>
    /// <param name="file">The workbook; left open, at any place.</param>
    /// <param name="cancellation">Stops reading.</param>
    /// <returns>The check with all it found on the way; null where the workbook can't be read.</returns>
    public static WorkbookCheck? Of(Stream file, CancellationToken cancellation)
    {
        using var parts = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
        var unpacked = parts.Entries.Sum(part => part.Length);
        var check = new WorkbookCheck(cancellation);
        var fits = unpacked <= MaxUnpacked && parts.Entries.All(check.Fits)
            && check._sheets.Count <= MaxSheets && unpacked * Math.Max(1, check._sheets.Count) <= MaxReadAgain;
        return fits ? check : null;
    }

    /// <summary>Rows and columns, from 1, of a sheet's formulas that came to nothing: the library reads them as empty cells.</summary>
    public IReadOnlySet<(long Row, int Column)> FailedIn(string sheet)
    {
        var target = _targets.FirstOrDefault(one => _sheets.GetValueOrDefault(one.Value) == sheet).Key?.TrimStart('/');
        return target is null ? new HashSet<(long, int)>() : _failed.FirstOrDefault(part => part.Key.EndsWith(target, StringComparison.OrdinalIgnoreCase)).Value ?? [];
    }

    private bool Fits(ZipArchiveEntry part)
    {
        using var stream = new MeasuredStream(part.Open());
        try
        {
            using var reader = XmlReader.Create(stream, Settings);
            reader.MoveToContent();
            if (!Roots.Contains(reader.LocalName))
                return !stream.IsOver;
            // Only the workbook's own relationships say where its sheets are: each has a part of its own.
            var targets = part.Name.Equals("workbook.xml.rels", StringComparison.OrdinalIgnoreCase) ? _targets = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) : null;
            _failedHere = [];
            var fits = (reader.LocalName != "sst" || part.Length <= MaxTextBytes) && Fits(reader, stream, targets);
            if (_failedHere.Count > 0)
                _failed[part.FullName] = _failedHere;
            return fits;
        }
        catch (Exception broken) when (broken is XmlException or InvalidDataException)
        {
            // Nobody else reads the part any further.
            return !stream.IsOver;
        }
    }

    private bool Fits(XmlReader reader, MeasuredStream stream, Dictionary<string, string>? targets)
    {
        var place = new WorkbookPlace();
        do
        {
            _cancellation.ThrowIfCancellationRequested();
            stream.Next();
            var fits = reader.NodeType switch
            {
                XmlNodeType.Element => FitsElement(reader, place, targets),
                XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace => FitsText(reader, stream, place),
                _ => true,
            };
            if (!fits)
                return false;
        }
        while (reader.Read());
        return true;
    }

    private bool FitsText(XmlReader reader, MeasuredStream stream, WorkbookPlace place)
    {
        for (int read; (read = reader.ReadValueChunk(_piece, 0, _piece.Length)) > 0;)
        {
            stream.Next();
            place.Write(read);
            if (place.CellLength > MaxCellLength || place.RowLength > MaxRowLength)
                return false;
        }
        return true;
    }

    private bool FitsElement(XmlReader reader, WorkbookPlace place, Dictionary<string, string>? targets)
    {
        switch (reader.LocalName)
        {
            case "row":
                place.EnterRow(int.TryParse(reader.GetAttribute("r"), CultureInfo.InvariantCulture, out var row) ? row : null, reader.Depth);
                return place.Row <= MaxRows && place.Places <= MaxPlaces;
            case "c":
                place.EnterCell(ColumnOf(reader.GetAttribute("r")));
                if (reader.GetAttribute("t") == "e")
                    _failedHere.Add((place.Row, place.Column));
                return _failedHere.Count <= MaxFailed && place.Cells <= MaxColumns && place.Column <= MaxColumns && place.Places <= MaxPlaces;
            case "si":
                place.EnterText(reader.Depth);
                return ++_texts <= MaxTexts;
            case "t":
                return place.EnterRun() <= MaxRuns;
            case "numFmt":
                return ++_formats <= MaxFormats;
            case "sheet":
                {
                    var name = reader.GetAttribute("name") ?? "";
                    return _sheets.TryAdd(reader.GetAttribute("id", Relationships) ?? name, name);
                }
            case "Relationship":
                return (targets is null || targets.TryAdd(reader.GetAttribute("Target") ?? "", reader.GetAttribute("Id") ?? "")) && ++_others <= MaxOthers;
            default:
                return place.IsInside(reader.Depth) || ++_others <= MaxOthers;
        }
    }

    /// <summary>The column that a cell's reference names, from 1; null where it names none.</summary>
    private static int? ColumnOf(string? reference)
    {
        var column = 0;
        foreach (var letter in reference ?? "")
        {
            if (!char.IsAsciiLetter(letter))
                break;
            if ((column = column * 26 + char.ToUpperInvariant(letter) - 'A' + 1) > MaxColumns)
                return column;
        }
        return column == 0 ? null : column;
    }
}
