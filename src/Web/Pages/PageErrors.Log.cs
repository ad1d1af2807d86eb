using Microsoft.Extensions.Logging;

namespace Medzdrav.Web;

internal sealed partial class PageErrors
{
    private readonly ILogger _logger = logger;

    [LoggerMessage(Level = LogLevel.Warning, Message = "Error {Code}: page {Request}: the platform did not answer ({Failure})")]
    private partial void LogUnavailable(string code, string request, string failure);

    [LoggerMessage(Level = LogLevel.Error, Message = "Error {Code}: page {Request} failed")]
    private partial void LogFault(Exception failure, string code, string request);
}
