using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Rules;

/// <summary>The rules of calls: who may carry one, what goes on record of it, and which pages are in it (S3.1, S3.7).</summary>
public sealed class CallRuleTests
{
    private static readonly ConnectionRef Phone = At("phone"), Tablet = At("tablet"), Desk = At("desk");
    private static readonly ParticipantId Doctor = ParticipantId.Of(Given.Therapist.StaffId);
    private readonly CallCarriers _carriers = new();

    [Theory]
    [InlineData(SessionMode.Chat, "wrongPhase")]
    [InlineData(SessionMode.Audio, null)]
    [InlineData(SessionMode.Video, null)]
    public void A_call_needs_a_mode_with_sound(SessionMode mode, string? refusal) =>
        Assert.Equal(refusal, SessionRules.RefuseCall(Given.In(SessionPhase.Consultation) with { Mode = mode }, Given.Anna, out _)?.Code);

    [Fact]
    public void Strangers_and_those_who_left_carry_no_call_and_the_waiting_patient_does()
    {
        var waiting = Given.In(SessionPhase.WaitingForDoctor) with { Mode = SessionMode.Video };

        Assert.Equal(Refusal.NotFound, SessionRules.RefuseCall(waiting, Given.Stranger, out _));
        Assert.Equal(Refusal.NotFound, SessionRules.RefuseCall(waiting, Caller.Of(Given.Consultant.StaffId), out _));
        Assert.Null(SessionRules.RefuseCall(waiting, Given.Anna, out _));
        Assert.Equal(Refusal.Closed, SessionRules.RefuseCall(Given.In(SessionPhase.Closed) with { Mode = SessionMode.Video }, Given.Anna, out _));
    }

    [Fact]
    public void A_report_is_stored_from_everybody_who_was_in_the_session_also_after_it_closed()
    {
        var closed = Given.In(SessionPhase.FollowUp).Closing();

        Assert.Equal(ParticipantId.Patient, SessionRules.RecordCall(closed, Given.Anna, Report(with: Doctor), Given.Limits).By);
        Assert.IsType<CallRecord>(Assert.Single(SessionRules.RecordCall(closed, Caller.Of(Given.Therapist.StaffId), Report(with: ParticipantId.Patient), Given.Limits).Facts));
        Assert.Equal(Refusal.NotFound, SessionRules.RecordCall(closed, Caller.Of(Given.OtherTherapist.StaffId), Report(with: ParticipantId.Patient), Given.Limits).Refusal);
        Assert.Equal(Refusal.NotFound, SessionRules.RecordCall(closed, Given.Stranger, Report(with: Doctor), Given.Limits).Refusal);
    }

    public static TheoryData<CallReport> Unbelievable => [
        Report(Doctor) with { CallId = "" },
        Report(Doctor) with { CallId = new string('x', 65) },
        Report(Doctor) with { Mode = SessionMode.Chat },
        Report(Doctor) with { Stage = (CallStage)7 },
        Report(Doctor) with { Hindrance = (CallHindrance)7 },
        Report(Doctor) with { Seconds = -1 },
        Report(Doctor) with { LossPercent = 101 },
        Report(Doctor) with { LossPercent = double.NaN },
        Report(Doctor) with { ConnectMs = -5 },
        Report(Doctor) with { Drops = int.MaxValue },
        Report(ParticipantId.Patient),
        Report(ParticipantId.Of(Given.OtherTherapist.StaffId)),
    ];

    [Theory]
    [MemberData(nameof(Unbelievable))]
    public void A_report_that_cannot_be_is_refused(CallReport report) =>
        Assert.Equal(Refusal.Invalid, SessionRules.RecordCall(Given.In(SessionPhase.Consultation), Given.Anna, report, Given.Limits).Refusal);

    [Fact]
    public void A_page_that_can_have_no_call_says_why_and_only_staff_read_it()
    {
        var report = Report(Doctor) with { Stage = CallStage.Failed, Hindrance = CallHindrance.Unsupported };
        var stored = Assert.Single(SessionRules.RecordCall(Given.In(SessionPhase.Consultation), Given.Anna, report, Given.Limits).Facts!);

        var happened = new SessionEvent(3, Given.Noon, ParticipantId.Patient, stored);
        Assert.Contains("\"hindrance\":\"unsupported\"", System.Text.Encoding.UTF8.GetString(EventViews.ForStaff(happened).Data), StringComparison.Ordinal);
        Assert.Equal("{}"u8.ToArray(), EventViews.ForPatient(happened).Data);
    }

    [Fact]
    public void A_session_takes_only_so_many_reports()
    {
        var full = Given.In(SessionPhase.Consultation) with { CallRecords = Given.Limits.CallRecords };

        Assert.Equal(Refusal.TooMany, SessionRules.RecordCall(full, Given.Anna, Report(Doctor), Given.Limits).Refusal);
    }

    [Fact]
    public void A_connection_check_comes_with_the_opening_and_only_staff_read_it()
    {
        var check = new ConnectionCheck(SessionMode.Audio, "Chrome 128", [new CheckResult("camera", CheckOutcome.Fail, "Камера не найдена")]);
        var facts = SessionRules.Open(Given.Empty, Given.Anna, SessionMode.Audio, Given.Patient(), check, Given.Noon).Facts;

        var taken = Assert.Single(facts.OfType<ConnectionChecked>());
        var happened = new SessionEvent(3, Given.Noon, ParticipantId.Patient, taken);
        Assert.Contains("Камера не найдена", System.Text.Encoding.UTF8.GetString(EventViews.ForStaff(happened).Data), StringComparison.Ordinal);
        Assert.Equal("{}"u8.ToArray(), EventViews.ForPatient(happened).Data);
    }

