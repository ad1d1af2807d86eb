using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Medzdrav.Tests.Load;

/// <summary>Somebody who calls, waits, and is helped, again and again.</summary>
internal sealed class MatchingPatient
{
    private readonly HubMember _hub;
    private TaskCompletionSource<long> _admitted = new();
    private TaskCompletionSource _closed = new();

    public MatchingPatient(int number, HubMember hub)
    {
        (Number, _hub) = (number, hub);
        hub.Told = (method, arguments) =>
        {
            if (method == "QueueUpdate")
            {
                Position = arguments[1]!["position"]!.GetValue<int>();
                Interlocked.Increment(ref Told);
            }
            else if (method == "SessionEvent")
            {
                Take(arguments[1]!["kind"]!.GetValue<string>());
            }
        };
    }

    /// <summary>Position updates that arrived.</summary>
    public int Told;

    /// <summary>Which visitor.</summary>
    public int Number { get; }

    /// <summary>The session, once opened.</summary>
    public string Session { get; private set; } = "";

    /// <summary>The place in the queue that was last told.</summary>
    public int Position { get; private set; }

    /// <summary>When this patient saw that somebody took the call.</summary>
    public Task<long> Admitted => _admitted.Task;

    /// <summary>The session is over.</summary>
    public Task Closed => _closed.Task;

    /// <summary>Begins to wait, without looking.</summary>
    public async Task OpenAsync()
    {
        _admitted = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        _closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Session = (await OpenedAsync(Guid.CreateVersion7()))!["sessionId"]!.GetValue<string>();
    }

    /// <summary>A caller who is asked to wait in a crowd asks again, as the protocol says; the wait counts.</summary>
    private async Task<JsonNode?> OpenedAsync(Guid commandId)
    {
        var order = new { commandId, mode = "chat" };
        foreach (var pause in Crowd.Pauses())
        {
            try
            {
                return await _hub.AskAsync("OpenSession", order);
            }
            catch (RefusedException refused) when (refused.Code == "crowded")
            {
                await Pace.PassAsync(pause);
            }
        }
        return await _hub.AskAsync("OpenSession", order);
    }

    /// <summary>Begins to wait, with the page open.</summary>
    public async Task CallAsync()
    {
        await OpenAsync();
        await JoinAsync();
    }

    /// <summary>Opens the page of the session.</summary>
    public async Task JoinAsync()
    {
        var joined = await _hub.AskAsync("JoinSession", Session, 0);
        foreach (var happened in joined!["events"]!.AsArray())
            Take(happened!["kind"]!.GetValue<string>());
    }

    private void Take(string kind)
    {
        if (kind == "legStarted")
            _admitted.TrySetResult(Stopwatch.GetTimestamp());
        else if (kind == "closed")
            _closed.TrySetResult();
    }
}

/// <summary>Somebody who answers every offer at once.</summary>
internal sealed class MatchingConsultant
{
    private readonly HubMember _hub;

    public MatchingConsultant(HubMember hub)
    {
        _hub = hub;
        hub.Told = (method, arguments) =>
        {
            if (method == "Offer")
                _ = AcceptAsync(arguments[0]!["offerId"]!.GetValue<string>(), arguments[0]!["sessionId"]!.GetValue<string>());
        };
    }

    /// <summary>A specialist's taking of a session: when the offer came, and when the acceptance was confirmed.</summary>
    public Action<MatchingConsultant, string, long, long> Took { private get; set; } = (_, _, _, _) => { };

    /// <summary>An acceptance that was refused, by its code.</summary>
    public Action<string> Refused { private get; set; } = _ => { };

    public Task DutyAsync(string duty) => _hub.AskAsync("SetDuty", Guid.CreateVersion7(), duty);

    public Task CloseAsync(string session) => _hub.AskAsync("CloseSession", Guid.CreateVersion7(), session, "completed");

    private async Task AcceptAsync(string offer, string session)
    {
        var came = Stopwatch.GetTimestamp();
        try
        {
            await _hub.AskAsync("AnswerOffer", Guid.CreateVersion7(), offer, true);
        }
        catch (InvalidOperationException refused)
        {
            Refused(refused.Message);
            return;
        }
        Took(this, session, came, Stopwatch.GetTimestamp());
    }
}
