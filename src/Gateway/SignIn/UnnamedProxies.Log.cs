using Microsoft.Extensions.Logging;

namespace Medzdrav.Gateway;

internal sealed partial class UnnamedProxies
{
    private readonly ILogger _logger = logger;

    [LoggerMessage(Level = LogLevel.Error, Message = "A request was forwarded by a proxy on this machine that is not named in Gateway:TrustedProxies: limits per address count all people as one, and cookies are not Secure. Start with --Gateway:TrustedProxies=127.0.0.1")]
    private partial void LogUnnamedOnLoopback();

    [LoggerMessage(Level = LogLevel.Warning, Message = "A request says that it was forwarded, by a peer that is not named in Gateway:TrustedProxies: if that is your proxy, name it there; if not, somebody pretends, and is not believed")]
    private partial void LogUnnamed();
}
