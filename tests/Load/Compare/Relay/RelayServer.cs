using Medzdrav.Tests.Support;

namespace Medzdrav.Tests.Load;

/// <summary>A room with two people.</summary>
/// <param name="Id">The session.</param>
/// <param name="Patient">The patient's side.</param>
/// <param name="Staff">The other: in three rooms at once.</param>
internal sealed record Room(string Id, IRelayMember Patient, IRelayMember Staff);

/// <summary>A server under comparison with everybody in their rooms.</summary>
internal abstract class RelayServer(string name) : IAsyncDisposable
{
    /// <summary>Chats that a consultant holds at once.</summary>
    protected const int RoomsPerStaff = 3;

    private readonly List<Room> _rooms = [];
    private readonly Breathing _breathing = new();

    /// <summary>For tables.</summary>
    public string Name => name;

    /// <summary>All rooms.</summary>
    public IReadOnlyList<Room> Rooms => _rooms;

    /// <summary>CPU time of the server's processes.</summary>
    public abstract TimeSpan Cpu { get; }

    /// <summary>Whether its hot code is still being compiled anew.</summary>
    public virtual bool IsCompiling => false;

    /// <summary>CPU time of a database that is a process of its own.</summary>
    public virtual TimeSpan DatabaseCpu => TimeSpan.Zero;

    /// <summary>The words that its processes printed.</summary>
    public abstract string Output { get; }

    /// <summary>The next message's number.</summary>
    public int NextNumber { get; set; } = 1;

    /// <inheritdoc />
    public virtual ValueTask DisposeAsync() => _breathing.DisposeAsync();

    protected void Add(Room room)
    {
        _rooms.Add(room);
        _breathing.Add(room.Patient);
        if (_rooms.Count % RoomsPerStaff == 1)
            _breathing.Add(room.Staff);
    }

    /// <summary>A program of this tool, as a server.</summary>
    protected static string[] Self(params string[] arguments) => ["dotnet", typeof(RelayServer).Assembly.Location, .. arguments];
}

/// <summary>The bare hub (<see cref="BareHub"/>).</summary>
internal sealed class BareHubRelay : RelayServer
{
    private readonly ServerProcess _process;

    private BareHubRelay(ServerProcess process) : base("bare SignalR") => _process = process;

    /// <inheritdoc />
    public override TimeSpan Cpu => _process.Cpu;

    /// <inheritdoc />
    public override bool IsCompiling => _process.IsCompiling;

    /// <inheritdoc />
    public override string Output => _process.Output;

    public static async Task<RelayServer> StartAsync(int rooms, int core)
    {
        var address = ProductHost.FreeAddress();
        var server = new BareHubRelay(ServerProcess.Start($"{core}", new Dictionary<string, string> { ["DOTNET_gcServer"] = "0" }, Self("peer-signalr", $"{address.Port}")));
        await server._process.AnswersAsync(new Uri(address, "/health/ready"));
        HubMember? staff = null;
        for (var number = 0; number < rooms; number++)
        {
            var room = $"room-{number:D27}";
            staff = number % RoomsPerStaff == 0 ? await HubMember.OpenAsync(new Uri(address, "/hub")) : staff!;
            var patient = await HubMember.OpenAsync(new Uri(address, "/hub"));
            await patient.AskAsync("JoinSession", room, 0);
            await staff.AskAsync("JoinSession", room, 0);
            server.Add(new Room(room, patient, staff));
        }
        return server;
    }

    /// <inheritdoc />
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _process.DisposeAsync();
    }
}

/// <summary>Socket.IO on Node.js.</summary>
internal sealed class SocketIoRelay : RelayServer
{
    private readonly ServerProcess _process;

    private SocketIoRelay(ServerProcess process) : base("Socket.IO") => _process = process;

    /// <inheritdoc />
    public override TimeSpan Cpu => _process.Cpu;

    /// <inheritdoc />
    public override string Output => _process.Output;

    public static async Task<RelayServer> StartAsync(int rooms, int core)
    {
        var address = ProductHost.FreeAddress();
        var script = Path.Combine(HostProcess.Repository, "tests", "Load", "Peers", "socket-io.mjs");
        var server = new SocketIoRelay(ServerProcess.Start($"{core}", new Dictionary<string, string>(), "node", script, $"{address.Port}", await PeerPackages.InstallAsync()));
        await server._process.AnswersAsync(address);
        SocketIoMember? staff = null;
        for (var number = 0; number < rooms; number++)
        {
            var room = $"room-{number:D27}";
            if (number % RoomsPerStaff == 0)
                staff = await SocketIoMember.OpenAsync(address, Enumerable.Range(number, RoomsPerStaff).Select(n => $"room-{n:D27}"));
            server.Add(new Room(room, await SocketIoMember.OpenAsync(address, [room]), staff!));
        }
        return server;
    }

    /// <inheritdoc />
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _process.DisposeAsync();
    }
}
