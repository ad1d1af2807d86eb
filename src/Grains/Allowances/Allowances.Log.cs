using Microsoft.Extensions.Logging;

namespace Medzdrav.Grains;

internal sealed partial class Allowances
{
    private readonly ILogger _logger = logger;
    private readonly Dictionary<string, DateTimeOffset> _saidAt = [];

    /// <summary>Whether it is time to say something again: strangers must not be able to fill the log.</summary>
    private bool MaySay(string what, TimeSpan again)
    {
        var now = clock.GetUtcNow();
        lock (_saidAt)
        {
            if (_saidAt.TryGetValue(what, out var at) && now - at < again)
                return false;
            _saidAt[what] = now;
            return true;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The {Limit} SMS codes of the day {Which} are used up: until midnight UTC only devices that signed in before get any. Somebody may be pumping messages. Settings SignIn:CodesPerCountryDay and SignIn:CodesInAllDay")]
    private partial void LogUsedUp(int limit, string which);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Staff sign-ins are refused unread: too many wrong passwords of one login or from one address. Devices that signed in before are not harmed")]
    private partial void LogManyPasswords();
}
