using Microsoft.Extensions.Logging;

namespace Medzdrav.Gateway;

internal sealed partial class CallFilter
{
    private readonly ILogger _logger = logger;

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Method} of connection {Connection}: the platform did not answer ({Failure})")]
    private partial void LogUnavailable(string method, string connection, string failure);

    [LoggerMessage(Level = LogLevel.Error, Message = "Error {Code}: {Method} of connection {Connection} failed")]
    private partial void LogFault(Exception failure, string code, string method, string connection);
}
