using Microsoft.Extensions.Logging;

namespace Medzdrav.Silo;

internal sealed partial class SqliteLogRounds
{
    [LoggerMessage(1, LogLevel.Warning, "The log of an SQLite file could not be shortened; it is tried again")]
    private static partial void LogFailed(ILogger log, Exception why);

    [LoggerMessage(2, LogLevel.Debug, "The rounds over SQLite's logs have stopped")]
    private static partial void LogStopped(ILogger log);
}
