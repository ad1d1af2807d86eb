using System.Collections.Concurrent;
using Medzdrav.Contracts;

namespace Medzdrav.Tests.Load;

/// <summary>A consultant or doctor at work: takes offers, and sees to each patient (<see cref="Handling"/>).</summary>
internal sealed class Specialist
{
    private readonly ConcurrentDictionary<OfferId, OfferView> _offers = new();
    private readonly ConcurrentDictionary<Task, bool> _beside = new();
    private readonly Stage _stage;
    private readonly Colleague _colleague;
    private readonly Script _script;
    private readonly Lock _idling = new();
    private bool _isIdle;
    private bool _isOnDuty;
    private int _busy;
    private DateTimeOffset? _wrapUpUntil;
    private volatile bool _isSigning;

    /// <param name="stage">Of the run.</param>
    /// <param name="colleague">The colleague.</param>
    /// <param name="number">Which, for chances of their own.</param>
    public Specialist(Stage stage, Colleague colleague, int number)
    {
        (_stage, _colleague, _script) = (stage, colleague, new Script(stage.Platform.Limits, stage.Seed, -1 - number));
        Device = new Device(stage.Platform, stage.Figures) { Offering = Ring, OfferLeaving = FallSilent, DutyChanging = Switch };
    }

    /// <summary>The page.</summary>
    public Device Device { get; }

    /// <summary>Signs in and goes on duty.</summary>
    public async Task ComeAsync()
    {
        var credential = await _stage.EnterAsync(() => _stage.Platform.SignInAsync(_colleague));
        Who = credential.Participant;
        await Device.ConnectAsync(credential);
        await SetDutyAsync(Duty.Available);
    }

    /// <summary>The specialist's name in sessions.</summary>
    public ParticipantId Who { get; private set; }

    /// <summary>Goes off duty, and ends what is under way.</summary>
    public async Task LeaveAsync()
    {
        await SetDutyAsync(Duty.Off);
        await Task.WhenAll(_beside.Keys);
        await Device.DropAsync();
    }

    /// <summary>A conclusion is about to be signed: a wrap-up ends by that, not by its limit.</summary>
    public void Sign() => _isSigning = true;

    private async Task SetDutyAsync(Duty duty)
    {
        var command = CommandId.New();
        var reply = await Device.AskAsync(line => line.SetDuty(command, duty));
        if (reply.Refusal is { } refusal)
            _stage.Figures.Failed($"SetDuty: {refusal.Code}");
        _isOnDuty = duty == Duty.Available;
        Idle();
    }

    private void Ring(OfferView offer)
    {
        if (_offers.TryAdd(offer.OfferId, offer))
            Beside(() => AnswerAsync(offer));
    }

    private void FallSilent(OfferId offer, OfferGoneReason why)
    {
        if (!_offers.TryRemove(offer, out var held) || why != OfferGoneReason.Expired || held.ExpiresAt is not { } expiresAt)
            return;
        if (LimitChecks.Of($"offer {offer} to {Who}", expiresAt, _stage.Clock.GetUtcNow()) is { } violation)
            _stage.Figures.Violated(violation.Check, violation.Example);
    }

    private void Switch(DutyView duty, DutyChangeReason why)
    {
        _isOnDuty = duty.Duty == Duty.Available;
        Idle();
        if (why == DutyChangeReason.OffersMissed)
            Beside(ComeBackAsync);
        else if (duty.Duty == Duty.WrapUp)
            _wrapUpUntil = duty.Until;
        else if (why == DutyChangeReason.WrapUpOver)
            EndWrapUp(duty.Now);
    }

    private void EndWrapUp(DateTimeOffset at)
    {
        if (!_isSigning && _wrapUpUntil is { } until && LimitChecks.Of($"wrap-up of {Who}", until, at) is { } violation)
            _stage.Figures.Violated(violation.Check, violation.Example);
        (_isSigning, _wrapUpUntil) = (false, null);
    }

    private async Task ComeBackAsync()
    {
        await _stage.Wait(_script.Reaction, _stage.Stop);
        await SetDutyAsync(Duty.Available);
    }

    private async Task AnswerAsync(OfferView offer)
    {
        Interlocked.Increment(ref _busy);
        Idle();
        try
        {
            await Device.TellAsync(line => line.OfferShown(offer.OfferId));
            if (_script.MissesOffer)
                return;
            var thinks = _script.Answering;
            await _stage.Wait(thinks, _stage.Stop);
            if (_offers.ContainsKey(offer.OfferId) && Device.IsConnected)
                await TakeAsync(offer, thinks);
        }
        finally
        {
            Interlocked.Decrement(ref _busy);
            Idle();
        }
    }

    private async Task TakeAsync(OfferView offer, TimeSpan thought)
    {
        _stage.Ledger.Answer(offer.SessionId, thought);
        var (command, accepts) = (CommandId.New(), !_script.DeclinesOffer);
        var reply = await Device.AskAsync(line => line.AnswerOffer(command, offer.OfferId, accepts));
        if (reply.Value?.View is { } view)
        {
            _stage.Ledger.Of(view.SessionId).Accept(Who);
            _stage.Ledger.Meet(view.SessionId);
            await new Handling(_stage, this, _script, offer, view.Sequence).SeeToAsync();
        }
        // Patients leave, and offers run out, while somebody reaches for them.
        else if (reply.Refusal is { } refusal && Device.IsConnected && refusal != Refusal.OfferGone && refusal != Refusal.StaleTicket && refusal != Refusal.Closed)
        {
            _stage.Figures.Failed($"AnswerOffer: {refusal.Code}");
        }
    }

    private void Idle()
    {
        lock (_idling)
        {
            var isIdle = _isOnDuty && _busy == 0;
            _stage.Ledger.Idle((isIdle ? 1 : 0) - (_isIdle ? 1 : 0));
            _isIdle = isIdle;
        }
    }

    private void Beside(Func<Task> action)
    {
        var going = _stage.Beside(action);
        _beside[going] = true;
        _ = going.ContinueWith(over => _beside.TryRemove(over, out _), TaskScheduler.Default);
    }
}
