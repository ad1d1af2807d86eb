using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging;

namespace Medzdrav.Gateway;

/// <summary>Keeps each connection's line at hand, so that pushes are written to it directly; nothing is looked up and no task is kept per push.</summary>
internal sealed class SessionHubLines(ILogger<DefaultHubLifetimeManager<SessionHub>> logger) : DefaultHubLifetimeManager<SessionHub>(logger)
{
    /// <summary>The line of the connection that calls.</summary>
    public static HubConnectionContext Of(HubCallerContext caller) => (HubConnectionContext)caller.Items[typeof(HubConnectionContext)]!;

    /// <inheritdoc />
    public override Task OnConnectedAsync(HubConnectionContext connection)
    {
        connection.Items[typeof(HubConnectionContext)] = connection;
        return base.OnConnectedAsync(connection);
    }
}
