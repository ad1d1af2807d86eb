using Medzdrav.Contracts;

namespace Medzdrav.Gateway;

public sealed partial class SessionHub
{
    /// <summary>How the service goes this moment; from now on the connection is told when it goes otherwise.</summary>
    [Needs(Right.WatchLive)]
    public Task<Reply<SupervisionView>> Supervision()
    {
        attendance.Watch(Here);
        return Ask(grains.GrainOf<ISupervisionGrain>(ISupervisionGrain.Key).Look);
    }
}
