using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>Tells something to all gateways, once only: a gateway that this silo does not know yet must hear it, too.</summary>
internal static class EveryGateway
{
    /// <summary>Tells each gateway with a lease, and waits for none of them.</summary>
    /// <param name="grains">The way to the leases.</param>
    /// <param name="tell">The telling of one gateway.</param>
    public static async Task TellEveryGateway(this IGrainFactory grains, Func<IGatewayObserver, Task> tell)
    {
        foreach (var lease in await grains.GetGrain<IGatewaysGrain>(0).All())
            tell(lease.Observer).Ignore();
    }
}
