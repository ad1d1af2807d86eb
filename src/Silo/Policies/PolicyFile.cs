using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using System.Text.Unicode;

namespace Medzdrav.Silo;

/// <summary>An insurer's file, opened: encoding and separator are found out from its head, without reading it all.</summary>
/// <param name="Rows">Behind the header row; null with a refusal.</param>
/// <param name="Columns">From the header row.</param>
/// <param name="Refusal">Why it is no such file, and where; null when it is one.</param>
internal sealed record PolicyFile(CsvRows? Rows, PolicyColumns? Columns, CsvRow Refusal)
{
    private const int HeadBytes = 64 * 1024;
    private const string SaveAsCsv = "В Excel: «Сохранить как», тип «CSV UTF-8 (разделитель — запятая)»";
    private static readonly char[] Separators = [';', ',', '\t'];
    private static readonly byte[] OldExcel = [0xD0, 0xCF, 0x11, 0xE0];

    /// <param name="csv">The file; left open.</param>
    /// <param name="cancellation">Stops waiting for the head.</param>
    public static async Task<PolicyFile> OpenAsync(Stream csv, CancellationToken cancellation)
    {
        var pipe = PipeReader.Create(csv, new StreamPipeReaderOptions(bufferSize: HeadBytes, leaveOpen: true));
        var read = await pipe.ReadAtLeastAsync(HeadBytes, cancellation);
        var head = read.Buffer.Slice(0, Math.Min(HeadBytes, read.Buffer.Length)).ToArray();
        // Nothing is taken: the reader below begins at the beginning.
        pipe.AdvanceTo(read.Buffer.Start);
        if (RefusalOf(head) is { } refusal)
        {
            await pipe.CompleteAsync();
            return Refused(1, refusal);
        }
        return await HeaderAsync(new CsvRows(new StreamReader(pipe.AsStream(), EncodingOf(head), detectEncodingFromByteOrderMarks: true, bufferSize: HeadBytes)), cancellation);
    }

    private static PolicyFile Refused(int line, string why) => new(null, null, new CsvRow(line, [], why));

    private static string? RefusalOf(ReadOnlySpan<byte> head)
    {
        if (head.IsEmpty)
            return "Файл пуст";
        if (head.StartsWith("PK\u0003\u0004"u8) || head.StartsWith(OldExcel))
            return "Это книга Excel, а не CSV. " + SaveAsCsv;
        return head.Contains((byte)0) && !IsUtf16(head) ? "Это не текстовый файл. " + SaveAsCsv : null;
    }

    private static bool IsUtf16(ReadOnlySpan<byte> head) => head.StartsWith(Encoding.Unicode.Preamble) || head.StartsWith(Encoding.BigEndianUnicode.Preamble);

    /// <summary>UTF-8, unless the header row, or without Russian letters in it the head, is not that. Byte order marks are the stream reader's.</summary>
    private static Encoding EncodingOf(ReadOnlySpan<byte> head)
    {
        var lineBreak = head.IndexOfAny((byte)'\r', (byte)'\n');
        var header = lineBreak < 0 ? head : head[..lineBreak];
        var proof = Ascii.IsValid(header) ? WholeLines(head) : header;
        return IsUtf16(head) || Utf8.IsValid(proof) ? Encoding.UTF8 : CodePagesEncodingProvider.Instance.GetEncoding(1251)!;
    }

    private static ReadOnlySpan<byte> WholeLines(ReadOnlySpan<byte> head)
    {
        var end = head.LastIndexOf((byte)'\n');
        return head.Length < HeadBytes || end < 0 ? head : head[..end];
    }

    private static async Task<PolicyFile> HeaderAsync(CsvRows rows, CancellationToken cancellation)
    {
        while (await ColumnsAsync(rows, cancellation) is { } columns && await rows.NextAsync(cancellation) is { } first)
        {
            // Blank lines, and what Excel writes to itself.
            if (first.IsBlank || first.Fields is [['s' or 'S', 'e' or 'E', 'p' or 'P', '=', ..], ..])
                continue;
            if (first.Fault is null && columns.Missing.ToArray() is { Length: 0 })
                return new PolicyFile(rows, columns, default);
            rows.Dispose();
            return Refused(first.Line, first.Fault ?? "В первой строке нет столбцов: " + string.Join(", ", columns.Missing));
        }
        rows.Dispose();
        return Refused(1, "Файл пуст");
    }

    /// <summary>By the separator under which most of the header is known; null at the end.</summary>
    private static async Task<PolicyColumns?> ColumnsAsync(CsvRows rows, CancellationToken cancellation)
    {
        PolicyColumns? best = null;
        foreach (var separator in Separators)
        {
            if (await rows.PeekAsync(separator, cancellation) is not { } row)
                return null;
            var columns = new PolicyColumns(row.Fields);
            if (best is null || columns.Known > best.Known)
                (best, rows.Separator) = (columns, separator);
        }
        return best;
    }
}
