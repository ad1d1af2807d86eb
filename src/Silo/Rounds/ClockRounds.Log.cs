using Microsoft.Extensions.Logging;

namespace Medzdrav.Silo;

internal sealed partial class ClockRounds
{
    [LoggerMessage(1, LogLevel.Debug, "The database's time could not be read ({Failure})")]
    private static partial void LogFailed(ILogger log, string failure);

    [LoggerMessage(2, LogLevel.Debug, "The comparison of clocks has stopped")]
    private static partial void LogStopped(ILogger log);
}
