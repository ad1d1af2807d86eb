using Medzdrav.Contracts;
using Microsoft.Extensions.Logging;

namespace Medzdrav.Silo;

internal sealed partial class DocumentWorker
{
    [LoggerMessage(1, LogLevel.Warning, "A {Kind} of {Bytes} bytes took too much of the processor or of memory to open")]
    private partial void LogTooHeavy(DocumentKind kind, int bytes);
}
