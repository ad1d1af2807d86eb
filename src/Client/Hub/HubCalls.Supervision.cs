using Medzdrav.Contracts;

namespace Medzdrav.Client;

public sealed partial class HubCalls
{
    /// <summary>How the service goes this moment, for a supervisor; from then on <see cref="Notices.SupervisionChanged"/> tells when to ask again.</summary>
    /// <returns>The view, or refused: wrongRole, rightMissing.</returns>
    public Task<Reply<SupervisionView>> SupervisionAsync(CancellationToken cancellation = default) => Read<SupervisionView>("Supervision", cancellation);
}
