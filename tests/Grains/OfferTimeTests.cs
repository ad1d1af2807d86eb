using Medzdrav.Contracts;

namespace Medzdrav.Tests.Grains;

/// <summary>How long an offer rings, and what a missed one means. Each test has a clinic and a clock of its own.</summary>
public sealed class OfferTimeTests : IAsyncLifetime
{
    private readonly Clinic _clinic = new();

    public ValueTask InitializeAsync() => _clinic.InitializeAsync();

    public ValueTask DisposeAsync() => _clinic.DisposeAsync();

    [Fact]
    public async Task Two_shown_offers_missed_set_a_specialist_away_and_tell_so()
    {
        var consultant = await _clinic.OnDuty(Post.Consultant);
        var (session, _) = await _clinic.Person().Call();
        for (var i = 0; i < 2; i++)
        {
            var offer = await consultant.Offered(session);
            await consultant.Grain.OfferShown(offer.OfferId);
            await _clinic.Until(() => _clinic.Gateway.StaffPushes.Any(push => push.OfferGone?.OfferId == offer.OfferId), "the offer expires");
            await _clinic.Until(() => i == 1 || _clinic.Gateway.OfferTo(consultant.Tab) is not null, "the patient is offered again");
        }

        await _clinic.Until(() => _clinic.Gateway.StaffPushes.Any(push => push.Duty is { Why: DutyChangeReason.OffersMissed, Duty.Duty: Duty.Away }), "the specialist is told");
        // The desk says why until they go on duty again.
        Assert.Equal(DutyChangeReason.OffersMissed, (await consultant.Grain.Desk()).Value!.Duty.Why);
        Assert.Equal(DutyChangeReason.Switched, (await consultant.Grain.SetDuty(CommandId.New(), Duty.Available)).Value!.Why);
    }

    [Fact]
    public async Task An_offer_ends_to_the_moment()
    {
        var consultant = await _clinic.OnDuty(Post.Consultant);
        var (session, _) = await _clinic.Person().Call();
        var offer = await consultant.Offered(session);
        var end = offer.ExpiresAt!.Value;
        bool IsGone() => _clinic.Gateway.StaffPushes.Any(push => push.OfferGone is { Why: OfferGoneReason.Expired } gone && gone.OfferId == offer.OfferId);

        await _clinic.Pass(end - _clinic.Clock.GetUtcNow() - TimeSpan.FromSeconds(2));
        // The regular tick comes now, and the next one a second later: after the end.
        _clinic.Clock.Advance(TimeSpan.FromMilliseconds(1_500));
        Assert.Equal(offer.OfferId, Assert.Single((await consultant.Grain.Desk()).Value!.Offers).OfferId);
        _clinic.Clock.Advance(TimeSpan.FromMilliseconds(501));

        await _clinic.Soon(IsGone, "the offer ends before the next regular tick");
    }

    [Fact]
    public async Task An_offer_that_there_is_no_room_for_any_more_does_not_ring()
    {
        var consultant = await _clinic.OnDuty(Post.Consultant);
        OfferView taken = null!;
        for (var chats = 0; chats < 3; chats++)
        {
            var (session, _) = await _clinic.Person().Call();
            taken = await consultant.Offered(session);
            Assert.NotNull((await consultant.Grain.AnswerOffer(CommandId.New(), taken.OfferId, accept: true)).Value);
        }
        var (fourth, _) = await _clinic.Person().Call();

        // The queue has not heard of the third one yet.
        await consultant.Grain.Offer(new OfferLease(taken with { OfferId = new OfferId("late"), SessionId = fourth }, Ticket: 1, QueueKind.Consultant, Exceeding: false));

        Assert.Empty((await consultant.Grain.Desk()).Value!.Offers);
        Assert.DoesNotContain(_clinic.Gateway.StaffPushes, push => push.Offer?.OfferId.Value == "late");
    }

    [Fact]
    public async Task An_offer_whose_session_could_not_answer_stays_for_the_repeat()
    {
        var consultant = await _clinic.OnDuty(Post.Consultant);
        var (session, _) = await _clinic.Person().Call();
        var offer = await consultant.Offered(session);
        var tap = CommandId.New();
        _clinic.Failing = nameof(ISessionMatching.Admit);
        await Assert.ThrowsAsync<TimeoutException>(() => consultant.Grain.AnswerOffer(tap, offer.OfferId, accept: true));
        Assert.Equal(offer.OfferId, Assert.Single((await consultant.Grain.Desk()).Value!.Offers).OfferId);

        _clinic.Failing = null;

        Assert.Equal(session, (await consultant.Grain.AnswerOffer(tap, offer.OfferId, accept: true)).Value!.View!.SessionId);
        Assert.Empty((await consultant.Grain.Desk()).Value!.Offers);
        Assert.Equal(session, (await consultant.Grain.AnswerOffer(tap, offer.OfferId, accept: true)).Value!.View!.SessionId);
    }

    [Fact]
    public async Task An_offer_for_which_a_call_left_no_room_goes_to_somebody_else_at_once()
    {
        var (anna, busy, free) = (_clinic.Person(), await _clinic.OnDuty(Post.Consultant), await _clinic.OnDuty(Post.Consultant));
        await free.Grain.SetDuty(CommandId.New(), Duty.Away);
        var (chat, _) = await anna.Call();
        await busy.Take(chat);
        var (second, _) = await _clinic.Person().Call();
        var offer = await busy.Offered(second);
        await free.Grain.SetDuty(CommandId.New(), Duty.Available);

        await _clinic.Grains.GetGrain<ISessionPatient>(chat.Value).ChangeMode(CommandId.New(), anna.Caller, SessionMode.Video);

        await _clinic.Soon(() => _clinic.Gateway.OfferTo(free.Tab)?.SessionId == second, "the one who is free is asked, and no time passes");
        await _clinic.Soon(() => _clinic.Gateway.StaffPushes.Any(push => push.OfferGone?.OfferId == offer.OfferId && push.Connections.Contains(busy.Tab.Connection)), "the busy one is told");
    }

    [Fact]
    public async Task Offers_that_no_tab_showed_do_not_count_as_missed()
    {
        var consultant = await _clinic.OnDuty(Post.Consultant);
        var (session, _) = await _clinic.Person().Call();
        await consultant.Offered(session);

        await _clinic.Pass(TimeSpan.FromMinutes(3), session);

        Assert.Equal(Duty.Available, (await consultant.Grain.Desk()).Value!.Duty.Duty);
        await consultant.Grain.SetDuty(CommandId.New(), Duty.Off);
        await _clinic.Soon(() => _clinic.Gateway.StaffPushes.Any(push => push.Duty?.Why == DutyChangeReason.Switched && push.Duty.Duty.Duty == Duty.Off), "the desk hears of the switch");
        Assert.DoesNotContain(_clinic.Gateway.StaffPushes, push => push.Duty?.Why == DutyChangeReason.OffersMissed);
    }
}
