using Medzdrav.Contracts;
using Microsoft.Extensions.Logging;

namespace Medzdrav.Grains;

internal sealed partial class TallyGrain
{
    private readonly ILogger _logger = logger;

    [LoggerMessage(Level = LogLevel.Error, Message = "Session {Session} is left out of the figures: its journal can't be read at sequence {Sequence}. Compare that row of the table journal with a backup")]
    private partial void LogDamaged(SessionId session, long sequence, Exception damage);
}
