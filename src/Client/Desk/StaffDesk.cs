using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Medzdrav.Contracts;

namespace Medzdrav.Client;

/// <summary>A specialist's desk, kept up to date over every loss of the connection: duty, what rings, what is open. Made by <see cref="MedzdravClient.OpenDeskAsync"/>.</summary>
public sealed class StaffDesk : IDisposable
{
    private readonly HubLine _line;
    private readonly Commands _commands;
    private readonly Notices _notices;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private DeskView _view = null!;

    internal StaffDesk(HubLine line, Commands commands, Notices notices) => (_line, _commands, _notices) = (line, commands, notices);

    /// <summary>The desk changed: read <see cref="View"/>. Called on a thread of the client's.</summary>
    public event Action<DeskView>? Changed;

    /// <summary>A new offer rings; also in <see cref="View"/>. <see cref="ReadOffersAsync"/> is the same as a stream.</summary>
    public event Action<OfferView>? Offered;

    /// <summary>The desk as it stands: duty and offers to the moment, sessions and conclusions as of the last reading (<see cref="ReadAgainAsync"/>).</summary>
    public DeskView View
    {
        get
        {
            lock (_gate)
                return _view;
        }
    }

    /// <summary>Reads sessions and conclusions again, as after taking or closing a session.</summary>
    /// <returns>The desk, or refused.</returns>
    public async Task<Reply<DeskView>> ReadAgainAsync(CancellationToken cancellation = default)
    {
        var reply = await _commands.UntilAnsweredAsync<DeskView>("Desk", [], cancellation).ConfigureAwait(false);
        if (reply.Value is { } view)
            Change(_ => view);
        return reply;
    }

    /// <summary>The offers that ring now, and each that is still to come, once.</summary>
    /// <param name="cancellation">Ends the reading.</param>
    public async IAsyncEnumerable<OfferView> ReadOffersAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var rings = Channel.CreateUnbounded<OfferView>();
        void Hear(OfferView offer) => rings.Writer.TryWrite(offer);
        lock (_gate)
        {
            Array.ForEach(_view.Offers, Hear);
            Offered += Hear;
        }
        try
        {
            await foreach (var offer in rings.Reader.ReadAllAsync(cancellation).ConfigureAwait(false))
                yield return offer;
        }
        finally
        {
            Offered -= Hear;
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _line.Entered -= Enter;
        _notices.Offer -= Ring;
        _notices.OfferGone -= FallSilent;
        _notices.DutyChanged -= Switch;
        _stop.Cancel();
        _stop.Dispose();
    }

    internal async Task<Reply<StaffDesk>> OpenAsync(CancellationToken cancellation)
    {
        var reply = await ReadAgainAsync(cancellation).ConfigureAwait(false);
        if (reply.Refusal is { } refusal)
            return refusal;
        _notices.Offer += Ring;
        _notices.OfferGone += FallSilent;
        _notices.DutyChanged += Switch;
        _line.Entered += Enter;
        // News told between the answer and now is not missed.
        await ReadAgainAsync(cancellation).ConfigureAwait(false);
        return this;
    }

    /// <summary>A new connection hears of the desk only after asking for it.</summary>
    private void Enter() => _ = EnterAsync();

    private async Task EnterAsync()
    {
        try
        {
            await ReadAgainAsync(_stop.Token).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is FaultException or OperationCanceledException or ObjectDisposedException)
        {
            // The next connection asks again.
        }
    }

    private void Ring(OfferView offer) => Change(view => view with { Offers = [.. view.Offers.Where(known => known.OfferId != offer.OfferId), offer] });

    private void FallSilent(OfferId offer, OfferGoneReason why) => Change(view => view with { Offers = [.. view.Offers.Where(known => known.OfferId != offer)] });

    private void Switch(DutyView duty, DutyChangeReason why) => Change(view => view with { Duty = duty });

    private void Change(Func<DeskView, DeskView> change)
    {
        DeskView view;
        OfferView[] added;
        Action<OfferView>? offered;
        lock (_gate)
        {
            var known = _view?.Offers ?? [];
            view = _view = change(_view!);
            added = [.. view.Offers.ExceptBy(known.Select(offer => offer.OfferId), offer => offer.OfferId)];
            offered = Offered;
        }
        Changed?.Invoke(view);
        foreach (var offer in added)
            offered?.Invoke(offer);
    }
}
