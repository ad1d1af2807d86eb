using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Medzdrav.Gateway;

/// <summary>How much all connections from one address may send together: fifty connections of a flood are no fifty people. A developer's own machine is exempt.</summary>
internal sealed class AddressBudgets(IOptions<GatewayOptions> options, IHostEnvironment environment, TimeProvider clock)
{
    private readonly SharedBudgets<string, AddressBudget> _addresses = new(() => new AddressBudget(options.Value, clock), clock);

    /// <summary>The budget that a connection shares with the others of its address, until it leaves.</summary>
    public AddressBudget Of(Connection connection) =>
        ClientAddress.CountedOf(connection.Address, environment) is null ? AddressBudget.Free : _addresses.Enter(connection.Address);
}

/// <summary>The calls and texts that the connections of one address may still send, and the calls of it that are under way.</summary>
internal sealed class AddressBudget : SharedBudget
{
    /// <summary>Of an address that nobody counts.</summary>
    public static readonly AddressBudget Free = new();

    private readonly Lock _gate = new();
    private readonly Queue<TaskCompletionSource> _waiting = [];
    private int _mayStart;

    public AddressBudget(GatewayOptions options, TimeProvider clock)
        : base(new Bucket(options.AddressBurst, options.AddressCallsPerSecond, clock), new Bucket(options.AddressTextBurst, options.AddressTextBytes, clock)) =>
        _mayStart = options.AddressCallsAtOnce;

    private AddressBudget()
    {
    }

    /// <summary>A call may start when few enough of the address are under way.</summary>
    public Task MayStart()
    {
        if (!IsCounted)
            return Task.CompletedTask;
        lock (_gate)
        {
            if (_mayStart > 0)
            {
                _mayStart--;
                return Task.CompletedTask;
            }
            var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Enqueue(turn);
            return turn.Task;
        }
    }

    /// <summary>A call that had started is over: the first that waits starts.</summary>
    public void End()
    {
        if (!IsCounted)
            return;
        lock (_gate)
        {
            if (_waiting.TryDequeue(out var next))
                next.SetResult();
            else
                _mayStart++;
        }
    }
}
