using Microsoft.Extensions.Logging;

namespace Medzdrav.Gateway;

public sealed partial class GatewayNode
{
    private readonly ILogger _logger = logger;

    [LoggerMessage(Level = LogLevel.Warning, Message = "The cluster did not answer this gateway; tried again within seconds")]
    private static partial void LogRoundFailed(ILogger logger, Exception failure);
}
