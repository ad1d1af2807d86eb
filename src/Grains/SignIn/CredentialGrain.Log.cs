using Microsoft.Extensions.Logging;

namespace Medzdrav.Grains;

internal partial class CredentialGrain
{
    private readonly ILogger _logger = logger;

    [LoggerMessage(Level = LogLevel.Warning, Message = "A refresh token of generation {Shown} was shown when {Current} was the latest: somebody has stolen it, and the sign-in was ended")]
    private partial void LogStolen(int shown, int current);
}
