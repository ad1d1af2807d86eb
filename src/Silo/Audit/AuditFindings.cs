using System.Globalization;

namespace Medzdrav.Silo;

/// <summary>The outcome of a check of the chain of audit entries.</summary>
public sealed class AuditFindings
{
    /// <summary>The most faults that are listed.</summary>
    public const int MostListed = 100;

    private readonly List<string> _faults = [];

    /// <summary>How many sealed entries were read.</summary>
    public long Read { get; private set; }

    /// <summary>Where the chain ends, as it would be kept.</summary>
    public KeptHead? End { get; internal set; }

    /// <summary>Entries without a seal that are younger than a minute: that is no fault.</summary>
    public long Waiting { get; internal set; }

    /// <summary>How many kept ends were compared.</summary>
    public int Compared { get; internal set; }

    /// <summary>The faults, at most <see cref="MostListed"/>; in English, for the console.</summary>
    public IReadOnlyList<string> Faults => _faults;

    /// <summary>How many faults there are in all.</summary>
    public int FaultCount { get; private set; }

    /// <summary>Whether nothing is wrong.</summary>
    public bool IsSound => FaultCount == 0;

    internal void Counted(int rows) => Read += rows;

    internal void Fault(FormattableString what)
    {
        FaultCount++;
        if (_faults.Count < MostListed)
            _faults.Add(what.ToString(CultureInfo.InvariantCulture));
    }
}
