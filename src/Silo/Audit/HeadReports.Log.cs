using Microsoft.Extensions.Logging;

namespace Medzdrav.Silo;

internal sealed partial class HeadReports
{
    [LoggerMessage(1, LogLevel.Information, "The audit's chain ends at {Number} {Hash}")]
    private static partial void LogEnd(ILogger log, long number, string hash);

    [LoggerMessage(2, LogLevel.Error, "An audit entry of {At} has no seal: nothing seals entries")]
    private static partial void LogUnsealed(ILogger log, DateTimeOffset at);

    [LoggerMessage(3, LogLevel.Error, "The end of the audit's chain can't be written to {File}")]
    private static partial void LogNotWritten(ILogger log, string file, Exception why);

    [LoggerMessage(4, LogLevel.Error, "The address of Audit:HeadUrl did not take the end of the audit's chain")]
    private static partial void LogNotTaken(ILogger log, Exception why);
}
