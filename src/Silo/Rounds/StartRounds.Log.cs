using Microsoft.Extensions.Logging;

namespace Medzdrav.Silo;

internal sealed partial class StartRounds
{
    [LoggerMessage(1, LogLevel.Warning, "What follows the start failed; it is tried again")]
    private static partial void LogAgain(ILogger log, Exception why);

    [LoggerMessage(2, LogLevel.Debug, "What follows the start has stopped")]
    private static partial void LogStopped(ILogger log);
}
