using Orleans.Concurrency;

namespace Medzdrav.Contracts;

/// <summary>How the service goes this moment: queues, specialists, open sessions. One in the cluster puts it together, at intervals and only while somebody looks, from what queues and rows know. Key: <see cref="Key"/>.</summary>
[Alias("ISupervisionGrain")]
public interface ISupervisionGrain : IGrainWithStringKey
{
    /// <summary>Its only key.</summary>
    const string Key = "all";

    /// <summary>The service as it was put together last, at most an interval ago.</summary>
    /// <returns>The view, or refused: unavailable.</returns>
    [Alias("Look")] Task<Reply<SupervisionView>> Look();

    /// <summary>A single open session, also one that is beyond those in the view.</summary>
    /// <returns>The session, or refused: notFound, closed.</returns>
    [Alias("Find")] Task<Reply<SupervisedSession>> Find(SessionId session);

    /// <summary>Somebody looks at a gateway, or still does: repeated by it every few seconds. It is told of changes meanwhile.</summary>
    [Alias("Watch"), OneWay] Task Watch(GatewayId gateway, IGatewayObserver observer);

    /// <summary>The availability of a specialist who answers no queue; repeated every few seconds.</summary>
    [Alias("Renew"), OneWay] Task Renew(Availability availability);
}
