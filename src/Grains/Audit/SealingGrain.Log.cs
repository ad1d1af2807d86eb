using Microsoft.Extensions.Logging;

namespace Medzdrav.Grains;

internal sealed partial class SealingGrain
{
    [LoggerMessage(1, LogLevel.Warning, "Another sealer went on after audit entry {Number}; this one sealed nothing")]
    private static partial void LogTwoSealers(ILogger log, long number);
}
