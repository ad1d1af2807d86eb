using Medzdrav.Contracts;
using Microsoft.Extensions.Logging;

namespace Medzdrav.Grains;

internal partial class QueueGrain
{
    private readonly ILogger _logger = logger;

    [LoggerMessage(Level = LogLevel.Warning, Message = "Nobody is on duty for {Queue}, and {Waiting} wait")]
    private partial void LogUncovered(QueueKind queue, int waiting);

    [LoggerMessage(Level = LogLevel.Information, Message = "Somebody is on duty for {Queue} again")]
    private partial void LogCovered(QueueKind queue);
}
