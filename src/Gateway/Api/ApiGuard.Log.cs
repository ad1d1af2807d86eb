using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Medzdrav.Gateway;

public partial class ApiGuard
{
    private readonly ILogger _logger = logger;

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Path}: storage or cluster away")]
    private partial void LogUnavailable(PathString path, Exception away);
}
