using Medzdrav.Contracts;
using Microsoft.Extensions.Logging;

namespace Medzdrav.Gateway;

public sealed partial class GatewayNode
{
    private readonly ILogger _logger;

    [LoggerMessage(Level = LogLevel.Warning, Message = "Gateway {Gateway} missed a round: the cluster did not answer ({Failure})")]
    private partial void LogMissed(GatewayId gateway, string failure);
}
