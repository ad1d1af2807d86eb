namespace Medzdrav.Client;

/// <summary>A connection that comes back by itself for ever: after a loss at once, then ever more slowly; after the sign-in ended, once somebody signs in.</summary>
internal sealed class HubLine : IAsyncDisposable
{
    private static readonly TimeSpan FirstPatience = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan LongestPatience = TimeSpan.FromSeconds(60);

    /// <summary>A client that was connected so long may come back at once; one that is cut again and again waits ever longer.</summary>
    private static readonly TimeSpan Steady = TimeSpan.FromSeconds(5);
    private readonly IHubTransport _transport;
    private readonly HeldTokens _credentials;
    private readonly ClientOptions _options;
    private readonly BackOff _backOff;
    private readonly ServerClock _now;
    private readonly Lock _gate = new();
    private TaskCompletionSource<bool> _connected = NewWait();
    private volatile TaskCompletionSource _nudge = New();
    private volatile TaskCompletionSource _closed = New();
    private CancellationTokenSource? _stop;

    /// <summary>How long a try may take: a box on the way may hold everything back for seconds.</summary>
    private TimeSpan _patience = FirstPatience;
    private Task _running = Task.CompletedTask;

    public HubLine(IHubTransport transport, HeldTokens credentials, ClientOptions options, ServerClock now, BackOff? backOff = null)
    {
        (_transport, _credentials, _options, _now, _backOff) = (transport, credentials, options, now, backOff ?? new BackOff());
        transport.Closed += () => _closed.TrySetResult();
    }

    /// <summary>The state changed; told in order.</summary>
    public event Action<LinkState>? StateChanged;

    /// <summary>A new connection is there. What is called in here goes out before everything that waits for it.</summary>
    public event Action? Entered;

    public LinkState State { get; private set; }

    public TimeProvider Clock => _options.Clock;

    public BackOff BackOff => _backOff;

    /// <summary>Begins to connect; nothing when it runs already.</summary>
    public void Start()
    {
        lock (_gate)
        {
            if (_stop is not null)
                return;
            _stop = new CancellationTokenSource();
            _running = RunAsync(_stop.Token);
        }
    }

    /// <summary>Disconnects and stays so.</summary>
    public async Task StopAsync()
    {
        CancellationTokenSource? stop;
        Task running;
        lock (_gate)
            (stop, _stop, running) = (_stop, null, _running);
        if (stop is null)
            return;
        await stop.CancelAsync().ConfigureAwait(false);
        await running.ConfigureAwait(false);
        stop.Dispose();
    }

    /// <summary>The network is back, or somebody looks: no reason to wait for the next try.</summary>
    public void Hurry() => _nudge.TrySetResult();

    /// <summary>Somebody signed in: the same connection comes back as whoever it is now.</summary>
    public async Task RenewAsync()
    {
        lock (_gate)
            if (State == LinkState.SignedOut)
                _connected = NewWait();
        Hurry();
        if (State == LinkState.Connected)
            await _transport.StopAsync().ConfigureAwait(false);
    }

    /// <summary>Waits for a connection.</summary>
    /// <returns>False when there will be none before somebody signs in.</returns>
    public Task<bool> WhenConnectedAsync(CancellationToken cancellation)
    {
        lock (_gate)
            return _connected.Task.WaitAsync(cancellation);
    }

    /// <summary>A single try over a working connection.</summary>
    /// <exception cref="FaultException">It was lost, or the platform answered with a fault.</exception>
    public async Task<T> InvokeAsync<T>(string method, object?[] arguments, CancellationToken cancellation)
    {
        try
        {
            var answer = (T)(await _transport.InvokeAsync(method, typeof(T), arguments, cancellation).ConfigureAwait(false))!;
            return answer;
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            var isAnswer = fault is Microsoft.AspNetCore.SignalR.HubException;
            throw new FaultException(isAnswer ? fault.Message : $"{method}: {fault.Message}", fault)
            {
                IsLost = !isAnswer && (!_transport.IsConnected || fault is OperationCanceledException or IOException or System.Net.WebSockets.WebSocketException),
            };
        }
    }

