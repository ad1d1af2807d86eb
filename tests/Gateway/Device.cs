using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using System.Text.Json;
using Medzdrav.Client;
using Medzdrav.Contracts;

namespace Medzdrav.Tests.Gateway;

/// <summary>An app or tab: a client whose one connection writes down everything it is told, as it was told.</summary>
internal sealed class Device : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly TaskCompletionSource closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile TaskCompletionSource news = NewNews();

    private Device(MedzdravClient client)
    {
        Client = client;
        var told = client.Notices;
        told.SessionEvent += (session, happened) => Note(() => Pushed.Enqueue((session, happened)));
        told.QueueUpdate += (_, position) => Note(() => Positions.Enqueue(position));
        told.Offer += offer => Note(() => Offers.Enqueue(offer));
        told.OfferGone += (offer, why) => Note(() => Gone.Enqueue((offer, why)));
        told.DutyChanged += (duty, _) => Note(() => Duties.Enqueue(duty));
        told.CoverageChanged += coverage => Note(() => Coverage.Enqueue(coverage));
        told.TasksChanged += open => Note(() => OpenTasks.Enqueue(open));
        told.SupervisionChanged += revision => Note(() => Revisions.Enqueue(revision));
        told.AppointmentChanged += (appointment, version) => Note(() => Appointments.Enqueue((appointment, version)));
        told.Typing += (_, who) => Note(() => Typing.Enqueue(who));
        told.CallReady += (_, ready) => Note(() => Ready.Enqueue(ready));
        told.CallTaken += _ => Note(() => CallsTaken++);
        told.CallFree += _ => Note(() => CallsFreed++);
        told.Signal += (_, from, payload) => Note(() => Signals.Enqueue((from, JsonSerializer.Deserialize<JsonElement>(payload.Json))));
    }

    /// <summary>The client that carries it.</summary>
    public MedzdravClient Client { get; }

    /// <summary>The typed calls.</summary>
    public HubCalls Hub => Client.Hub;

    /// <summary>Done when the server or the network ended the connection.</summary>
    public Task Closed => closed.Task.WaitAsync(Patience);

    public ConcurrentQueue<(SessionId Session, SessionEventView Event)> Pushed { get; } = new();

    public ConcurrentQueue<QueuePositionView> Positions { get; } = new();

    public ConcurrentQueue<OfferView> Offers { get; } = new();

    public ConcurrentQueue<(OfferId Offer, OfferGoneReason Why)> Gone { get; } = new();

    public ConcurrentQueue<DutyView> Duties { get; } = new();

    public ConcurrentQueue<QueueCoverage> Coverage { get; } = new();

    public ConcurrentQueue<(AppointmentId Appointment, long Version)> Appointments { get; } = new();

    public ConcurrentQueue<long> Revisions { get; } = new();

    public ConcurrentQueue<ParticipantId> Typing { get; } = new();

    public ConcurrentQueue<CallReady> Ready { get; } = new();

    public ConcurrentQueue<(ParticipantId From, JsonElement Payload)> Signals { get; } = new();

    /// <summary>How often another device took the call.</summary>
    public int CallsTaken { get; private set; }

    /// <summary>How often the device that had the call had it no more.</summary>
    public int CallsFreed { get; private set; }

    public ConcurrentQueue<int> OpenTasks { get; } = new();

    /// <summary>Events of the last joined session by sequence, from answers and pushes.</summary>
    public SortedDictionary<long, SessionEventView> Log
    {
        get
        {
            var log = new SortedDictionary<long, SessionEventView>();
            foreach (var happened in Answered)
                log[happened.Sequence] = happened;
            foreach (var (session, happened) in Pushed)
                if (session == Joined)
                    log[happened.Sequence] = happened;
            return log;
        }
    }

    /// <summary>Events that answers to joining held.</summary>
    public List<SessionEventView> Answered { get; } = [];

    /// <summary>The session joined last.</summary>
    public SessionId? Joined { get; private set; }

    /// <summary>Texts of the chat in their order.</summary>
    public string[] Texts => [.. Log.Values.Where(happened => happened.Kind == "message").Select(happened => Data(happened).GetProperty("text").GetString()!)];

    public string[] Kinds => [.. Log.Values.Select(happened => happened.Kind)];

    /// <summary>As an app connects.</summary>
    /// <param name="clinic">Where.</param>
    /// <param name="token">The access token.</param>
    /// <param name="desk">For staff, at which desk; null for their first.</param>
    public static Task<Device> ConnectAsync(Clinic clinic, string token, string? desk = null) => ConnectAsync(new ClientOptions
    {
        Address = clinic.Address,
        Encoding = clinic.SpeaksMessagePack ? WireEncoding.MessagePack : WireEncoding.Json,
        Desk = Words.Find<Desk>(desk),
        // A desk that does not exist has no name in the client.
        Handler = desk is null || Words.Find<Desk>(desk) is not null ? null : new Changing(request => request.RequestUri = new Uri(clinic.Address, $"/hub?desk={desk}")),
        Tokens = With(token),
    });

    /// <summary>Connects with an access token under a name in the address bar.</summary>
    public static Task<Device> ConnectAtAsync(Clinic clinic, string host, string token) => ConnectAsync(new ClientOptions
    {
        Address = clinic.Address,
        Encoding = clinic.SpeaksMessagePack ? WireEncoding.MessagePack : WireEncoding.Json,
        Handler = new Changing(request => request.Headers.Host = $"{host}:{clinic.Address.Port}"),
        Tokens = With(token),
    });

    /// <inheritdoc cref="ConnectAsync(Clinic, string, string?)" />
    public static Task<Device> ConnectAsync(Uri address, string token) => ConnectAsync(new ClientOptions { Address = address, Tokens = With(token) });

    /// <summary>As a page of the platform connects.</summary>
    public static Task<Device> ConnectWithCookieAsync(Uri address, string cookie) => ConnectAsync(new ClientOptions
    {
        Address = address,
        Tokens = With("none"),
        Handler = new Changing(request =>
        {
            request.Headers.Authorization = null;
            request.Headers.Add("Cookie", cookie);
            request.Headers.Add("Origin", address.GetLeftPart(UriPartial.Authority));
        }),
    });

    public static JsonElement Data(SessionEventView happened) => JsonSerializer.Deserialize<JsonElement>(happened.Data);

    /// <summary>A call and its reply, whatever it is: one try, with arguments that the typed calls would never send.</summary>
    public Task<Reply<T>> Reply<T>(string method, params object?[] arguments) where T : class => Raw<Reply<T>>(method, arguments);

    /// <summary>A call and whatever is answered over JSON; null for a call without a reply.</summary>
    public Task<JsonElement> Answer(string method, params object?[] arguments) => Raw<JsonElement>(method, arguments);

    /// <summary>A call without a reply.</summary>
    public Task Tell(string method, params object?[] arguments) => Raw<object?>(method, arguments);

    /// <summary>A call that has to be answered.</summary>
    public async Task<T> Ask<T>(string method, params object?[] arguments) where T : class
    {
        var reply = await Reply<T>(method, arguments);
        Assert.True(reply.Refusal is null, $"{method}: {reply.Refusal?.Code}");
        return reply.Value!;
    }

    /// <summary>A call with a command id of its own that has to be answered.</summary>
    public Task<T> Command<T>(string method, params object?[] arguments) where T : class => Ask<T>(method, [CommandId.New(), .. arguments]);

    /// <summary>The code with which a call is refused.</summary>
    public async Task<string?> Refused(string method, params object?[] arguments) => (await Reply<object>(method, arguments)).Refusal?.Code;

    /// <summary>Joins a session after the last event known.</summary>
    public async Task<JoinAnswer> Join(SessionId session, long after = 0)
    {
        var answer = await Ask<JoinAnswer>("JoinSession", session, after);
        Answered.AddRange(answer.Events);
        Joined = session;
        Wake();
        return answer;
    }

    public Task<MessageReceipt> Say(string text) => Command<MessageReceipt>("SendMessage", Joined, text, Array.Empty<string>());

    /// <summary>Waits until something holds.</summary>
    public async Task Until(Func<bool> holds, string what, TimeSpan? within = null)
    {
        using var patience = new CancellationTokenSource(within ?? Patience);
        for (; ; )
        {
            var next = news.Task;
            if (holds())
                return;
            try
            {
                await next.WaitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"Waited in vain: {what}. Heard: {string.Join(' ', Kinds)}");
            }
        }
    }

    /// <summary>Ends the connection, as an app does that is put away.</summary>
    public Task StopAsync() => Client.DisconnectAsync();

    public ValueTask DisposeAsync() => Client.DisposeAsync();

    private async Task<T> Raw<T>(string method, object?[] arguments)
    {
        try
        {
            return await Client.Line.InvokeAsync<T>(method, arguments, CancellationToken.None);
        }
        catch (FaultException fault) when (fault.InnerException is { } cause)
        {
            ExceptionDispatchInfo.Throw(cause);
            throw;
        }
    }

    private void Note(Action write)
    {
        write();
        Wake();
    }

    private void Wake() => Interlocked.Exchange(ref news, NewNews()).TrySetResult();

    private static TaskCompletionSource NewNews() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static MemoryTokenStore With(string token) => new(new TokenPair(token, "", default));

    /// <summary>A device is one connection: lost, it does not come back.</summary>
    private static async Task<Device> ConnectAsync(ClientOptions options)
    {
        var client = new MedzdravClient(options);
        var device = new Device(client);
        using var patience = new CancellationTokenSource(Patience);
        await client.ConnectAsync(patience.Token).OrThrow();
        client.StateChanged += state =>
        {
            if (state != LinkState.Connected && device.closed.TrySetResult())
                client.DisconnectAsync().Ignore();
        };
        if (client.State != LinkState.Connected)
            device.closed.TrySetResult();
        return device;
    }

    /// <summary>Sends something else than the client would.</summary>
    private sealed class Changing(Action<HttpRequestMessage> change) : DelegatingHandler(new SocketsHttpHandler { UseCookies = false })
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            change(request);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
