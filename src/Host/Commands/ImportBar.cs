using System.Globalization;
using Medzdrav.Grains;

namespace Medzdrav.Host;

/// <summary>Shows how far an import is: on a terminal one line rewritten, elsewhere a line now and then.</summary>
/// <param name="csv">The file; its position tells how much is done.</param>
/// <param name="output">Where to write.</param>
/// <param name="redirected">The output is no terminal.</param>
/// <param name="clock">For speed and time left.</param>
internal sealed class ImportBar(Stream csv, TextWriter output, bool redirected, TimeProvider clock) : IProgress<ImportStep>
{
    private const int Cells = 30;
    private readonly TimeSpan _pause = redirected ? TimeSpan.FromSeconds(5) : TimeSpan.FromSeconds(0.2);
    private readonly long _startedAt = clock.GetTimestamp();
    private TimeSpan _toldAt;
    private int _width;

    public void Report(ImportStep value)
    {
        var now = clock.GetElapsedTime(_startedAt);
        if (now - _toldAt < _pause)
            return;
        _toldAt = now;
        var line = Line(value, now);
        if (redirected)
            output.WriteLine(line);
        else
            output.Write("\r" + line.PadRight(_width));
        _width = line.Length;
    }

    /// <summary>Clears the line for what comes after it.</summary>
    public void End()
    {
        if (!redirected && _width > 0)
            output.Write("\r" + new string(' ', _width) + "\r");
    }

    private string Line(ImportStep value, TimeSpan now)
    {
        if (!csv.CanSeek)
            return string.Create(CultureInfo.InvariantCulture, $"{value.Rows} rows, {value.Rows / now.TotalSeconds:F0} rows/s, {value.BadCount} left out");
        var done = csv.Length == 0 ? 1 : (double)csv.Position / csv.Length;
        var bar = redirected ? "" : $"[{new string('#', (int)(done * Cells)).PadRight(Cells, '.')}] ";
        var left = TimeSpan.FromSeconds(Math.Ceiling(now.TotalSeconds / Math.Max(done, 0.001) * (1 - done)));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{bar}{done:P0} of {csv.Length / 1048576.0:F1} MiB, {value.Rows} rows, {value.Rows / now.TotalSeconds:F0} rows/s, {value.BadCount} left out, {left:hh\\:mm\\:ss} left");
    }
}
