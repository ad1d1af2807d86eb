using Microsoft.Extensions.Logging;

namespace Medzdrav.Gateway;

internal sealed partial class Floods
{
    private readonly ILogger _logger = logger;

    [LoggerMessage(Level = LogLevel.Warning, Message = "Connection {Connection} floods on and on: it was cut")]
    private partial void LogCut(string connection);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Connection {Connection} sent what is no signal, or far too many: it was cut")]
    private partial void LogBadSignal(string connection);
}
