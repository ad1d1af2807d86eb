using System.Buffers;
using System.IO.Pipelines;

namespace Medzdrav.Silo;

/// <summary>An insurer's file, opened: its form and encoding are found out from its head, its columns from the header row.</summary>
/// <param name="Rows">Behind the header row; null with a refusal.</param>
/// <param name="Columns">From the header row.</param>
/// <param name="Refusal">Why it is no such file, and where; null when it is one.</param>
internal sealed record PolicyFile(ITableRows? Rows, PolicyColumns? Columns, TableRow Refusal)
{
    private const int HeadBytes = 64 * 1024;

    /// <summary>So many rows may stand above the header: a title, an address, a date.</summary>
    private const int MaxAbove = 20;

    private const string SaveAsCsv = "В Excel: «Сохранить как», тип «Книга Excel (.xlsx)» или «CSV UTF-8 (разделитель — запятая)»";
    private static readonly byte[] OldExcel = [0xD0, 0xCF, 0x11, 0xE0];

    /// <param name="file">The file; left open.</param>
    /// <param name="sheet">Of a workbook with policies on several sheets, which is meant; null for the only one.</param>
    /// <param name="cancellation">Stops waiting for the file.</param>
    public static async Task<PolicyFile> OpenAsync(Stream file, string? sheet, CancellationToken cancellation)
    {
        var pipe = PipeReader.Create(file, new StreamPipeReaderOptions(bufferSize: HeadBytes, leaveOpen: true));
        var read = await pipe.ReadAtLeastAsync(HeadBytes, cancellation);
        var head = read.Buffer.Slice(0, Math.Min(HeadBytes, read.Buffer.Length)).ToArray();
        // Nothing is taken: whoever reads on begins at the beginning.
        pipe.AdvanceTo(read.Buffer.Start);
        if (head.AsSpan().StartsWith("PK\u0003\u0004"u8))
            return await WorkbookAsync(pipe.AsStream(), sheet, cancellation);
        var encoding = TextEncodings.Of(head, isCut: head.Length == HeadBytes);
        var refusal = RefusalOf(head);
        if (refusal is not null || encoding is null)
        {
            await pipe.CompleteAsync();
            return Refused(1, refusal ?? "Кодировка не распознана. " + SaveAsCsv);
        }
        var rows = new CsvRows(new StreamReader(pipe.AsStream(), encoding, detectEncodingFromByteOrderMarks: true, bufferSize: HeadBytes));
        var opened = await HeaderAsync(rows, cancellation);
        if (opened.Rows is null)
            rows.Dispose();
        return opened;
    }

    private static PolicyFile Refused(int line, string why) => new(null, null, new TableRow(line, [], why));

    private static string? RefusalOf(ReadOnlySpan<byte> head)
    {
        if (head.IsEmpty)
            return "Файл пуст";
        if (head.StartsWith(OldExcel))
            return "Это книга Excel прежнего вида или под паролем. " + SaveAsCsv;
        return head.Contains((byte)0) && !TextEncodings.IsUtf16(head) ? "Это не текстовый файл. " + SaveAsCsv : null;
    }

    private static async Task<PolicyFile> WorkbookAsync(Stream packed, string? sheet, CancellationToken cancellation)
    {
        await using var from = packed;
        var file = new MemoryStream();
        var piece = new byte[HeadBytes];
        for (int read; (read = await from.ReadAsync(piece, cancellation)) > 0;)
        {
            if (file.Length + read > WorkbookRows.MaxBytes)
                return Refused(1, $"Книга Excel больше {WorkbookRows.MaxBytes >> 20} МиБ: сохраните её как CSV");
            file.Write(piece, 0, read);
        }
        file.Position = 0;
        var (rows, fault) = WorkbookRows.Open(file, cancellation);
        return rows is null ? Refused(1, fault!) : await SheetAsync(rows, sheet, cancellation);
    }

    /// <summary>The sheet that was named, else the only one whose header is known.</summary>
    private static async Task<PolicyFile> SheetAsync(WorkbookRows rows, string? sheet, CancellationToken cancellation)
    {
        var sheets = rows.Sheets;
        if (sheet is not null && !sheets.Contains(sheet))
            return Close(rows, Refused(1, $"В книге нет листа «{sheet}». Есть: {Quoted(sheets)}"));
        var fitting = new List<string>();
        PolicyFile? first = null;
        foreach (var name in sheet is null ? sheets : [sheet])
        {
            rows.Turn(name);
            var found = await HeaderAsync(rows, cancellation);
            if (found.Rows is not null)
                fitting.Add(name);
            first ??= found;
        }
        if (fitting.Count != 1)
            return Close(rows, fitting.Count == 0 ? first ?? Refused(1, "Файл пуст") : Refused(1, $"В книге несколько листов с полисами: {Quoted(fitting)}. Назовите один или оставьте один"));
        rows.Turn(fitting[0]);
        return await HeaderAsync(rows, cancellation);
    }

    private static PolicyFile Close(WorkbookRows rows, PolicyFile refused)
    {
        rows.Dispose();
        return refused;
    }

    private static string Quoted(IEnumerable<string> sheets) => string.Join(", ", sheets.Select(name => $"«{name}»"));

    /// <summary>Finds the header among the first rows, which stay open: of a workbook other sheets may fit.</summary>
    private static async Task<PolicyFile> HeaderAsync(ITableRows rows, CancellationToken cancellation)
    {
        var (nearest, line) = (default(PolicyColumns), 0);
        for (var above = 0; above < MaxAbove;)
        {
            await rows.DivideAsync(fields => new PolicyColumns(fields).Known, cancellation);
            if (await rows.NextAsync(cancellation) is not { } row)
                break;
            // Blank lines, and what Excel writes to itself.
            if (row.IsBlank || row.Fields is [['s' or 'S', 'e' or 'E', 'p' or 'P', '=', ..], ..])
                continue;
            if (row.Fault is { } fault)
                return Refused(row.Line, fault);
            var columns = new PolicyColumns(row.Fields);
            if (columns.Known >= PolicyColumns.LeastKnown)
                return FaultOf(columns) is { } why ? Refused(row.Line, why) : new PolicyFile(rows, columns, default);
            if (nearest is null || columns.Known > nearest.Known)
                (nearest, line) = (columns, row.Line);
            above++;
        }
        return nearest is null ? Refused(1, "Файл пуст")
            : nearest.Known > 0 ? Refused(line, FaultOf(nearest)!)
            : Refused(1, $"В первых {MaxAbove} строках нет заголовка со столбцами: {string.Join(", ", PolicyColumns.All)}");
    }

    private static string? FaultOf(PolicyColumns columns)
    {
        if (columns.Missing.ToArray() is { Length: > 0 } missing)
            return "В заголовке нет столбцов: " + string.Join(", ", missing);
        return columns.Doubled is { } heading ? $"В заголовке два столбца «{heading}»: оставьте один или назовите нужный иначе" : null;
    }
}
