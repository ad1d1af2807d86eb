using Microsoft.Extensions.Logging;

namespace Medzdrav.Silo;

internal sealed partial class FigureRounds
{
    [LoggerMessage(1, LogLevel.Warning, "The figures of the records could not be read ({Failure})")]
    private static partial void LogFailed(ILogger log, string failure);

    [LoggerMessage(2, LogLevel.Debug, "The reading of figures has stopped")]
    private static partial void LogStopped(ILogger log);
}
