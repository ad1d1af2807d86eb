using Medzdrav.Contracts;
using Medzdrav.Grains;
using static Medzdrav.Contracts.SessionPhase;

namespace Medzdrav.Tests.Rules;

/// <summary>A supervisor in a session is seen, is on record, and does nothing there (S6).</summary>
public sealed class SupervisorRuleTests
{
    private static readonly ParticipantId Tamara = ParticipantId.Of(Given.Supervisor);

    [Fact]
    public void A_supervisor_stays_whoever_comes_and_goes_and_is_out_at_the_end()
    {
        var state = Watched(Given.In(WaitingForConsultant)).Admitting(Given.Consultant);
        Assert.Equal([ParticipantId.Patient, ParticipantId.Of(Given.Consultant.StaffId), Tamara], SessionRules.Present(state));
        state = state.Transferring();
        Assert.Equal([ParticipantId.Patient, Tamara], SessionRules.Present(state));
        state = state.Admitting(Given.Therapist).Ending().Admitting(Given.Consultant);
        Assert.Contains(Tamara, SessionRules.Present(state));

        Assert.Equal([ParticipantId.Patient], SessionRules.Present(state.Closing()));
    }

    [Fact]
    public void Nobody_is_told_that_a_silent_supervisor_is_missed_and_after_a_while_they_are_out()
    {
        var state = Watched(Given.In(Consultation));
        var absent = Given.Absent(Tamara, Given.Noon);

        Assert.Empty(SessionRules.Due(state, absent, Given.Noon.AddSeconds(9), Given.Limits).Facts);
        Assert.Equal(new SupervisorLeft(Tamara), Assert.Single(SessionRules.Due(state, absent, Given.Noon.AddSeconds(10), Given.Limits).Facts));
        Assert.Equal(Given.Noon.AddSeconds(10), SessionRules.NextDue(state, absent, Given.Noon, Given.Limits));
    }

    [Fact]
    public void A_supervisor_neither_marks_messages_as_read_nor_carries_a_call_nor_treats()
    {
        var caller = Caller.Of(Given.Supervisor);
        var state = Watched(Given.In(Intake));
        state = state.Then(SessionRules.SendMessage(state, Given.Anna, "Здравствуйте", [], Given.Limits));

        Assert.Null(SessionRules.RefuseJoin(state, caller, 0, out _));
        Assert.Equal(Decision.Nothing, SessionRules.MarkRead(state, caller, state.Sequence));
        Assert.Equal(Refusal.WrongRole, SessionRules.RefuseCall(state with { Mode = SessionMode.Video }, caller, out _));
        Assert.Equal(Refusal.WrongRole, SessionRules.Leave(state, caller, Given.Noon, Given.Limits).Refusal);
        Assert.Equal(Refusal.WrongRole, SessionRules.ChangeMode(state, caller, SessionMode.Audio, Given.Limits).Refusal);
        var reader = SessionRules.ReaderIn(state, caller, Given.Noon, Given.Limits);
        Assert.Equal(Relation.None, reader.Relation);
        Assert.DoesNotContain(Enum.GetValues<Purpose>(), purpose => MedcardRules.May(reader, purpose));
    }

    [Fact]
    public void A_supervisor_who_takes_the_session_as_a_consultant_is_its_consultant()
    {
        var state = Given.In(WaitingForConsultant);
        state = state.Then(SessionRules.JoinAsSupervisor(state, Given.Consultant.StaffId, Given.Consultant.Name)).Admitting(Given.Consultant);

        Assert.Equal([ParticipantId.Patient, ParticipantId.Of(Given.Consultant.StaffId)], SessionRules.Present(state));
        Assert.False(SessionRules.LooksOn(state, ParticipantId.Of(Given.Consultant.StaffId)));
        Assert.Empty(SessionRules.JoinAsSupervisor(state, Given.Consultant.StaffId, Given.Consultant.Name).Facts);
    }

