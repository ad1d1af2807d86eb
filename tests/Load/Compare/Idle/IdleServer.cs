using System.Globalization;
using Medzdrav.Silo;
using Medzdrav.Tests.Support;

namespace Medzdrav.Tests.Load;

/// <summary>A server that connections are held to.</summary>
internal abstract class IdleServer(ServerProcess process) : IAsyncDisposable
{
    private readonly List<IDisposable> _held = [];
    private readonly Breathing _breathing = new();

    /// <summary>How many there are.</summary>
    public int Count
    {
        get
        {
            lock (_held)
                return _held.Count;
        }
    }

    /// <summary>Opens one connection more, which stays.</summary>
    public async Task HoldAsync()
    {
        try
        {
            var connection = await ConnectAsync();
            lock (_held)
                _held.Add(connection);
            if (connection is IRelayMember member)
                _breathing.Add(member);
        }
        catch (Exception why) when (why is HttpRequestException or InvalidOperationException or TimeoutException)
        {
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"Connection {Count + 1} failed:\n{process.Output}"), why);
        }
    }

    /// <summary>Resident bytes without garbage.</summary>
    public Task<long> ResidentAsync() => process.CollectedAsync();

    /// <inheritdoc />
    public virtual async ValueTask DisposeAsync()
    {
        await _breathing.DisposeAsync();
        lock (_held)
            _held.ForEach(connection => connection.Dispose());
        await process.DisposeAsync();
    }

    protected abstract Task<IDisposable> ConnectAsync();
}

/// <summary>The product: each connection is a visitor's, signed in, with a waiting session of their own that it has joined.</summary>
internal sealed class IdleProduct : IdleServer
{
    private readonly StorageFixture _storage;
    private readonly HttpClient _http;

    private IdleProduct(ServerProcess process, StorageFixture storage, Uri address) : base(process) =>
        (_storage, _http) = (storage, new HttpClient { BaseAddress = address });

    public static async Task<IdleServer> StartAsync(DatabaseKind kind, int core)
    {
        var storage = await StorageFixture.CreateAsync(kind);
        var address = ProductHost.FreeAddress();
        var process = ProductHost.Start(storage, address, core);
        await process.AnswersAsync(new Uri(address, "/health/ready"));
        return new IdleProduct(process, storage, address);
    }

    /// <inheritdoc />
    public override async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await base.DisposeAsync();
        await _storage.DisposeAsync();
    }

    protected override async Task<IDisposable> ConnectAsync()
    {
        var (member, session) = await ProductHost.CallAsync(_http);
        await member.AskAsync("JoinSession", session, 0);
        return member;
    }
}

/// <summary>The peer (<see cref="BareSockets"/>).</summary>
internal sealed class IdleSockets : IdleServer
{
    private readonly Uri _address;

    private IdleSockets(ServerProcess process, Uri address) : base(process) => _address = address;

    public static async Task<IdleServer> StartAsync(int core)
    {
        var address = ProductHost.FreeAddress();
        var process = ServerProcess.Start($"{core}", new Dictionary<string, string>(), "dotnet", typeof(IdleSockets).Assembly.Location, "peer-websocket", $"{address.Port}");
        await process.AnswersAsync(new Uri(address, "/health/ready"));
        return new IdleSockets(process, address);
    }

    protected override async Task<IDisposable> ConnectAsync()
    {
        var socket = new LeanSocket();
        await socket.OpenAsync(new Uri(_address, "/socket"));
        socket.Receive(_ => { });
        return socket;
    }
}
