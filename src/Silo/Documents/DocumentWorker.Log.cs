using Medzdrav.Contracts;
using Microsoft.Extensions.Logging;

namespace Medzdrav.Silo;

internal sealed partial class DocumentWorker
{
    [LoggerMessage(1, LogLevel.Warning, "A {Kind} of {Bytes} bytes took too much time or memory to open")]
    private partial void LogTooHeavy(DocumentKind kind, int bytes);

    [LoggerMessage(2, LogLevel.Warning, "The process ended while it opened a {Kind} of {Bytes} bytes")]
    private partial void LogEnded(DocumentKind kind, int bytes, Exception why);
}
