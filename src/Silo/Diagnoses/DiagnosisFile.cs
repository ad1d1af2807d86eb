using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Silo;

/// <summary>The classification of diseases as a file has it: CSV with the columns MKB_CODE and MKB_NAME, or «Код» and «Название», others between them ignored. Chapters and blocks are left out; a code that ACTUAL says is not in use is known as such.</summary>
/// <param name="Rows">The diagnoses; none without a file.</param>
/// <param name="Bad">Rows that look like a diagnosis and are none.</param>
/// <param name="Fault">Why it can't be read; null when it can.</param>
internal sealed partial record DiagnosisFile(IReadOnlyList<ClassifiedDiagnosis> Rows, IReadOnlyList<BadRow> Bad, string? Fault)
{
    private const int HeadBytes = 64 * 1024;
    private const string PrimaryCare = "Diagnoses/primary-care.csv";

    private static readonly DiagnosisFile None = new([], [], null);
    private static readonly string[] CodeHeadings = Folded("MKB_CODE", "ICD_CODE", "CODE", "Код", "Код МКБ-10");
    private static readonly string[] TitleHeadings = Folded("MKB_NAME", "ICD_NAME", "NAME", "Название", "Наименование");
    private static readonly string[] ActualHeadings = Folded("ACTUAL", "Актуальность");

    /// <summary>The diagnoses that are in use.</summary>
    public IEnumerable<Diagnosis> Diagnoses => Rows.Where(row => row.IsInUse).Select(row => row.Diagnosis);

    /// <summary>Reads the program's own codes: the diagnoses that primary care meets most.</summary>
    public static DiagnosisFile OfPrimaryCare() => Parse(Shipped());

    /// <summary>Reads what the options name.</summary>
    public static DiagnosisFile Read(DiagnosisOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.File.Length > 0 ? Read(options.File) : None;
    }

    /// <summary>Reads a file.</summary>
    public static DiagnosisFile Read(string path)
    {
        try
        {
            return Parse(File.ReadAllBytes(path));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Refused(failure.Message);
        }
    }

    /// <summary>Reads a file's bytes, in whichever encoding its words tell.</summary>
    internal static DiagnosisFile Parse(byte[] file)
    {
        if (TextEncodings.Of(file.AsSpan(0, Math.Min(HeadBytes, file.Length)), isCut: file.Length > HeadBytes) is not { } encoding)
            return Refused("the encoding is none that is known; save the file as UTF-8.");
        using var text = new StreamReader(new MemoryStream(file), encoding, detectEncodingFromByteOrderMarks: true);
        return Parse(text.ReadToEnd());
    }

    private static DiagnosisFile Parse(string text)
    {
        foreach (var separator in (ReadOnlySpan<char>)[';', ',', '\t'])
            if (Columns.Of(RowAt(text, 0, separator).Row.Fields) is { } columns)
                return RowsOf(text, separator, columns);
        return Refused("the first row has no columns MKB_CODE and MKB_NAME.");
    }

    private static DiagnosisFile RowsOf(string text, char separator, Columns columns)
    {
        var rows = new Listing();
        var line = 1;
        for (var at = RowAt(text, 0, separator).Length; at < text.Length;)
        {
            var (row, length, lines) = RowAt(text, at, separator);
            line++;
            if (row.Fault is not null)
                return Refused(string.Create(CultureInfo.InvariantCulture, $"row {line} can't be read."));
            rows.Add(line, columns.Read(row.Fields));
            (at, line) = (at + length, line + lines - 1);
        }
        return rows.IsEmpty ? Refused("no row has a code such as J06.9 and a title.") : rows.File;
    }

    private static (TableRow Row, int Length, int Lines) RowAt(string text, int at, char separator)
    {
        var record = new CsvRecord(text.AsSpan(at), separator, isLast: true);
        var fault = record.Read();
        return (new TableRow(1, fault is null ? record.Fields : [], fault), record.Length, record.Lines);
    }

    private static byte[] Shipped()
    {
        using var list = Assembly.GetExecutingAssembly().GetManifestResourceStream(PrimaryCare)!;
        var bytes = new byte[list.Length];
        list.ReadExactly(bytes);
        return bytes;
    }

    private static DiagnosisFile Refused(string fault) => new([], [], fault);

    private static string[] Folded(params string[] headings) => Array.ConvertAll(headings, Folding.Heading);

    [GeneratedRegex(@"^[A-Z]\d\d(\.\d{1,2})?$")]
    private static partial Regex Code();

    /// <summary>The rows so far, each code once.</summary>
    private sealed class Listing
    {
        private readonly Dictionary<string, (ClassifiedDiagnosis Row, int Line)> _rows = new(StringComparer.Ordinal);
        private readonly List<BadRow> _bad = [];

        public bool IsEmpty => _rows.Count == 0;

        public DiagnosisFile File => new([.. _rows.Values.Select(known => known.Row)], _bad, null);

        public void Add(int line, ClassifiedDiagnosis? row)
        {
            if (row is null || _rows.TryAdd(row.Diagnosis.Code, (row, line)))
            {
                if (row is { Diagnosis.Title.Length: 0 })
                    Leave(line, row.Diagnosis.Code, "Код без названия");
                return;
            }
            // A code is listed anew where it came into use again: the row in use counts.
            var (known, first) = _rows[row.Diagnosis.Code];
            if (row.IsInUse && !known.IsInUse)
                _rows[row.Diagnosis.Code] = (row, line);
            else if (row.IsInUse && row.Diagnosis.Title != known.Diagnosis.Title)
                _bad.Add(new BadRow(line, string.Create(CultureInfo.InvariantCulture, $"Код {row.Diagnosis.Code} уже был в строке {first}, с другим названием")));
        }

        private void Leave(int line, string code, string reason)
        {
            _rows.Remove(code);
            _bad.Add(new BadRow(line, reason));
        }
    }

    /// <summary>Where the columns stand.</summary>
    private sealed record Columns(int CodeAt, int TitleAt, int ActualAt)
    {
        public static Columns? Of(string[] header)
        {
            var folded = Array.ConvertAll(header, Folding.Heading);
            var (code, title) = (Place(folded, CodeHeadings), Place(folded, TitleHeadings));
            return code < 0 || title < 0 ? null : new Columns(code, title, Place(folded, ActualHeadings));
        }

        /// <summary>A row's diagnosis; null for chapters and blocks.</summary>
        public ClassifiedDiagnosis? Read(string[] row)
        {
            var (code, title) = (At(row, CodeAt).ToUpperInvariant(), Folding.Kept(TypedText.WellFormed(At(row, TitleAt))));
            return Code().IsMatch(code) ? new ClassifiedDiagnosis(new Diagnosis(code, title), At(row, ActualAt) != "0") : null;
        }

        private static int Place(string[] header, string[] names) => Array.FindIndex(header, names.Contains);

        private static string At(string[] row, int place) => place >= 0 && place < row.Length ? row[place] : "";
    }
}
