using System.Collections.Concurrent;
using System.Net;
using Medzdrav.Client;
using Medzdrav.Contracts;
using Microsoft.AspNetCore.SignalR;

namespace Medzdrav.Tests.Client;

/// <summary>A platform with one session, which is reached, cut off and silent as the test says.</summary>
internal sealed class FakePlatform : IHubTransport
{
    public static readonly SessionId Session = new("session");
    private readonly List<(string Method, Action<object?[]> Handler)> _handlers = [];
    private readonly List<TaskCompletionSource<object?>> _open = [];
    private readonly Lock _gate = new();

    public event Action? Closed;

    public bool IsConnected { get; private set; }

    public bool IsReachable { get; set; } = true;

    /// <summary>The tokens that it lets in; null for any.</summary>
    public HashSet<string>? Tokens { get; set; }

    /// <summary>How often a connection was tried.</summary>
    public int Tries { get; private set; }

    public ConcurrentQueue<(string Method, object?[] Arguments)> Calls { get; } = new();

    /// <summary>The events of the session, as the platform stored them.</summary>
    public List<SessionEventView> Log { get; } = [];

    public int PageSize { get; set; } = 500;

    /// <summary>Answers or throws before anything else does; null leaves the call to the platform.</summary>
    public Func<string, object?[], object?> Instead { get; set; } = (_, _) => null;

    /// <summary>Whether the line takes a try in and says nothing more.</summary>
    public bool IsHanging { get; set; }

    public Task StartAsync(string token, CancellationToken cancellation)
    {
        Tries++;
        if (IsHanging)
            return new TaskCompletionSource().Task.WaitAsync(cancellation);
        if (!IsReachable)
            throw new HttpRequestException("No route.");
        if (Tokens?.Contains(token) == false)
            throw new TokenRefusedException();
        IsConnected = true;
        return Task.CompletedTask;
    }

    public Task StopAsync()
    {
        Cut();
        return Task.CompletedTask;
    }

    /// <summary>The connection is lost, and every call that waits for its answer.</summary>
    public void Cut()
    {
        TaskCompletionSource<object?>[] open;
        lock (_gate)
        {
            if (!IsConnected)
                return;
            IsConnected = false;
            open = [.. _open];
            _open.Clear();
        }
        foreach (var call in open)
            call.TrySetException(new IOException("Lost."));
        Closed?.Invoke();
    }

    public Task<object?> InvokeAsync(string method, Type answer, object?[] arguments, CancellationToken cancellation)
    {
        Calls.Enqueue((method, arguments));
        if (!IsConnected)
            throw new InvalidOperationException("Not active.");
        var reply = Instead(method, arguments) ?? Reply(method, arguments);
        return reply as Task<object?> ?? Task.FromResult(reply);
    }

    /// <summary>How many calls have come that are answered by the cut of their connection only.</summary>
    public int Unanswered
    {
        get
        {
            lock (_gate)
                return _open.Count;
        }
    }

    /// <summary>For <see cref="Instead"/>: no answer comes before the connection is cut.</summary>
    public Task<object?> NoAnswer()
    {
        var call = new TaskCompletionSource<object?>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
            if (IsConnected)
                _open.Add(call);
            else
                call.SetException(new IOException("Lost."));
        return call.Task;
    }

    /// <summary>For <see cref="Instead"/>: a fault.</summary>
    public static Task<object?> Fault(string word) => Task.FromException<object?>(new HubException(word));

    public IDisposable On(string method, Type[] types, Action<object?[]> handler)
    {
        lock (_gate)
            _handlers.Add((method, handler));
        return new Listening(() =>
        {
            lock (_gate)
                _handlers.Remove((method, handler));
        });
    }

    public void Tell(string method, params object?[] arguments)
    {
        (string Method, Action<object?[]> Handler)[] handlers;
        lock (_gate)
            handlers = [.. _handlers];
        foreach (var (name, handler) in handlers)
            if (name == method)
                handler(arguments);
    }

    /// <summary>Something happens in the session; whether anybody is told is another thing.</summary>
    public SessionEventView Happen(string text = "…")
    {
        lock (_gate)
        {
            var happened = new SessionEventView(
                Log.Count + 1, DateTimeOffset.UnixEpoch, "message", ParticipantId.Patient, System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(new { text, documentIds = Array.Empty<string>() }));
            Log.Add(happened);
            return happened;
        }
    }

    public void Push(SessionEventView happened) => Tell("SessionEvent", Session, happened);

    public string[] Said
    {
        get
        {
            lock (_gate)
                return [.. Log.Select(happened => happened.Text()!)];
        }
    }

    public (string Method, object?[] Arguments)[] Called(string method) => [.. Calls.Where(call => call.Method == method)];

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private object? Reply(string method, object?[] arguments) => method switch
    {
        "JoinSession" => Join((long)arguments[1]!),
        "JoinLatest" => JoinLatest(),
        "ReadEarlier" => Earlier((long)arguments[1]!),
        "SendMessage" => Store((CommandId)arguments[0]!, (string)arguments[2]!),
        "Ping" or "LeaveView" or "MarkRead" => (Reply<Done>)new Done(DateTimeOffset.UnixEpoch),
        _ => null,
    };

    private Reply<JoinAnswer> Join(long after)
    {
        lock (_gate)
        {
            var rest = Log.Where(happened => happened.Sequence > after).ToArray();
            var view = new SessionView(
                Session, SessionPhase.Intake, SessionMode.Chat, null, [], null, null, new ConsentView(null, null), null, Log.Count, null, DateTimeOffset.UnixEpoch, null, true, null, []);
            return new JoinAnswer(view, [.. rest.Take(PageSize)], rest.Length > PageSize);
        }
    }

    private Reply<JoinAnswer> JoinLatest()
    {
        lock (_gate)
        {
            var latest = Log.TakeLast(PageSize).ToArray();
            return Join(Log.Count).Value! with { Events = latest, More = latest.Length < Log.Count };
        }
    }

    private Reply<EarlierEvents> Earlier(long before)
    {
        lock (_gate)
        {
            var rest = Log.Where(happened => happened.Sequence < before).ToArray();
            return new EarlierEvents([.. rest.TakeLast(PageSize)], rest.Length > PageSize, DateTimeOffset.UnixEpoch);
        }
    }

    private readonly Dictionary<CommandId, long> _stored = [];

    private Reply<MessageReceipt> Store(CommandId command, string text)
    {
        lock (_gate)
            if (!_stored.ContainsKey(command))
                _stored[command] = Happen(text).Sequence;
        return new MessageReceipt(_stored[command], DateTimeOffset.UnixEpoch);
    }

    private sealed class Listening(Action stop) : IDisposable
    {
        public void Dispose() => stop();
    }
}

/// <summary>An HTTP side that answers as the test says.</summary>
internal sealed class FakeHttp(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer) : HttpMessageHandler
{
    public FakeHttp(Func<HttpRequestMessage, Task<HttpResponseMessage>> answer) : this((request, _) => answer(request))
    {
    }

    public static HttpResponseMessage Json(object body, HttpStatusCode status = HttpStatusCode.OK) => new(status) { Content = System.Net.Http.Json.JsonContent.Create(body, options: WireJson.Options) };

    public static HttpResponseMessage Problem(Refusal refusal, HttpStatusCode status) => Json(new { code = refusal.Code, title = refusal.Message }, status);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => answer(request, cancellationToken);
}
