using Microsoft.Extensions.Logging;

namespace Medzdrav.Grains;

internal sealed partial class NoticeGrain
{
    [LoggerMessage(1, LogLevel.Warning, "The SMS provider's answer to attempt {Attempt} of notice {Notice}: {Outcome}")]
    private partial void LogNotTaken(string notice, int attempt, SmsOutcome outcome);

    [LoggerMessage(2, LogLevel.Warning, "The provider's answer for notice {Notice} is not stored after {Tries} tries")]
    private partial void LogNotStored(string notice, int tries, Exception why);

    [LoggerMessage(3, LogLevel.Warning, "Attempt {Attempt} of notice {Notice} to tell devices was broken off: storage does not answer")]
    private partial void LogNotPushed(string notice, int attempt, Exception why);
}
