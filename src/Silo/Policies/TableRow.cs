using Medzdrav.Contracts;

namespace Medzdrav.Silo;

/// <summary>A row of an insurer's file: its fields, or why it can't be read.</summary>
/// <param name="Line">Where it begins, from 1.</param>
/// <param name="Fields">Trimmed; empty with a fault.</param>
/// <param name="Fault">In Russian; null for a readable row.</param>
internal readonly record struct TableRow(int Line, string[] Fields, string? Fault)
{
    /// <summary>Whether there is nothing to see in it: a blank line, or the mark with which old programs end a file.</summary>
    public bool IsBlank => Fault is null && Array.TrueForAll(Fields, TypedText.IsBlank);
}

/// <summary>An insurer's file row by row, whatever its form.</summary>
internal interface ITableRows : IDisposable
{
    /// <summary>Divides the rows to come so that most of the next one is known; where fields need no dividing, nothing is done.</summary>
    /// <param name="known">How many headings of a row are known.</param>
    /// <param name="cancellation">Stops waiting for the file.</param>
    ValueTask DivideAsync(Func<string[], int> known, CancellationToken cancellation);

    /// <summary>The next row; null at the end of the file.</summary>
    ValueTask<TableRow?> NextAsync(CancellationToken cancellation);
}
