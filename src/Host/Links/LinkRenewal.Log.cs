namespace Medzdrav.Host;

internal sealed partial class LinkRenewal
{
    private readonly ILogger _logger = logger;

    [LoggerMessage(Level = LogLevel.Information, Message = "Links have a new certificate, good until {End:u}")]
    private partial void LogRenewed(DateTimeOffset end);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Links keep their former certificate, good until {End:u}. {Fault}")]
    private partial void LogKept(string fault, DateTimeOffset end);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The certificate of links ends at {End:u}: from then on no link begins with this process")]
    private partial void LogEndsSoon(DateTimeOffset end);
}
