using Microsoft.Extensions.Logging;

namespace Medzdrav.Grains;

internal sealed partial class KeyRingGrain
{
    private readonly ILogger _logger = logger;

    [LoggerMessage(Level = LogLevel.Error, Message = "A key of cookies was sealed by a key that this silo does not have: whoever signed in by it in a browser signs in again")]
    private partial void LogNotOpened(Exception fault);
}
