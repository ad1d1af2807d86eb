using Microsoft.Extensions.Logging;

namespace Medzdrav.Silo;

internal sealed partial class Writer
{
    [LoggerMessage(1, LogLevel.Error, "The database does not answer: {Orders} orders failed")]
    private static partial void LogAway(ILogger log, int orders, Exception why);
}
