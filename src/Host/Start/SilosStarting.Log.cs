namespace Medzdrav.Host;

internal sealed partial class SilosStarting
{
    private readonly ILogger _logger = logger;

    [LoggerMessage(Level = LogLevel.Warning, Message = "No silo answers yet ({Failure}); trying again")]
    private partial void LogWaiting(string failure);
}
