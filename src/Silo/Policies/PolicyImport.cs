using CsvHelper;
using Medzdrav.Contracts;

namespace Medzdrav.Silo;

/// <summary>Reads the insurer's file (S2.1): header row, UTF-8, <c>;</c>. Bad rows are listed and left out, good ones kept; importing again changes nothing.</summary>
public sealed class PolicyImport
{
    private const int RowsAtOnce = 500;
    private const int ListedBadRows = 1000;

    private static readonly CsvReaderOptions Format = new()
    {
        Separator = ';',
        HasHeader = false,
        TrimWhitespace = true,
        TrimInsideQuotes = true,
        TrackLineNumbers = true,
        // So one forgotten quote spoils one row, not the rest of the file.
        AllowLineBreaksInQuotes = false,
        MaxRecordSize = 64 * 1024,
        IncludeValuesInExceptions = false,
    };

    private readonly PolicyBook book;
    private readonly TimeProvider clock;

    internal PolicyImport(PolicyBook book, TimeProvider clock) => (this.book, this.clock) = (book, clock);

    /// <summary>Imports a file of any length in constant memory, 500 rows a transaction.</summary>
    /// <param name="csv">The file; left open.</param>
    /// <param name="progress">Told the number of rows read, after each transaction.</param>
    /// <param name="cancellation">Stops between transactions; what is stored by then stays.</param>
    /// <returns>What was done. A file without its header row, or broken in the middle, has that as a bad row.</returns>
    /// <exception cref="StorageUnavailableException">The database does not answer; import the file again.</exception>
    public async Task<ImportReport> RunAsync(Stream csv, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(csv);
        await using var rows = CsvReader.Create(csv, Format, leaveOpen: true);
        var tally = new Tally();
        await RunAsync(rows, tally, progress, cancellation);
        return tally.Report();
    }

    private async Task RunAsync(CsvReader rows, Tally tally, IProgress<int>? progress, CancellationToken cancellation)
    {
        var columns = new PolicyColumns(await NextAsync(rows, tally, cancellation) ? Fields(rows) : []);
        if (columns.Missing.ToArray() is { Length: > 0 } missing)
        {
            tally.Leave(1, "В первой строке нет столбцов: " + string.Join(", ", missing));
            return;
        }
        // Nowhere is it later than tomorrow.
        var reader = new PolicyReader(columns, latestBirth: DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddDays(1));
        var chunk = new List<PolicyLine>(RowsAtOnce);
        var read = 0;
        while (await NextAsync(rows, tally, cancellation))
        {
            read++;
            var (line, reason) = reader.Read(Fields(rows));
            if (line is not null)
                chunk.Add(line);
            else
                tally.Leave((int)rows.LineNumber, reason!);
            if (chunk.Count < RowsAtOnce)
                continue;
            await EnterAsync(chunk, tally, cancellation);
            progress?.Report(read);
        }
        await EnterAsync(chunk, tally, cancellation);
        progress?.Report(read);
    }

    /// <summary>A line that can't be a row ends the file; what was read before it counts.</summary>
    private static async Task<bool> NextAsync(CsvReader rows, Tally tally, CancellationToken cancellation)
    {
        try
        {
            return await rows.ReadAsync(cancellation);
        }
        catch (CsvFormatException broken)
        {
            tally.Leave((int)broken.LineNumber, "Строка не читается: она слишком длинная. Дальше файл не прочитан");
            return false;
        }
    }

    private static string[] Fields(CsvReader rows)
    {
        var fields = new string[rows.FieldCount];
        for (var field = 0; field < fields.Length; field++)
            fields[field] = rows.GetString(field);
        return fields;
    }

    private async Task EnterAsync(List<PolicyLine> chunk, Tally tally, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (chunk.Count > 0)
            tally.Add(await book.EnterAsync(chunk.ToArray(), cancellation));
        chunk.Clear();
    }

    /// <summary>What an import has done so far.</summary>
    private sealed class Tally
    {
        private readonly List<BadRow> bad = [];
        private EntryCounts entered;
        private int badCount;

        public void Add(EntryCounts counts) =>
            entered = new(entered.Created + counts.Created, entered.Updated + counts.Updated, entered.Unchanged + counts.Unchanged);

        public void Leave(int line, string reason)
        {
            badCount++;
            if (bad.Count < ListedBadRows)
                bad.Add(new BadRow(line, reason));
        }

        public ImportReport Report() => new(entered.Created, entered.Updated, entered.Unchanged, [.. bad], badCount);
    }
}