    /// <summary>Listens to a call of the server's.</summary>
    public IDisposable On(string method, Type[] types, Action<object?[]> handler) => _transport.On(method, types, arguments =>
    {
        foreach (var argument in arguments)
            _now.Hear(argument);
        handler(arguments);
    });

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        lock (_gate)
        {
            // Whoever still waits waits in vain.
            _connected = NewWait();
            _connected.SetException(new ObjectDisposedException(nameof(MedzdravClient)));
        }
        await _transport.DisposeAsync().ConfigureAwait(false);
    }

    private async Task RunAsync(CancellationToken cancellation)
    {
        // Whoever starts it waits for nothing.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        Become(LinkState.Connecting);
        try
        {
            while (true)
            {
                if (await TryAsync(cancellation).ConfigureAwait(false))
                {
                    await StayAsync(cancellation).ConfigureAwait(false);
                    Become(LinkState.Lost);
                }
                if (State == LinkState.SignedOut)
                    await PauseAsync(Timeout.InfiniteTimeSpan, cancellation).ConfigureAwait(false);
                else
                    await PauseAsync(_backOff.Next(), cancellation).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await _transport.StopAsync().ConfigureAwait(false);
            Become(LinkState.Off);
        }
    }

    private async Task<bool> TryAsync(CancellationToken cancellation)
    {
        if (_options.WhenOnline is { } online)
            await online(cancellation).ConfigureAwait(false);
        _closed = New();
        using var patience = new CancellationTokenSource(_patience, Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        string? token = null;
        try
        {
            token = await _credentials.AccessTokenAsync(either.Token).ConfigureAwait(false);
            if (token is null)
            {
                Become(LinkState.SignedOut);
                return false;
            }
            var triedAt = Clock.GetTimestamp();
            await _transport.StartAsync(token, either.Token).ConfigureAwait(false);
            if (Clock.GetElapsedTime(triedAt) < FirstPatience / 2)
                _patience = FirstPatience;
            return true;
        }
        catch (TokenRefusedException)
        {
            await RenewTokenAsync(token, either.Token).ConfigureAwait(false);
        }
        catch (Exception) when (!cancellation.IsCancellationRequested)
        {
            // Whatever the reason, the answer is the same: the next try comes. Who was cut off once is given twice the time.
            if (patience.IsCancellationRequested && _patience < LongestPatience)
                _patience = _patience * 2 < LongestPatience ? _patience * 2 : LongestPatience;
            Become(LinkState.Lost);
        }
        return false;
    }

    private async Task RenewTokenAsync(string? refused, CancellationToken cancellation)
    {
        try
        {
            var renewed = await _credentials.AfterRefusalAsync(refused, cancellation).ConfigureAwait(false);
            Become(renewed is null ? LinkState.SignedOut : LinkState.Lost);
            if (renewed is not null)
                Hurry();
        }
        catch (Exception fault) when (fault is FaultException or OperationCanceledException)
        {
            Become(LinkState.Lost);
        }
    }

    private async Task StayAsync(CancellationToken cancellation)
    {
        var since = Clock.GetTimestamp();
        Become(LinkState.Connected);
        Entered?.Invoke();
        lock (_gate)
            _connected.TrySetResult(true);
        await _closed.Task.WaitAsync(cancellation).ConfigureAwait(false);
        lock (_gate)
            _connected = NewWait();
        if (Clock.GetElapsedTime(since) >= Steady)
            _backOff.Reset();
    }

    /// <summary>Waits, unless somebody is in a hurry.</summary>
    private async Task PauseAsync(TimeSpan pause, CancellationToken cancellation)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await Task.WhenAny(Task.Delay(pause, Clock, over.Token), _nudge.Task).ConfigureAwait(false);
        _nudge = New();
        await over.CancelAsync().ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
    }

    private void Become(LinkState state)
    {
        lock (_gate)
        {
            if (state == LinkState.SignedOut)
                _connected.TrySetResult(false);
            if (State == state)
                return;
            State = state;
            if (state != LinkState.SignedOut && _connected.Task is { IsCompletedSuccessfully: true, Result: false })
                _connected = NewWait();
        }
        StateChanged?.Invoke(state);
    }

    private static TaskCompletionSource<bool> NewWait() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
