using Medzdrav.Contracts;
using Microsoft.AspNetCore.SignalR;

namespace Medzdrav.Gateway;

/// <summary>Makes the hub that carries one call. SignalR's own activator is looked up, and its constructor's arguments are, with every call.</summary>
internal sealed class SessionHubActivator(IGrainFactory grains, Attendance attendance, Brands brands, PageOrigin pages, TimeProvider clock) : IHubActivator<SessionHub>
{
    /// <inheritdoc />
    public SessionHub Create() => new(grains, attendance, brands, pages, clock);

    /// <inheritdoc />
    public void Release(SessionHub hub) => hub.Dispose();
}
