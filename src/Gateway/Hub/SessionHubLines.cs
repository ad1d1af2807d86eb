using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging;

namespace Medzdrav.Gateway;

/// <summary>Keeps each connection's line at hand, so that pushes are written to it directly; nothing is looked up and no task is kept per push.</summary>
internal sealed class SessionHubLines(ILogger<DefaultHubLifetimeManager<SessionHub>> logger) : DefaultHubLifetimeManager<SessionHub>(logger)
{
    /// <summary>The line of a connection that has just come; asked for once.</summary>
    public static HubConnectionContext TakeFrom(HubCallerContext caller)
    {
        var line = caller.Features.Get<HubConnectionContext>()!;
        caller.Features.Set<HubConnectionContext>(null);
        return line;
    }

    /// <inheritdoc />
    public override Task OnConnectedAsync(HubConnectionContext connection)
    {
        connection.Features.Set(connection);
        return base.OnConnectedAsync(connection);
    }

    /// <summary>From now on a silent client is missed. SignalR does it only after the client's first ping: one whose line dies before would stay for a quarter of an hour. It has no public way to say so.</summary>
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "StartClientTimeout")]
    public static extern void MissFromNowOn(HubConnectionContext connection);
}
