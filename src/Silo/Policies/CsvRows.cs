namespace Medzdrav.Silo;

/// <summary>A row of a CSV file: its fields, or why it can't be read.</summary>
/// <param name="Line">Where it begins, from 1.</param>
/// <param name="Fields">Trimmed; empty with a fault.</param>
/// <param name="Fault">In Russian; null for a readable row.</param>
internal readonly record struct CsvRow(int Line, string[] Fields, string? Fault)
{
    public bool IsBlank => Fault is null && Array.TrueForAll(Fields, value => value.Length == 0);
}

/// <summary>A CSV file (RFC 4180) row by row in constant memory. A row that can't be read, such as one with a forgotten quote, costs only its first line: reading goes on with the next.</summary>
internal sealed class CsvRows(TextReader text) : IDisposable
{
    /// <summary>The longest row; a longer one is a fault.</summary>
    public const int MaxCharacters = 64 * 1024;

    private readonly char[] buffer = new char[4 * MaxCharacters];
    private int start;
    private int end;
    private int line = 1;
    private bool ended;

    /// <summary>The character that divides fields.</summary>
    public char Separator { get; set; } = ';';

    /// <summary>The next row as another separator would divide it; it stays the next.</summary>
    public async ValueTask<CsvRow?> PeekAsync(char separator, CancellationToken cancellation)
    {
        await FillAsync(cancellation);
        return start == end ? null : Read(separator, out _).Row;
    }

    /// <summary>The next row; null at the end of the file.</summary>
    public async ValueTask<CsvRow?> NextAsync(CancellationToken cancellation)
    {
        await FillAsync(cancellation);
        if (start == end)
            return null;
        var (row, lines) = Read(Separator, out var characters);
        if (row.Fault is null)
            (start, line) = (start + characters, line + lines);
        else
            await SkipLineAsync(cancellation);
        return row;
    }

    public void Dispose() => text.Dispose();

    private (CsvRow Row, int Lines) Read(char separator, out int characters)
    {
        var length = Math.Min(end - start, MaxCharacters);
        var record = new CsvRecord(buffer.AsSpan(start, length), separator, isLast: ended && start + length == end);
        var fault = record.Read();
        characters = record.Length;
        return (new CsvRow(line, fault is null ? record.Fields : [], fault), record.Lines);
    }

    private async ValueTask SkipLineAsync(CancellationToken cancellation)
    {
        int length;
        while ((length = buffer.AsSpan(start, end - start).IndexOfAny('\r', '\n')) < 0)
        {
            start = end;
            if (ended)
                return;
            await FillAsync(cancellation);
        }
        start += length;
        start += buffer[start] == '\r' && start + 1 < end && buffer[start + 1] == '\n' ? 2 : 1;
        line++;
    }

    /// <summary>A whole row of the greatest length is in the buffer, or the file's end is.</summary>
    private async ValueTask FillAsync(CancellationToken cancellation)
    {
        if (ended || end - start > MaxCharacters)
            return;
        buffer.AsSpan(start, end - start).CopyTo(buffer);
        (start, end) = (0, end - start);
        while (!ended && end - start <= MaxCharacters)
        {
            var read = await text.ReadAsync(buffer.AsMemory(end), cancellation);
            end += read;
            ended = read == 0;
        }
    }
}
