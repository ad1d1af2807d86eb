using Medzdrav.Contracts;
using Microsoft.Extensions.Logging;

namespace Medzdrav.Gateway;

public sealed partial class Attendance
{
    private readonly ILogger _logger = logger;

    [LoggerMessage(Level = LogLevel.Warning, Message = "Session {Session} was not told that connection {Connection} is gone ({Failure})")]
    private partial void LogUndetached(SessionId session, string connection, string failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Connection {Connection} was not told how the queues are covered ({Failure})")]
    private partial void LogUntold(string connection, string failure);
}
