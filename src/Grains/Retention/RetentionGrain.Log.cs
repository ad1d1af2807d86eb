using Microsoft.Extensions.Logging;

namespace Medzdrav.Grains;

internal sealed partial class RetentionGrain
{
    [LoggerMessage(1, LogLevel.Information, "Erased, because their time was over: {Kind}, {Count}")]
    private partial void LogErased(string kind, int count);
}
