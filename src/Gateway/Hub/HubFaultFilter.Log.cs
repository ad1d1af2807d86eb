using Microsoft.Extensions.Logging;

namespace Medzdrav.Gateway;

public partial class HubFaultFilter
{
    private readonly ILogger _logger = logger;

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Method}: storage or cluster away")]
    private partial void LogUnavailable(string method, Exception fault);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} failed")]
    private partial void LogFault(string method, Exception fault);
}
