using System.Globalization;

namespace Medzdrav.Tests.Load;

/// <summary>How figures are called and written for people.</summary>
internal static class Captions
{
    public static string Of(Happening what) => what switch
    {
        Happening.Arrived => "arrived",
        Happening.AskedToWait => "asked to wait at the door",
        Happening.Admitted => "admitted",
        Happening.MessageSent => "messages sent",
        Happening.MessageDelivered => "messages delivered",
        Happening.Transferred => "transferred",
        Happening.Closed => "closed",
        Happening.DocumentAdded => "documents added",
        Happening.Booked => "booked",
        Happening.CallConnected => "calls connected",
        Happening.SignalSent => "signals sent",
        Happening.SignalDelivered => "signals delivered",
        Happening.Error => "errors",
        _ => what.ToString(),
    };

    public static string Of(Level level) => level switch
    {
        Level.Waiting => "waiting",
        Level.InSession => "in session",
        Level.Connected => "connected",
        _ => level.ToString(),
    };

    public static string Of(Step step) => step switch
    {
        Step.Open => "open a session",
        Step.Match => "match",
        Step.Acknowledge => "message acknowledged",
        Step.Deliver => "message delivered",
        Step.Command => "other commands",
        Step.Upload => "document added",
        Step.Book => "booked",
        Step.Connect => "call connected",
        Step.Signal => "signal delivered",
        _ => step.ToString(),
    };

    /// <summary>The verdict in one line.</summary>
    public static string VerdictOf(RunOutcome outcome) => outcome.IsClean
        ? "All promises were kept."
        : $"{Several(outcome.Violations.Sum(check => check.Times), "violation")} of {Several(outcome.Violations.Count, "check")}.";

    /// <summary>Three significant digits.</summary>
    public static string Short(double value) => Math.Abs(value) switch
    {
        >= 100 => value.ToString("N0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.#", CultureInfo.InvariantCulture),
        >= 1 => value.ToString("0.##", CultureInfo.InvariantCulture),
        _ => value.ToString("0.###", CultureInfo.InvariantCulture),
    };

    public static string Whole(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Several(int count, string what) => $"{Whole(count)} {what}{(count == 1 ? "" : "s")}";
}
