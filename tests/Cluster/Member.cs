using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using Medzdrav.Contracts;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Medzdrav.Tests.Cluster;

/// <summary>An app of a patient or a specialist, keeping the protocol: events by sequence, commands repeated with the same id.</summary>
internal sealed class Member : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(300);
    private readonly HubConnection hub;
    private readonly ConcurrentDictionary<long, SessionEventView> events = new();
    private readonly SemaphoreSlim joining = new(1, 1);
    private readonly TaskCompletionSource<OfferView> offer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private SessionId? session;
    private volatile TaskCompletionSource news = NewNews();

    private Member(HubConnection hub)
    {
        this.hub = hub;
        hub.On<SessionId, SessionEventView>(nameof(ISessionClient.SessionEvent), (_, happened) => HappenedAsync(happened));
        hub.On<SessionId, long>(nameof(ISessionClient.SequenceCheck), (_, sequence) => CheckAsync(sequence));
        hub.On<OfferView>(nameof(ISessionClient.Offer), offered => { offer.TrySetResult(offered); });
    }

    /// <summary>Chat messages in their order, without what is missing.</summary>
    public string[] Messages => [.. events.OrderBy(entry => entry.Key).Where(entry => entry.Value.Kind == "message").Select(entry => TextOf(entry.Value))];

    public Task<OfferView> Offered => offer.Task.WaitAsync(Patience);

    /// <summary>Whether every number up to the last one is there.</summary>
    public bool IsGapless => events.Keys.Order().SequenceEqual(Enumerable.Range(1, events.Count).Select(number => (long)number));

    public static async Task<Member> SignInByCodeAsync(Uri gateway, string phone)
    {
        using var http = new HttpClient { BaseAddress = gateway };
        using var asked = await http.PostAsJsonAsync("/api/sign-in/codes", new { phone });
        var attempt = await asked.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<CodeSent>(WireJson.Options);
        var sent = await http.GetFromJsonAsync<OutboxSms[]>($"/dev/sms?phone={Uri.EscapeDataString(phone)}", WireJson.Options);
        return await ConnectAsync(gateway, await http.PostAsJsonAsync("/api/sign-in", new { attempt!.AttemptId, sent![0].Code, client = "app" }, WireJson.Options));
    }

    public static async Task<Member> SignInAsStaffAsync(Uri gateway, string login)
    {
        using var http = new HttpClient { BaseAddress = gateway };
        return await ConnectAsync(gateway, await http.PostAsJsonAsync("/api/staff/sign-in", new { login, password = "demo", client = "app" }));
    }

    public Task<T> AskAsync<T>(string method, params object?[] arguments) where T : class => TryAsync<T>(method, arguments);

    /// <summary>A command with an id of its own, repeated until it is answered.</summary>
    public async Task<T> CommandAsync<T>(string method, params object?[] arguments) where T : class
    {
        object?[] all = [CommandId.New(), .. arguments];
        using var patience = new CancellationTokenSource(Patience);
        for (; ; patience.Token.ThrowIfCancellationRequested())
            if (await AnswerOrFaultAsync<T>(method, all) is { } answer)
                return answer;
    }

    public async Task<SessionView> OpenAsync()
    {
        var view = await TryAsync<SessionView>("OpenSession", [new { commandId = CommandId.New(), mode = "chat" }]);
        await JoinAsync(view.SessionId);
        return view;
    }

    public async Task JoinAsync(SessionId joined)
    {
        session = joined;
        await CatchUpAsync();
    }

    public Task<MessageReceipt> SayAsync(string text) => CommandAsync<MessageReceipt>("SendMessage", session, text, Array.Empty<string>());

    /// <summary>Waits until a message is there.</summary>
    public async Task HearAsync(string text)
    {
        for (; ; )
        {
            var next = news.Task;
            if (Messages.Contains(text))
                return;
            await next.WaitAsync(Patience);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await hub.DisposeAsync();
        joining.Dispose();
    }

    private static async Task<Member> ConnectAsync(Uri gateway, HttpResponseMessage signedIn)
    {
        using (signedIn)
        {
            var tokens = await signedIn.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<TokenPair>(WireJson.Options);
            var hub = new HubConnectionBuilder()
                .WithUrl(new Uri(gateway, "/hub"), options =>
                {
                    options.SkipNegotiation = true;
                    options.Transports = Microsoft.AspNetCore.Http.Connections.HttpTransportType.WebSockets;
                    options.AccessTokenProvider = () => Task.FromResult<string?>(tokens!.AccessToken);
                })
                .AddJsonProtocol(json => WireJson.Configure(json.PayloadSerializerOptions))
                .Build();
            hub.KeepAliveInterval = TimeSpan.FromSeconds(4);
            var member = new Member(hub);
            await hub.StartAsync();
            return member;
        }
    }

    private async Task<T?> AnswerOrFaultAsync<T>(string method, object?[] arguments) where T : class
    {
        try
        {
            return await TryAsync<T>(method, arguments);
        }
        catch (Exception fault) when (fault is HubException or Unavailable)
        {
            // Nobody knows whether it was stored: the same command again, after a breath.
            await Task.Delay(Breath, TimeProvider.System);
            return null;
        }
    }

    private async Task<T> TryAsync<T>(string method, object?[] arguments) where T : class
    {
        var reply = await hub.InvokeCoreAsync<Reply<T>>(method, arguments);
        if (reply.Refusal == Refusal.Unavailable)
            throw new Unavailable();
        Assert.True(reply.Refusal is null, $"{method}: {reply.Refusal?.Code}");
        return reply.Value!;
    }

    private async Task HappenedAsync(SessionEventView happened)
    {
        Add(happened);
        if (!IsGapless)
            await CatchUpAsync();
    }

    private Task CheckAsync(long sequence) => events.ContainsKey(sequence) && IsGapless ? Task.CompletedTask : CatchUpAsync();

    private async Task CatchUpAsync()
    {
        await joining.WaitAsync();
        try
        {
            for (var more = true; more;)
            {
                var after = 0L;
                while (events.ContainsKey(after + 1))
                    after++;
                if (await AnswerOrFaultAsync<JoinAnswer>("JoinSession", [session, after]) is not { } answer)
                    continue;
                foreach (var missed in answer.Events)
                    Add(missed);
                more = answer.More;
            }
        }
        finally
        {
            joining.Release();
        }
    }

    private void Add(SessionEventView happened)
    {
        events[happened.Sequence] = happened;
        Interlocked.Exchange(ref news, NewNews()).TrySetResult();
    }

    private static TaskCompletionSource NewNews() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static string TextOf(SessionEventView message)
    {
        using var data = JsonDocument.Parse(message.Data);
        return data.RootElement.GetProperty("text").GetString()!;
    }

    private sealed class Unavailable : Exception;
}
