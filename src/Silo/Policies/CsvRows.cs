namespace Medzdrav.Silo;

/// <summary>A CSV file (RFC 4180) row by row in constant memory. A row that can't be read, such as one with a forgotten quote, costs only its first line: reading goes on with the next.</summary>
internal sealed class CsvRows(TextReader text) : ITableRows
{
    /// <summary>The longest row; a longer one is a fault.</summary>
    public const int MaxCharacters = 64 * 1024;

    private static readonly char[] Separators = [';', ',', '\t'];

    private readonly char[] _buffer = new char[4 * MaxCharacters];
    private char _separator = Separators[0];
    private int _start;
    private int _end;
    private int _line = 1;
    private bool _ended;

    /// <inheritdoc />
    public async ValueTask DivideAsync(Func<string[], int> known, CancellationToken cancellation)
    {
        await FillAsync(cancellation);
        var most = -1;
        foreach (var separator in Separators)
            if (_start < _end && known(Read(separator, out _).Row.Fields) is var count && count > most)
                (most, _separator) = (count, separator);
    }

    /// <inheritdoc />
    public async ValueTask<TableRow?> NextAsync(CancellationToken cancellation)
    {
        await FillAsync(cancellation);
        if (_start == _end)
            return null;
        var (row, lines) = Read(_separator, out var characters);
        if (row.Fault is null)
            (_start, _line) = (_start + characters, _line + lines);
        else
            await SkipLineAsync(cancellation);
        return row;
    }

    public void Dispose() => text.Dispose();

    private (TableRow Row, int Lines) Read(char separator, out int characters)
    {
        var length = Math.Min(_end - _start, MaxCharacters);
        var record = new CsvRecord(_buffer.AsSpan(_start, length), separator, isLast: _ended && _start + length == _end);
        var fault = record.Read();
        characters = record.Length;
        return (new TableRow(_line, fault is null ? record.Fields : [], fault), record.Lines);
    }

    private async ValueTask SkipLineAsync(CancellationToken cancellation)
    {
        int length;
        while ((length = _buffer.AsSpan(_start, _end - _start).IndexOfAny('\r', '\n')) < 0)
        {
            _start = _end;
            if (_ended)
                return;
            await FillAsync(cancellation);
        }
        _start += length;
        _start += _buffer[_start] == '\r' && _start + 1 < _end && _buffer[_start + 1] == '\n' ? 2 : 1;
        _line++;
    }

    /// <summary>A whole row of the greatest length is in the buffer, or the file's end is.</summary>
    private async ValueTask FillAsync(CancellationToken cancellation)
    {
        if (_ended || _end - _start > MaxCharacters)
            return;
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        while (!_ended && _end - _start <= MaxCharacters)
        {
            var read = await text.ReadAsync(_buffer.AsMemory(_end), cancellation);
            _end += read;
            _ended = read == 0;
        }
    }
}
