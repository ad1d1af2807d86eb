using Medzdrav.Contracts;
using Microsoft.Extensions.Logging;

namespace Medzdrav.Grains;

internal partial class GatewayMirror
{
    private readonly ILogger _logger = logger;

    [LoggerMessage(Level = LogLevel.Warning, Message = "The gateways' leases could not be read")]
    private partial void LogUnread(Exception failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Gateway {Gateway} is lost: its lease ran out")]
    private partial void LogLost(GatewayId gateway);
}
