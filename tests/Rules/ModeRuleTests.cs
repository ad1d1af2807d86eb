using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Rules;

/// <summary>The units of the specialist follow the mode: a chat takes one, a call all of them.</summary>
public sealed class ModeRuleTests
{
    private static readonly StaffSnapshot Consultant = Given.Consultant with { Units = 3 };
    private static readonly StaffSnapshot Doctor = Given.Therapist with { Units = 1 };

    [Fact]
    public void A_chat_that_becomes_a_call_claims_all_units_and_is_refused_where_others_have_them()
    {
        var chat = With(Consultant, SessionMode.Chat, [1]);

        var decision = SessionRules.ChangeMode(chat, Given.Anna, SessionMode.Video, Given.Limits);

        Assert.Equal(Refusal.NoRoomForCall, decision.WhenHeld);
        var (take, release) = SessionViews.ClaimsMoved(chat, chat.Then(decision));
        Assert.Equal([Claims.Slot(Consultant.StaffId, 0), Claims.Slot(Consultant.StaffId, 2)], take);
        Assert.Empty(release);
    }

    [Fact]
    public void A_consultant_who_asks_for_a_call_claims_the_units_that_a_patient_who_asks_does()
    {
        var chat = With(Consultant, SessionMode.Chat, [1]);

        var decision = SessionRules.ChangeMode(chat, Caller.Of(Consultant.StaffId), SessionMode.Audio, Given.Limits);

        Assert.Equal(Refusal.NoRoomForCall, decision.WhenHeld);
        Assert.Equal(2, SessionViews.ClaimsMoved(chat, chat.Then(decision)).Take.Count);
    }

    [Fact]
    public void A_call_that_becomes_a_chat_frees_all_units_but_one()
    {
        var call = With(Consultant, SessionMode.Audio, [0, 1, 2]);

        var (take, release) = SessionViews.ClaimsMoved(call, call.Then(SessionRules.ChangeMode(call, Given.Anna, SessionMode.Chat, Given.Limits)));

        Assert.Empty(take);
        Assert.Equal([Claims.Slot(Consultant.StaffId, 1), Claims.Slot(Consultant.StaffId, 2)], release);
    }

    [Fact]
    public void A_returning_chat_beyond_the_capacity_needs_all_units_for_a_call()
    {
        var chat = With(Consultant, SessionMode.Chat, [3]);

        var (take, release) = SessionViews.ClaimsMoved(chat, chat.Then(SessionRules.ChangeMode(chat, Given.Anna, SessionMode.Audio, Given.Limits)));

        Assert.Equal(3, take.Count);
        Assert.Equal([Claims.Slot(Consultant.StaffId, 3)], release);
    }

    [Theory]
    [InlineData(SessionMode.Audio, SessionMode.Video)]
    [InlineData(SessionMode.Video, SessionMode.Audio)]
    public void One_kind_of_call_takes_what_the_other_one_took(SessionMode before, SessionMode after)
    {
        var call = With(Consultant, before, [0, 1, 2]);

        var changed = call.Then(SessionRules.ChangeMode(call, Given.Anna, after, Given.Limits));

        Assert.Equal(call.Leg, changed.Leg);
        Assert.Equal(after, changed.Mode);
    }

    [Fact]
    public void A_doctor_has_one_unit_for_any_mode()
    {
        var leg = With(Doctor, SessionMode.Chat, [0]);

        var changed = leg.Then(SessionRules.ChangeMode(leg, Given.Anna, SessionMode.Video, Given.Limits));

        Assert.Equal([0], changed.Leg!.Slots);
    }

    [Fact]
    public void An_offer_of_a_chat_does_not_let_a_specialist_into_a_call()
    {
        var waiting = Waiting(SessionMode.Video);

        Assert.Equal(Refusal.OfferGone, SessionRules.Admit(waiting, waiting.Ticket, Consultant, [0], Given.Noon, Given.Limits).Refusal);
        Assert.Null(SessionRules.Admit(waiting, waiting.Ticket, Consultant, [0, 1, 2], Given.Noon, Given.Limits).Refusal);
        // A returning patient's call is the one unit beyond.
        Assert.Null(SessionRules.Admit(waiting, waiting.Ticket, Consultant, [3], Given.Noon, Given.Limits).Refusal);
    }

    [Fact]
    public void An_offer_of_a_call_does_not_take_a_whole_specialist_for_a_chat()
    {
        var waiting = Waiting(SessionMode.Chat);

        Assert.Equal(Refusal.OfferGone, SessionRules.Admit(waiting, waiting.Ticket, Consultant, [0, 1, 2], Given.Noon, Given.Limits).Refusal);
    }

    private static SessionState Waiting(SessionMode mode) =>
        Given.Empty.Then(SessionRules.Open(Given.Empty, Given.Anna, mode, Given.Patient(), null, Given.Noon));

    private static SessionState With(StaffSnapshot staff, SessionMode mode, int[] slots)
    {
        var state = staff.Role == ParticipantRole.Consultant ? Waiting(mode) : Given.In(SessionPhase.WaitingForDoctor);
        return state.Then(SessionRules.Admit(state, state.Ticket, staff, slots, Given.Noon, Given.Limits));
    }
}
