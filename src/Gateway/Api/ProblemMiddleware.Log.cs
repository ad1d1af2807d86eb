using Microsoft.Extensions.Logging;

namespace Medzdrav.Gateway;

internal sealed partial class ProblemMiddleware
{
    private readonly ILogger _logger = logger;

    [LoggerMessage(Level = LogLevel.Warning, Message = "Error {Code}: request {Request}: the platform did not answer ({Failure})")]
    private partial void LogUnavailable(string code, string request, string failure);

    [LoggerMessage(Level = LogLevel.Error, Message = "Error {Code}: request {Request} failed")]
    private partial void LogFault(Exception failure, string code, string request);
}
