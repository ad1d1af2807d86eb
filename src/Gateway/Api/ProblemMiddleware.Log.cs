using Microsoft.Extensions.Logging;

namespace Medzdrav.Gateway;

internal sealed partial class ProblemMiddleware
{
    private readonly ILogger _logger = logger;

    [LoggerMessage(Level = LogLevel.Warning, Message = "Request {Request}: the platform did not answer ({Failure})")]
    private partial void LogUnavailable(string request, string failure);

    [LoggerMessage(Level = LogLevel.Error, Message = "Request {Request} failed")]
    private partial void LogFault(Exception failure, string request);
}