    [Fact]
    public void A_call_begins_once_both_are_carried_and_not_again()
    {
        _carriers.Take(ParticipantId.Patient, Phone);
        Assert.Null(_carriers.Begin(ParticipantId.Patient, Doctor));
        _carriers.Take(Doctor, Desk);

        Assert.NotNull(_carriers.Begin(Doctor, ParticipantId.Patient));
        Assert.Null(_carriers.Begin(ParticipantId.Patient, Doctor));
    }

    [Fact]
    public void The_latest_page_carries_the_call_which_begins_anew_with_it()
    {
        var first = Met();
        _carriers.Take(ParticipantId.Patient, Tablet);

        Assert.Equal(Tablet, _carriers.Of(ParticipantId.Patient));
        var second = _carriers.Begin(ParticipantId.Patient, Doctor);
        Assert.NotNull(second);
        Assert.NotEqual(first, second);
    }

    [Fact]
    public void A_page_that_comes_back_over_a_new_connection_goes_on_with_its_call()
    {
        var call = Met();
        _carriers.Detach(Phone);
        Assert.Null(_carriers.Of(ParticipantId.Patient));

        Assert.Single(_carriers.Resume(ParticipantId.Patient, Tablet, [new CarriedCall(Doctor, call)]));
        Assert.Equal(Tablet, _carriers.Of(ParticipantId.Patient));
        Assert.Null(_carriers.Begin(ParticipantId.Patient, Doctor));
    }

    [Fact]
    public void A_page_that_comes_back_to_a_call_the_other_side_left_begins_anew()
    {
        var call = Met();
        _carriers.Detach(Phone);
        _carriers.Take(Doctor, At("desk after a reload"));

        Assert.Empty(_carriers.Resume(ParticipantId.Patient, Phone, [new CarriedCall(Doctor, call)]));
        Assert.NotNull(_carriers.Begin(ParticipantId.Patient, Doctor));
    }

    [Fact]
    public void A_session_that_forgot_believes_both_pages_what_call_they_are_in()
    {
        Assert.Single(_carriers.Resume(Doctor, Desk, [new CarriedCall(ParticipantId.Patient, "call")]));
        Assert.Single(_carriers.Resume(ParticipantId.Patient, Phone, [new CarriedCall(Doctor, "call")]));
        Assert.Null(_carriers.Begin(ParticipantId.Patient, Doctor));
    }

    [Fact]
    public void A_session_that_forgot_begins_anew_when_one_page_was_loaded_anew()
    {
        _carriers.Take(Doctor, Desk);

        Assert.Empty(_carriers.Resume(ParticipantId.Patient, Phone, [new CarriedCall(Doctor, "call")]));
    }

    [Fact]
    public void A_page_from_which_the_person_went_on_elsewhere_does_not_take_the_call_back_by_coming_back()
    {
        var call = Met();
        _carriers.Take(ParticipantId.Patient, Tablet);

        Assert.True(_carriers.WentElsewhere(ParticipantId.Patient, At("phone again"), [new CarriedCall(Doctor, call)]));
        _carriers.Detach(Tablet);
        Assert.False(_carriers.WentElsewhere(ParticipantId.Patient, At("phone again"), [new CarriedCall(Doctor, call)]));
    }

    [Fact]
    public void A_page_that_begins_its_own_call_anew_is_the_same_page()
    {
        var call = Met();
        _carriers.Take(ParticipantId.Patient, Phone);

        Assert.False(_carriers.WentElsewhere(ParticipantId.Patient, At("phone again"), [new CarriedCall(Doctor, call)]));
    }

    [Fact]
    public void Of_three_in_a_call_only_the_one_that_broke_begins_anew()
    {
        var whole = Met();
        var consultant = ParticipantId.Of(Given.Consultant.StaffId);
        _carriers.Take(consultant, At("desk of the consultant"));
        var broken = _carriers.Begin(ParticipantId.Patient, consultant);

        var kept = _carriers.Resume(ParticipantId.Patient, Phone, [new CarriedCall(Doctor, whole)]);
        _carriers.Forget(ParticipantId.Patient, kept);

        Assert.Equal([new CarriedCall(Doctor, whole)], kept);
        Assert.Null(_carriers.Begin(ParticipantId.Patient, Doctor));
        Assert.NotEqual(broken, _carriers.Begin(ParticipantId.Patient, consultant));
    }

    [Fact]
    public void Who_leaves_the_session_carries_nothing_and_the_patient_goes_on_carrying()
    {
        Met();
        _carriers.Keep([ParticipantId.Patient]);

        Assert.Null(_carriers.Of(Doctor));
        Assert.Equal(Phone, _carriers.Of(ParticipantId.Patient));
    }

    private static CallReport Report(ParticipantId with) => new("call", with, CallStage.Ended, SessionMode.Video, 420, 600, 1, 1, 0.4, 38, 900, 2, Relayed: false);

    private static ConnectionRef At(string connection) => new(new GatewayId("gateway"), connection);

    private string Met()
    {
        _carriers.Take(ParticipantId.Patient, Phone);
        _carriers.Take(Doctor, Desk);
        return _carriers.Begin(ParticipantId.Patient, Doctor)!;
    }
}
