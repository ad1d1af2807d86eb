using Microsoft.Extensions.Logging;

namespace Medzdrav.Gateway;

internal sealed partial class ShownSecrets
{
    private readonly ILogger _logger = logger;

    [LoggerMessage(Level = LogLevel.Warning, Message = "One address showed more than {Limit} unknown tokens, keys or attempts in a minute: until the minute is over those of it are refused unread")]
    private partial void LogTooMany(int limit);
}
