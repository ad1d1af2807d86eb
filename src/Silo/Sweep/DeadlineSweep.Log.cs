using Microsoft.Extensions.Logging;

namespace Medzdrav.Silo;

internal sealed partial class DeadlineSweep
{
    [LoggerMessage(1, LogLevel.Warning, "{Kind} {Key} did not wake; it is tried again after {LentUntil}")]
    private static partial void LogFailed(ILogger log, string kind, string key, DateTimeOffset lentUntil, Exception why);

    [LoggerMessage(2, LogLevel.Error, "The sweep can't read what is due")]
    private static partial void LogAway(ILogger log, Exception why);

    [LoggerMessage(3, LogLevel.Debug, "The sweep has stopped")]
    private static partial void LogStopped(ILogger log);
}
