using System.Globalization;

namespace Medzdrav.Tests.Load;

/// <summary>The limits of one address as a host has them by default, and what they let a database grow by: docs/operations.md, "Floods".</summary>
internal static class HostileBound
{
    private const int Seconds = 60;
    private const int CallsPerSecond = 500;
    private const int CallBurst = 5_000;
    private const int CallsAtOnce = 8;
    private const int TextBytes = 32 * 1024;
    private const int TextBurst = 4 * 1024 * 1024;
    private const int Openings = 300;
    private const int Visitors = 300;

    /// <summary>A commit with its row and index, beside the text of a message.</summary>
    private const int CommitBytes = 600;

    /// <summary>A session's row, its claims and commands, or a visitor's credential.</summary>
    private const int RecordBytes = 4 * 1024;

    /// <summary>As the defaults are: the other commands of this program raise them.</summary>
    public static IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>
    {
        ["SignIn__VisitorsPerAddress"] = Text(Visitors),
        ["SignIn__OpeningsPerCaller"] = "30",
        ["SignIn__OpeningsPerAddress"] = Text(Openings),
        ["Gateway__AddressCallsPerSecond"] = Text(CallsPerSecond),
        ["Gateway__AddressBurst"] = Text(CallBurst),
        ["Gateway__AddressCallsAtOnce"] = Text(CallsAtOnce),
        ["Gateway__AddressTextBytes"] = Text(TextBytes),
        ["Gateway__AddressTextBurst"] = Text(TextBurst),
    };

    /// <summary>The most that one address makes a database grow by in a minute.</summary>
    public static double BytesAMinute =>
        TextBurst + Seconds * TextBytes + (double)(CallBurst + Seconds * CallsPerSecond) * CommitBytes + (Openings + Visitors) * RecordBytes;

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
