using Microsoft.Extensions.Logging;

namespace Medzdrav.Grains;

internal sealed partial class PushKeysGrain
{
    private readonly ILogger _logger = logger;

    [LoggerMessage(Level = LogLevel.Error, Message = "The secret of pushes was sealed by a key that this silo does not have (Staff:KeyFile, Staff:Keys): browsers are told nothing, and SMS go in their place, until it has it")]
    private partial void LogNotOpened(Exception fault);
}
