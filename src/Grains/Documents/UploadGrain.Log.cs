using Microsoft.Extensions.Logging;

namespace Medzdrav.Grains;

internal sealed partial class UploadGrain
{
    [LoggerMessage(1, LogLevel.Warning, "Upload {Upload} is there, but can't become a document now")]
    private partial void LogUnfinished(string upload, Exception why);

    [LoggerMessage(3, LogLevel.Warning, "The reading of upload {Upload} ended before its end, {Times} times by now")]
    private partial void LogEnded(string upload, int times, Exception why);

    [LoggerMessage(2, LogLevel.Information, "Upload {Upload} became no document: {Code}")]
    private partial void LogRefused(string upload, string code);
}
