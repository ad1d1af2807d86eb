using System.Collections.Concurrent;
using System.Text.Json;
using Medzdrav.Contracts;
using Medzdrav.Tests.Support;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Http.Connections.Client;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Medzdrav.Tests.Gateway;

/// <summary>One app or tab: a hub connection that writes down everything it is told.</summary>
internal sealed class Device : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly TaskCompletionSource closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile TaskCompletionSource news = NewNews();

    private Device(HubConnection hub)
    {
        Hub = hub;
        hub.On<SessionId, SessionEventView>(nameof(ISessionClient.SessionEvent), (session, happened) => Note(() => Pushed.Enqueue((session, happened))));
        hub.On<SessionId, QueuePositionView>(nameof(ISessionClient.QueueUpdate), (_, position) => Note(() => Positions.Enqueue(position)));
        hub.On<OfferView>(nameof(ISessionClient.Offer), offer => Note(() => Offers.Enqueue(offer)));
        hub.On<OfferId, OfferGoneReason>(nameof(ISessionClient.OfferGone), (offer, why) => Note(() => Gone.Enqueue((offer, why))));
        hub.On<DutyView, DutyChangeReason>(nameof(ISessionClient.DutyChanged), (duty, _) => Note(() => Duties.Enqueue(duty)));
        hub.On<QueueCoverage>(nameof(ISessionClient.CoverageChanged), coverage => Note(() => Coverage.Enqueue(coverage)));
        hub.On<int>(nameof(ISessionClient.TasksChanged), open => Note(() => OpenTasks.Enqueue(open)));
        hub.On<SessionId, ParticipantId>(nameof(ISessionClient.Typing), (_, who) => Note(() => Typing.Enqueue(who)));
        hub.On<SessionId, CallReady>(nameof(ISessionClient.CallReady), (_, ready) => Note(() => Ready.Enqueue(ready)));
        hub.On<SessionId>(nameof(ISessionClient.CallTaken), _ => Note(() => CallsTaken++));
        hub.On<SessionId, ParticipantId, JsonElement>(nameof(ISessionClient.Signal), (_, from, payload) => Note(() => Signals.Enqueue((from, payload))));
        hub.Closed += _ =>
        {
            closed.TrySetResult();
            return Task.CompletedTask;
        };
    }

    public HubConnection Hub { get; }

    /// <summary>Done when the server or the network ended the connection.</summary>
    public Task Closed => closed.Task.WaitAsync(Patience);

    public ConcurrentQueue<(SessionId Session, SessionEventView Event)> Pushed { get; } = new();

    public ConcurrentQueue<QueuePositionView> Positions { get; } = new();

    public ConcurrentQueue<OfferView> Offers { get; } = new();

    public ConcurrentQueue<(OfferId Offer, OfferGoneReason Why)> Gone { get; } = new();

    public ConcurrentQueue<DutyView> Duties { get; } = new();

    public ConcurrentQueue<QueueCoverage> Coverage { get; } = new();

    public ConcurrentQueue<ParticipantId> Typing { get; } = new();

    public ConcurrentQueue<CallReady> Ready { get; } = new();

    public ConcurrentQueue<(ParticipantId From, JsonElement Payload)> Signals { get; } = new();

    /// <summary>How often another device took the call.</summary>
    public int CallsTaken { get; private set; }

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
    public static Task<Device> ConnectAsync(Clinic clinic, string token, string? desk = null) =>
        ConnectAsync(clinic.Address, options => options.AccessTokenProvider = () => Task.FromResult<string?>(token), clinic.SpeaksMessagePack, desk);

    /// <inheritdoc cref="ConnectAsync(Clinic, string, string?)" />
    public static Task<Device> ConnectAsync(Uri address, string token) =>
        ConnectAsync(address, options => options.AccessTokenProvider = () => Task.FromResult<string?>(token));

    /// <summary>As a page of the platform connects.</summary>
    public static Task<Device> ConnectWithCookieAsync(Uri address, string cookie) => ConnectAsync(address, options =>
    {
        options.Headers["Cookie"] = cookie;
        options.Headers["Origin"] = address.GetLeftPart(UriPartial.Authority);
    });

    public static JsonElement Data(SessionEventView happened) => JsonSerializer.Deserialize<JsonElement>(happened.Data);

    /// <summary>A call and its reply, whatever it is.</summary>
    public Task<Reply<T>> Reply<T>(string method, params object?[] arguments) where T : class => Hub.InvokeCoreAsync<Reply<T>>(method, arguments);

    /// <summary>A call without a reply.</summary>
    public Task Tell(string method, params object?[] arguments) => Hub.InvokeCoreAsync(method, arguments);

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

    public ValueTask DisposeAsync() => Hub.DisposeAsync();

    private void Note(Action write)
    {
        write();
        Wake();
    }

    private void Wake() => Interlocked.Exchange(ref news, NewNews()).TrySetResult();

    private static TaskCompletionSource NewNews() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static async Task<Device> ConnectAsync(Uri address, Action<HttpConnectionOptions> credential, bool messagePack = false, string? desk = null)
    {
        var builder = new HubConnectionBuilder()
            .WithUrl(new Uri(address, desk is null ? "/hub" : $"/hub?desk={desk}"), options =>
            {
                options.SkipNegotiation = true;
                options.Transports = HttpTransportType.WebSockets;
                credential(options);
            });
        var hub = (messagePack
            ? builder.AddMessagePackProtocol(pack => pack.SerializerOptions = ClientMessagePack.Options)
            : builder.AddJsonProtocol(json => WireJson.Configure(json.PayloadSerializerOptions))).Build();
        hub.KeepAliveInterval = TimeSpan.FromSeconds(4);
        var device = new Device(hub);
        await hub.StartAsync();
        return device;
    }
}
