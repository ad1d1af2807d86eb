using Medzdrav.Contracts;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Medzdrav.Gateway;

/// <summary>How much all connections of one person may send together: a person with thirty tabs is no thirty people. A developer's own machine is exempt.</summary>
internal sealed class PersonBudgets(IOptions<GatewayOptions> options, IHostEnvironment environment, TimeProvider clock)
{
    private readonly SharedBudgets<Caller, SharedBudget> _persons = new(() => Made(options.Value, clock), clock);

    /// <summary>The budget that a connection shares with the others of the same account, visitor or staff member, until it leaves.</summary>
    public SharedBudget Of(Connection connection) =>
        ClientAddress.CountedOf(connection.Address, environment) is null ? SharedBudget.Unlimited : _persons.Enter(connection.Caller);

    private static SharedBudget Made(GatewayOptions options, TimeProvider clock) =>
        new(new Bucket(options.PersonBurst, options.PersonCallsPerSecond, clock), new Bucket(options.PersonTextBurst, options.PersonTextBytes, clock));
}
