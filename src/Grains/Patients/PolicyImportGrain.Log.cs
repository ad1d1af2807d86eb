using Microsoft.Extensions.Logging;

namespace Medzdrav.Grains;

internal sealed partial class PolicyImportGrain
{
    private readonly ILogger _logger = logger;

    [LoggerMessage(Level = LogLevel.Warning, Message = "The upload of import {Import} was abandoned: nothing came for 60 s")]
    private partial void LogAbandoned(string import);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The import {Import} ended before the file did; what was stored stays")]
    private partial void LogFailed(string import, Exception failure);
}
