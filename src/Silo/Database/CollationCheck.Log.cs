using Microsoft.Extensions.Logging;

namespace Medzdrav.Silo;

public sealed partial class CollationCheck
{
    [LoggerMessage(1, LogLevel.Warning, "PostgreSQL sorts texts otherwise than when the database {Database} was made: its collation version was {Made}, and is {Now} on this machine. Indexes over texts may miss rows and let doubles in. Back up, stop the silos, and run: {Mend}")]
    private static partial void LogDiffers(ILogger log, string database, string made, string now, string mend);
}
