namespace Medzdrav.Silo;

/// <summary>Where a check of a workbook stands in a sheet, or among the shared texts, and how much it has met there.</summary>
internal sealed class WorkbookPlace
{
    private int _depth = int.MaxValue;
    private int _last;
    private int _runs;
    private int _widest = 1;

    /// <summary>The last row, from 1.</summary>
    public long Row { get; private set; }

    /// <summary>The cells of the row; a row that goes back belongs to the one before.</summary>
    public int Cells { get; private set; }

    /// <summary>The column of the cell, from 1.</summary>
    public int Column { get; private set; }

    /// <summary>The characters of the cell or shared text.</summary>
    public long CellLength { get; private set; }

    /// <summary>The characters of the row.</summary>
    public long RowLength { get; private set; }

    /// <summary>Rows times columns: each row is read as wide as the widest.</summary>
    public long Places => Row * _widest;

    /// <summary>A row begins.</summary>
    public void EnterRow(int? number, int depth)
    {
        _last = number ?? _last + 1;
        (_depth, Column, CellLength) = (depth, 0, 0);
        if (_last > Row)
            (Row, Cells, RowLength) = (_last, 0, 0);
    }

    /// <summary>A cell begins.</summary>
    public void EnterCell(int? column)
    {
        Cells++;
        Column = column ?? Column + 1;
        (CellLength, _runs) = (0, 0);
        _widest = Math.Max(_widest, Column);
    }

    /// <summary>A shared text begins.</summary>
    public void EnterText(int depth) => (_depth, CellLength, RowLength, _runs) = (depth, 0, 0, 0);

    /// <summary>Another piece of the cell's or shared text begins.</summary>
    /// <returns>How many there are.</returns>
    public int EnterRun() => ++_runs;

    /// <summary>So many characters more.</summary>
    public void Write(int characters)
    {
        CellLength += characters;
        RowLength += characters;
    }

    /// <summary>Whether an element is a part of a row or of a shared text, of which nothing but the text is kept.</summary>
    public bool IsInside(int depth)
    {
        if (depth > _depth)
            return true;
        (_depth, CellLength, RowLength) = (int.MaxValue, 0, 0);
        return false;
    }
}
