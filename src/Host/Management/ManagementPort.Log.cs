namespace Medzdrav.Host;

internal sealed partial class ManagementPort
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Another process has the management port {Url}: this one goes on without health, metrics and dashboard there. Setting Management:Urls names another port, or none (empty)")]
    private partial void LogTaken(string url);
}
