using Microsoft.Extensions.Logging;

namespace Medzdrav.Silo;

internal sealed partial class AuditRounds
{
    [LoggerMessage(1, LogLevel.Error, "Audit entries could not be sealed, or nobody could be told where their chain ends; it is tried again")]
    private static partial void LogFailed(ILogger log, Exception why);

    [LoggerMessage(2, LogLevel.Debug, "The rounds of sealing have stopped")]
    private static partial void LogStopped(ILogger log);
}
