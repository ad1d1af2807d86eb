using Medzdrav.Contracts;

namespace Medzdrav.Client;

/// <summary>A client of the platform for apps and services: signing in, one connection that comes back by itself, sessions whose events arrive once and in order, every call of the protocol typed.</summary>
/// <remarks>A client is one signed-in person on one device. It may be used from any thread; its events come on a thread of its own. Source: <c>docs/client.md</c>, <c>docs/protocol.md</c>.</remarks>
public sealed class MedzdravClient : IAsyncDisposable
{
    private readonly HttpCalls _http;
    private readonly HttpMessageHandler? _ownHandler;
    private readonly HeldTokens _credentials;
    private readonly ServerClock _now;
    private readonly Commands _commands;

    /// <summary>Makes a client. Nothing is sent before it is asked for something.</summary>
    public MedzdravClient(ClientOptions options) : this(options, transport: null) { }

    internal MedzdravClient(ClientOptions options, IHubTransport? transport)
    {
        ArgumentNullException.ThrowIfNull(options);
        _ownHandler = options.Handler is null ? new SocketsHttpHandler { UseCookies = false } : null;
        var handler = options.Handler ?? _ownHandler!;
        _http = new HttpCalls(options.Address, handler, options.Clock);
        _credentials = new HeldTokens(
            options.Tokens,
            (refreshToken, cancellation) => _http.SendAsync<TokenPair>(HttpMethod.Post, "/api/sign-in/refresh", new { refreshToken }, token: null, cancellation),
            options.Clock);
        _now = new ServerClock(options.Clock);
        Line = new HubLine(transport ?? new SignalRTransport(options, handler), _credentials, options, _now);
        _commands = new Commands(Line, _now);
        _credentials.Ended += Renew;
        SignIn = new SignInCalls(_http, _credentials, options, Renew);
        Records = new RecordCalls(_http, _credentials, _now);
        Hub = new HubCalls(_commands);
        Notices = new Notices(Line);
    }

    /// <summary>The connection's state changed. <see cref="LinkState.SignedOut"/>: only signing in again helps.</summary>
    public event Action<LinkState>? StateChanged { add => Line.StateChanged += value; remove => Line.StateChanged -= value; }

    /// <summary>Signing in and out.</summary>
    public SignInCalls SignIn { get; }

    /// <summary>Every call of the hub.</summary>
    public HubCalls Hub { get; }

    /// <summary>The calls that read over HTTP.</summary>
    public RecordCalls Records { get; }

    /// <summary>The news that the platform tells by itself.</summary>
    public Notices Notices { get; }

    /// <summary>Where the connection stands.</summary>
    public LinkState State => Line.State;

    /// <summary>The platform's clock: count down to instants of views and offers from it, never from the device's own.</summary>
    public DateTimeOffset Now => _now.Now;

    internal HubLine Line { get; }

    /// <summary>Connects, and goes on trying for ever. Needs a sign-in before, a visitor's at least.</summary>
    /// <returns>Done when connected; or refused: signInRequired. Cancelling ends the waiting, not the trying.</returns>
    public async Task<Reply<Done>> ConnectAsync(CancellationToken cancellation = default)
    {
        Line.Start();
        return await Line.WhenConnectedAsync(cancellation).ConfigureAwait(false) ? new Done(Now) : Refusal.SignInRequired;
    }

    /// <summary>Disconnects and stays so. Joined sessions and what waits to be sent go on with the next <see cref="ConnectAsync"/>.</summary>
    public Task DisconnectAsync() => Line.StopAsync();

    /// <summary>The network is back, or the app is looked at again: the next try is made now.</summary>
    public void Hurry() => Line.Hurry();

    /// <summary>Joins a session and keeps it joined.</summary>
    /// <param name="session">Which.</param>
    /// <param name="after">The last event that the app knows from before; 0 for all.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The session with all its events so far, or refused: notFound.</returns>
    public Task<Reply<JoinedSession>> JoinAsync(SessionId session, long after = 0, CancellationToken cancellation = default) =>
        EnterAsync(new JoinedSession(session, after, Line, _commands, Hub, Notices), cancellation);

    /// <summary>Joins a session with its newest events, and keeps it joined: over a slow line a person reads at once. <see cref="JoinedSession.ReadEarlierAsync"/> brings what was before.</summary>
    /// <param name="session">Which.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The session with its last events, or refused: notFound.</returns>
    public Task<Reply<JoinedSession>> JoinLatestAsync(SessionId session, CancellationToken cancellation = default) =>
        EnterAsync(new JoinedSession(session, after: null, Line, _commands, Hub, Notices), cancellation);

    private static async Task<Reply<JoinedSession>> EnterAsync(JoinedSession joined, CancellationToken cancellation)
    {
        try
        {
            var reply = await joined.JoinAsync(cancellation).ConfigureAwait(false);
            if (reply.Value is null)
                await joined.DisposeAsync().ConfigureAwait(false);
            return reply;
        }
        catch (OperationCanceledException)
        {
            await joined.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Opens a specialist's desk and keeps it up to date.</summary>
    /// <returns>The desk, or refused: wrongRole.</returns>
    public Task<Reply<StaffDesk>> OpenDeskAsync(CancellationToken cancellation = default) => new StaffDesk(Line, _commands, Notices).OpenAsync(cancellation);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await Line.DisposeAsync().ConfigureAwait(false);
        _http.Dispose();
        _ownHandler?.Dispose();
        _credentials.Dispose();
    }

    private void Renew() => _ = Line.RenewAsync();
}
