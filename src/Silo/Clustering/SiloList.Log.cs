using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace Medzdrav.Silo;

internal sealed partial class SiloList
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "The silos' name {Name} is not found: {Why}")]
    private partial void LogUnknown(string name, SocketError why);
}
