using Microsoft.Extensions.Logging;

namespace Medzdrav.Grains;

internal sealed partial class UploadGrain
{
    [LoggerMessage(1, LogLevel.Warning, "Upload {Upload} is there, but can't become a document now")]
    private partial void LogUnfinished(string upload, Exception why);

    [LoggerMessage(2, LogLevel.Information, "Upload {Upload} became no document: {Code}")]
    private partial void LogRefused(string upload, string code);
}
