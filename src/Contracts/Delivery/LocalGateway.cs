namespace Medzdrav.Contracts;

/// <summary>The gateway of this process, if it is one: a silo beside it calls it directly, without a message.</summary>
public sealed class LocalGateway
{
    private volatile Door? _door;

    /// <summary>The gateway is here.</summary>
    public void Open(GatewayId gateway, IGatewayObserver target) => _door = new Door(gateway, target);

    /// <summary>The shorter way to a gateway.</summary>
    /// <param name="gateway">Which.</param>
    /// <param name="observer">How it is called from everywhere.</param>
    public IGatewayObserver Nearest(GatewayId gateway, IGatewayObserver observer) => _door is { } door && door.Gateway == gateway ? door.Target : observer;

    private sealed record Door(GatewayId Gateway, IGatewayObserver Target);
}
