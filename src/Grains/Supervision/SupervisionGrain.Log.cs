using Microsoft.Extensions.Logging;

namespace Medzdrav.Grains;

internal sealed partial class SupervisionGrain
{
    private readonly ILogger _logger = logger;

    [LoggerMessage(Level = LogLevel.Warning, Message = "Supervisors see what was seen before: the service can't be looked at ({Why})")]
    private partial void LogBlind(string why);
}
