using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Medzdrav.Contracts;

namespace Medzdrav.Silo;

/// <summary>The classification of diseases as a file has it: CSV with the columns MKB_CODE and MKB_NAME, or «Код» and «Название», others between them ignored. Chapters and blocks are left out, and so are codes that ACTUAL says are not in use.</summary>
/// <param name="Diagnoses">The diagnoses; none without a file.</param>
/// <param name="Fault">Why it can't be read; null when it can.</param>
internal sealed partial record DiagnosisFile(IReadOnlyList<Diagnosis> Diagnoses, string? Fault)
{
    private const int HeadBytes = 64 * 1024;
    private const string Demo = "Demo/diagnoses.csv";

    private static readonly DiagnosisFile None = new([], null);
    private static readonly string[] CodeHeadings = Folded("MKB_CODE", "ICD_CODE", "CODE", "Код", "Код МКБ-10");
    private static readonly string[] TitleHeadings = Folded("MKB_NAME", "ICD_NAME", "NAME", "Название", "Наименование");
    private static readonly string[] ActualHeadings = Folded("ACTUAL", "Актуальность");

    /// <summary>Reads what the options name.</summary>
    public static DiagnosisFile Read(DiagnosisOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        try
        {
            return options.File.Length > 0 ? Parse(File.ReadAllBytes(options.File)) : options.Demo ? Parse(DemoBytes()) : None;
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
                return Rows(text, separator, columns);
        return Refused("the first row has no columns MKB_CODE and MKB_NAME.");
    }

    private static DiagnosisFile Rows(string text, char separator, Columns columns)
    {
        var diagnoses = new Dictionary<string, Diagnosis>(StringComparer.Ordinal);
        var line = 1;
        for (var at = RowAt(text, 0, separator).Length; at < text.Length;)
        {
            var (row, length, lines) = RowAt(text, at, separator);
            line++;
            if (row.Fault is not null)
                return Refused(string.Create(CultureInfo.InvariantCulture, $"row {line} can't be read."));
            if (columns.Read(row.Fields) is { } diagnosis)
                diagnoses.TryAdd(diagnosis.Code, diagnosis);
            (at, line) = (at + length, line + lines - 1);
        }
        return diagnoses.Count > 0 ? new DiagnosisFile([.. diagnoses.Values], null) : Refused("no row has a code such as J06.9 and a title.");
    }

    private static (TableRow Row, int Length, int Lines) RowAt(string text, int at, char separator)
    {
        var record = new CsvRecord(text.AsSpan(at), separator, isLast: true);
        var fault = record.Read();
        return (new TableRow(1, fault is null ? record.Fields : [], fault), record.Length, record.Lines);
    }

    private static byte[] DemoBytes()
    {
        using var list = Assembly.GetExecutingAssembly().GetManifestResourceStream(Demo)!;
        var bytes = new byte[list.Length];
        list.ReadExactly(bytes);
        return bytes;
    }

    private static DiagnosisFile Refused(string fault) => new([], fault);

    private static string[] Folded(params string[] headings) => Array.ConvertAll(headings, Folding.Heading);

    [GeneratedRegex(@"^[A-Z]\d\d(\.\d{1,2})?$")]
    private static partial Regex Code();

    /// <summary>Where the columns stand.</summary>
    private sealed record Columns(int CodeAt, int TitleAt, int ActualAt)
    {
        public static Columns? Of(string[] header)
        {
            var folded = Array.ConvertAll(header, Folding.Heading);
            var (code, title) = (Place(folded, CodeHeadings), Place(folded, TitleHeadings));
            return code < 0 || title < 0 ? null : new Columns(code, title, Place(folded, ActualHeadings));
        }

        /// <summary>A row's diagnosis; null for chapters, blocks and what is not in use.</summary>
        public Diagnosis? Read(string[] row)
        {
            var (code, title) = (At(row, CodeAt).ToUpperInvariant(), Folding.Kept(TypedText.WellFormed(At(row, TitleAt))));
            return Code().IsMatch(code) && title.Length > 0 && At(row, ActualAt) != "0" ? new Diagnosis(code, title) : null;
        }

        private static int Place(string[] header, string[] names) => Array.FindIndex(header, names.Contains);

        private static string At(string[] row, int place) => place >= 0 && place < row.Length ? row[place] : "";
    }
}
