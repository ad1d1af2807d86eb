using Medzdrav.Contracts;
using Microsoft.Extensions.Logging;

namespace Medzdrav.Grains;

internal sealed partial class SessionJournal
{
    private readonly ILogger _logger = logger;

    [LoggerMessage(Level = LogLevel.Warning, Message = "Session {Session}: another writer stored sequence {Sequence} first; reloaded")]
    private partial void LogConflict(SessionId session, long sequence);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Session {Session}: outcome of sequence {Sequence} unknown; the activation is dropped")]
    private partial void LogUnknownOutcome(SessionId session, long sequence);

    [LoggerMessage(Level = LogLevel.Error, Message = "Session {Session} takes no commands here: {Reason}")]
    private partial void LogTooNew(SessionId session, string reason);
}
