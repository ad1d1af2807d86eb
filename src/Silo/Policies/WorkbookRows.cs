using System.Globalization;
using System.Text;
using System.Xml;
using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace Medzdrav.Silo;

/// <summary>A sheet of an Excel workbook (.xlsx) row by row. Cells are read by their type: a long number keeps its digits, one that is shown with leading zeros keeps them, a date is a date.</summary>
internal sealed class WorkbookRows : ITableRows
{
    /// <summary>The largest workbook, in bytes as it is sent and unpacked: it is read in memory.</summary>
    public const int MaxBytes = 64 * 1024 * 1024;

    /// <summary>From here on a spreadsheet has lost digits.</summary>
    private const double MostExact = 1e15;

    /// <summary>A formula that came to nothing, as the Russian spreadsheet shows the most frequent one.</summary>
    private const string Failed = "#Н/Д";

    private readonly IExcelDataReader _reader;
    private readonly WorkbookCheck _check;
    private IReadOnlySet<(long Row, int Column)> _failed;
    private bool _isBroken;

    // The library asks for the Western code page, whatever the workbook holds.
    static WorkbookRows() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    // The library reads a sheet's beginning when it comes to the sheet: whatever is broken there shows while the workbook is opened.
    private WorkbookRows(IExcelDataReader reader, WorkbookCheck check) => (_reader, _check, _failed, Sheets) = (reader, check, new HashSet<(long, int)>(), VisibleOf(reader));

    /// <summary>The sheets that can be seen, in their order.</summary>
    public IReadOnlyList<string> Sheets { get; }

    /// <summary>Opens a workbook.</summary>
    /// <param name="file">The workbook.</param>
    /// <param name="cancellation">Stops looking whether it can be read.</param>
    /// <returns>It, or why it can't be read.</returns>
    public static (WorkbookRows? Rows, string? Fault) Open(MemoryStream file, CancellationToken cancellation)
    {
        try
        {
            if (WorkbookCheck.Of(file, cancellation) is not { } check)
                return (null, "Книга Excel слишком велика: сохраните её как CSV");
            file.Position = 0;
            return (new WorkbookRows(ExcelReaderFactory.CreateOpenXmlReader(file), check), null);
        }
        catch (Exception broken) when (IsBroken(broken))
        {
            return (null, "Книга Excel повреждена или это не книга Excel");
        }
    }

    /// <summary>Goes to the first row of a sheet.</summary>
    public void Turn(string sheet)
    {
        _isBroken = false;
        _failed = _check.FailedIn(sheet);
        _reader.Reset();
        while (_reader.Name != sheet && _reader.NextResult())
        {
        }
    }

    /// <inheritdoc />
    public ValueTask DivideAsync(Func<string[], int> known, CancellationToken cancellation) => ValueTask.CompletedTask;

    /// <inheritdoc />
    public ValueTask<TableRow?> NextAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (_isBroken)
            return ValueTask.FromResult<TableRow?>(null);
        try
        {
            return ValueTask.FromResult<TableRow?>(_reader.Read() ? new TableRow(_reader.Depth + 1, Cells(), null) : null);
        }
        catch (Exception broken) when (IsBroken(broken))
        {
            // The rest is lost, and said to be.
            _isBroken = true;
            return ValueTask.FromResult<TableRow?>(new TableRow(_reader.Depth + 2, [], "Книга Excel повреждена: дальше этой строки она не читается"));
        }
    }

    public void Dispose() => _reader.Dispose();

    private static List<string> VisibleOf(IExcelDataReader reader)
    {
        var names = new List<string>();
        do
        {
            if (reader.VisibleState == "visible")
                names.Add(reader.Name);
        }
        while (reader.NextResult());
        return names;
    }

    private string[] Cells()
    {
        var cells = new string[_reader.FieldCount];
        for (var place = 0; place < cells.Length; place++)
            cells[place] = Text(place).Trim();
        return cells;
    }

    private string Text(int place) => _reader.GetValue(place) switch
    {
        null => _failed.Contains((_reader.Depth + 1, place + 1)) ? Failed : "",
        string text => text,
        double number => Text(number, _reader.GetNumberFormatString(place)),
        int number => Text(number, _reader.GetNumberFormatString(place)),
        DateTime { TimeOfDay.Ticks: 0 } day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime instant => instant.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        var other => Convert.ToString(other, CultureInfo.InvariantCulture)!,
    };

    private static string Text(double number, string? format)
    {
        if (Math.Abs(number) >= MostExact)
            return number.ToString("0.###E+0", CultureInfo.InvariantCulture);
        var digits = Math.Truncate(number) == number ? number.ToString("F0", CultureInfo.InvariantCulture) : number.ToString("R", CultureInfo.InvariantCulture);
        return format is not null && digits.All(char.IsAsciiDigit) ? ShownNumber.Of(digits, format) ?? digits : digits;
    }

    /// <summary>Whatever the library's parser runs into in a file that is none, or was made to break it.</summary>
    private static bool IsBroken(Exception failure) =>
        failure is ExcelReaderException or InvalidDataException or XmlException or InvalidOperationException or NotSupportedException or FormatException or EndOfStreamException or IndexOutOfRangeException or NullReferenceException or OverflowException;
}
