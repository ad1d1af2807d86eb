using Microsoft.Extensions.Logging;

namespace Medzdrav.Grains;

internal sealed partial class RetentionGrain
{
    [LoggerMessage(1, LogLevel.Information, "Erased, because their time was over: {Kind}, {Count}")]
    private partial void LogErased(string kind, int count);

    [LoggerMessage(2, LogLevel.Warning, "Erasing by terms begins at {Until}, not now: it ended last at {Ended}. Until then look at the section Retention, and at the machine's clock")]
    private partial void LogHeld(DateTimeOffset until, DateTimeOffset? ended);

    [LoggerMessage(3, LogLevel.Error, "Erasing {Kind} failed; the other kinds go on, and it is tried again within an hour")]
    private partial void LogFailed(Exception failure, string kind);
}
