using Microsoft.Extensions.Logging;

namespace Medzdrav.Silo;

internal sealed partial class TallyRounds
{
    [LoggerMessage(1, LogLevel.Warning, "Closed sessions could not be counted ({Failure})")]
    private static partial void LogFailed(ILogger log, string failure);

    [LoggerMessage(2, LogLevel.Debug, "The counting of closed sessions has stopped")]
    private static partial void LogStopped(ILogger log);
}