    [Fact]
    public void Coming_to_see_a_person_leaves_an_entry_also_when_the_person_is_chosen_later()
    {
        var before = Given.In(Intake);
        var after = Watched(before);
        var entry = Assert.Single(SessionRules.LookedAt(before, after, Given.Noon)!.Entries);
        Assert.Equal((Given.Supervisor, Post.Supervisor, AuditDeed.Read, AuditSubject.Talk, Purpose.Supervision, after.Id), (entry.Who, entry.Post, entry.Deed, entry.What, entry.Purpose, entry.Session));
        Assert.Equal([new PatientId("anna")], entry.Whose);
        Assert.Null(SessionRules.LookedAt(after, after.Then(SessionRules.SendMessage(after, Given.Anna, "Здравствуйте", [], Given.Limits)), Given.Noon));
        Assert.Null(SessionRules.LookedAt(after, after.Transferring(), Given.Noon));

        var unknown = Watched(Given.Waiting(null).Admitting(Given.Consultant));
        Assert.Empty(Assert.Single(SessionRules.LookedAt(Given.Empty, unknown, Given.Noon)!.Entries).Whose);
        var chosen = unknown.Then(SessionRules.ChoosePatient(unknown, Caller.Of(Given.Consultant.StaffId), Given.Patient()));
        Assert.Equal([new PatientId("anna")], Assert.Single(SessionRules.LookedAt(unknown, chosen, Given.Noon)!.Entries).Whose);
    }

    [Fact]
    public void A_raised_session_goes_before_booked_ones_and_after_those_who_were_with_somebody()
    {
        var waiting = Given.In(WaitingForConsultant);
        var raising = SessionRules.Raise(waiting, Given.Supervisor, Given.Noon);
        var raised = waiting.Then(raising);

        Assert.Equal(AuditSubject.Place, Assert.Single(Assert.IsType<AuditEntries>(Assert.Single(raising.Records)).Entries).What);
        Assert.True(SessionMoves.OfWaiting(waiting, raised));
        Assert.Empty(SessionRules.Raise(raised, Given.Supervisor, Given.Noon).Facts);
        var plain = SessionViews.WaitingOf(waiting, Presence.Here)! with { SessionId = new SessionId("plain") };
        var booked = plain with { SessionId = new SessionId("booked"), Wait = plain.Wait with { Priority = Wait.BookedPriority } };
        var returned = plain with { SessionId = new SessionId("returned"), Wait = plain.Wait with { AtHead = true } };
        var line = new WaitingLine();
        foreach (var one in new[] { plain, booked, SessionViews.WaitingOf(raised, Presence.Here)!, returned })
            line.Add(one);
        Assert.Equal(["returned", "session", "booked", "plain"], line.InOrder.Select(one => one.SessionId.Value));
    }

    [Fact]
    public void A_session_that_is_put_back_waits_where_it_would_without()
    {
        var waiting = Given.In(WaitingForConsultant);
        var raised = waiting.Then(SessionRules.Raise(waiting, Given.Supervisor, Given.Noon));
        var lowering = SessionRules.Lower(raised, Given.Supervisor, Given.Noon);
        var lowered = raised.Then(lowering);

        Assert.Equal(AuditSubject.Place, Assert.Single(Assert.IsType<AuditEntries>(Assert.Single(lowering.Records)).Entries).What);
        Assert.True(SessionMoves.OfWaiting(raised, lowered));
        Assert.Equal(waiting.Waiting, lowered.Waiting);
        Assert.Empty(SessionRules.Lower(lowered, Given.Supervisor, Given.Noon).Facts);
        // A booking whose time is near goes before plain contacts again, as it did.
        var booked = waiting.Then(Decision.Of(ParticipantId.System, new AppointmentAttached(Visit)));
        Assert.Equal(Wait.BookedPriority, booked.Waiting!.Priority);
        raised = booked.Then(SessionRules.Raise(booked, Given.Supervisor, Given.Noon));
        Assert.Equal(booked.Waiting, raised.Then(SessionRules.Lower(raised, Given.Supervisor, Given.Noon)).Waiting);
    }

    private static BookedConsultation Visit => new(new AppointmentId("visit"), 1, new StaffId("doctor"), "Сердечный Олег", "Кардиолог", Given.Noon, "Europe/Moscow");

    private static SessionState Watched(SessionState state) => state.Then(SessionRules.JoinAsSupervisor(state, Given.Supervisor, "Зоркая Тамара"));
}
