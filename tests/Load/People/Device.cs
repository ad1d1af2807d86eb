using System.Collections.Concurrent;
using Medzdrav.Contracts;

namespace Medzdrav.Tests.Load;

/// <summary>A person's app or tab. It follows the protocol: who misses a number waits 250 ms and joins again, and so after each reconnection.</summary>
internal sealed class Device(IPlatform platform, RunFigures figures) : IListener, IAsyncDisposable
{
    private static readonly TimeSpan GapPatience = TimeSpan.FromMilliseconds(250);
    private readonly ConcurrentDictionary<SessionId, Reading> _readings = new();
    private readonly ConcurrentDictionary<SessionId, bool> _filling = new();
    private readonly ConcurrentDictionary<SessionId, Call> _calls = new();
    private Credential? _credential;
    private ILine? _line;
    private bool _hungUp;

    /// <summary>Whether it is connected.</summary>
    public bool IsConnected => _line is not null;

    /// <summary>Since when it is, by the timestamps of the clock.</summary>
    public long ConnectedAt { get; private set; }

    /// <summary>Told of offers.</summary>
    public Action<OfferView> Offering { private get; init; } = _ => { };

    /// <summary>Told when offers are gone.</summary>
    public Action<OfferId, OfferGoneReason> OfferLeaving { private get; init; } = (_, _) => { };

    /// <summary>Told of a changed duty.</summary>
    public Action<DutyView, DutyChangeReason> DutyChanging { private get; init; } = (_, _) => { };

    /// <summary>Connects.</summary>
    public async Task ConnectAsync(Credential credential)
    {
        _credential = credential;
        _line = await platform.ConnectAsync(credential, this);
        ConnectedAt = TimeProvider.System.GetTimestamp();
        figures.Move(Level.Connected, 1);
        if (Interlocked.Exchange(ref _hungUp, false))
            foreach (var reading in _readings.Values)
                reading.ComeBack(TimeProvider.System.GetTimestamp());
        foreach (var reading in _readings.Values)
            await CatchUpAsync(reading);
        foreach (var call in _calls.Values)
            await call.ReturnAsync();
    }

    /// <summary>Loses the connection.</summary>
    public async Task DropAsync()
    {
        if (Interlocked.Exchange(ref _line, null) is not { } line)
            return;
        figures.Move(Level.Connected, -1);
        _hungUp = true;
        await line.DisposeAsync();
    }

    /// <summary>Connects again as clients do, ever more slowly, and catches up in all sessions.</summary>
    public async Task ReconnectAsync()
    {
        const int attempts = 10;
        for (var attempt = 1; !IsConnected && attempt <= attempts; attempt++)
        {
            try
            {
                await ConnectAsync(_credential!);
                return;
            }
            catch (Exception fault)
            {
                figures.Failed($"{fault.GetType().Name}: {fault.Message}");
            }
            await Task.Delay(GapPatience * attempt, TimeProvider.System);
        }
    }

    /// <summary>Joins a session.</summary>
    public async Task JoinAsync(Reading reading)
    {
        _readings[reading.Session] = reading;
        await CatchUpAsync(reading);
    }

    /// <summary>Looks at a session no more.</summary>
    public void Leave(Reading reading) => _readings.TryRemove(new(reading.Session, reading));

    /// <summary>Carries the call in a session.</summary>
    public void Carry(SessionId session, Call call) => _calls[session] = call;

    /// <summary>Carries it no more.</summary>
    public void Uncarry(SessionId session, Call call) => _calls.TryRemove(new(session, call));

    /// <summary>A call, repeated as the protocol says when its outcome is not known.</summary>
    public async Task<Reply<T>> AskAsync<T>(Func<ILine, Task<Reply<T>>> call) where T : class
    {
        const int attempts = 5;
        for (var attempt = 1; ; attempt++)
        {
            if (_line is not { } line)
                return Refusal.Unavailable;
            try
            {
                var reply = await call(line);
                if (reply.Refusal != Refusal.Unavailable || attempt == attempts)
                    return reply;
            }
            catch (Exception fault)
            {
                // Whatever it is, also what a dropped connection cancels: nobody knows the outcome. Unless it was this device that dropped the connection: an error of the platform.
                if (_line == line)
                    figures.Failed($"{fault.GetType().Name}: {fault.Message}");
                if (attempt == attempts)
                    return Refusal.Unavailable;
            }
            await Task.Delay(GapPatience * attempt, TimeProvider.System);
        }
    }

    /// <summary>A call that nobody answers.</summary>
    public Task TellAsync(Func<ILine, Task> call) => _line is { } line ? call(line) : Task.CompletedTask;

    /// <inheritdoc />
    public void Happened(SessionId session, SessionEventView happened)
    {
        if (_readings.TryGetValue(session, out var reading) && !reading.Take(happened))
            _ = FillAsync(reading);
    }

    /// <inheritdoc />
    public void Checked(SessionId session, long sequence)
    {
        if (_readings.TryGetValue(session, out var reading) && reading.Last < sequence)
            _ = FillAsync(reading);
    }

    /// <inheritdoc />
    public void Offered(OfferView offer) => Offering(offer);

    /// <inheritdoc />
    public void OfferGone(OfferId offer, OfferGoneReason why) => OfferLeaving(offer, why);

    /// <inheritdoc />
    public void DutyChanged(DutyView duty, DutyChangeReason why) => DutyChanging(duty, why);

    /// <inheritdoc />
    public void CallReady(SessionId session, CallReady ready)
    {
        if (_calls.TryGetValue(session, out var call))
            call.Begin(ready);
    }

    /// <inheritdoc />
    public void Signalled(SessionId session, ParticipantId from, SignalPayload payload)
    {
        if (_calls.TryGetValue(session, out var call))
            call.Hear(from, payload);
    }

    /// <inheritdoc />
    public void Lost()
    {
        figures.Failed("a connection was cut");
        figures.Move(Level.Connected, -1);
        _line = null;
        _ = ReconnectAsync();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync() => await DropAsync();

    /// <summary>Something is missing: waits a little, then asks for it.</summary>
    private async Task FillAsync(Reading reading)
    {
        if (!_filling.TryAdd(reading.Session, true))
            return;
        var last = reading.Last;
        await Task.Delay(GapPatience, TimeProvider.System);
        _filling.TryRemove(reading.Session, out _);
        if (reading.HasGap || reading.Last == last)
            await CatchUpAsync(reading);
    }

    private async Task CatchUpAsync(Reading reading)
    {
        // A page asks until it is answered, or its connection is gone: then the next one asks.
        for (var more = true; more && IsConnected;)
        {
            var reply = await AskAsync(line => line.JoinSession(reading.Session, reading.Last));
            if (reply.Value is { } answer)
                reading.Take(answer.Events);
            if (reply.Refusal == Refusal.NotFound)
                reading.CutOff();
            more = reply.Value?.More ?? reply.Refusal != Refusal.NotFound;
            if (more && reply.Refusal is not null)
                await Task.Delay(GapPatience, TimeProvider.System);
        }
    }
}
