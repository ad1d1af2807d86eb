using System.Text;
using Medzdrav.Contracts;
using Medzdrav.Grains;
using Medzdrav.Tests.Load;

namespace Medzdrav.Tests.Tools;

/// <summary>Each check of a load run fails when its promise is broken, and only then.</summary>
public sealed class SessionChecksTests
{
    private static readonly LimitOptions Real = new();

    [Fact]
    public void A_flawless_session_breaks_no_promise()
    {
        var session = Played.Whole().Testimony;

        Assert.Empty(SessionChecks.Of(session));
        Assert.Empty(LimitChecks.Of(session, Real));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_message_that_one_side_never_saw_is_told(bool isPatient)
    {
        var played = Played.Whole();
        var account = isPatient ? played.Patient : played.Staff;
        account.RemoveRange(4, account.Count - 4);

        Broken(SessionChecks.Delivery, SessionChecks.Of(played.Testimony));
    }

    [Fact]
    public void A_message_shown_twice_is_told()
    {
        var played = Played.Whole();
        played.Patient.Add(played.Patient[3] with { Sequence = played.Patient.Count + 1 });

        Broken(SessionChecks.Delivery, SessionChecks.Of(played.Testimony));
    }

    [Fact]
    public void A_message_that_is_not_where_it_was_acknowledged_is_told()
    {
        var played = Played.Whole();
        played.Acknowledged[0] = played.Acknowledged[0] with { Sequence = 5 };

        Broken(SessionChecks.Delivery, SessionChecks.Of(played.Testimony));
    }

    [Fact]
    public void Events_out_of_order_are_told()
    {
        var played = Played.Whole();
        (played.Staff[3], played.Staff[4]) = (played.Staff[4], played.Staff[3]);

        Broken(SessionChecks.Delivery, SessionChecks.Of(played.Testimony));
    }

    [Fact]
    public void A_specialist_whose_leg_is_over_need_not_see_what_comes_after()
    {
        var played = Played.Whole();
        played.Patient.RemoveAt(played.Patient.Count - 1);
        var staff = played.Staff.ToArray();
        played.Say(ParticipantId.Patient, "Спасибо", 5);

        Assert.Empty(SessionChecks.Of(played.Testimony with { Accounts = [new Account(ParticipantId.Patient, played.Patient), new Account(Played.Anna, staff)] }));
    }

    [Fact]
    public void Who_comes_back_for_a_second_leg_has_a_second_account()
    {
        var played = Played.Whole();
        played.Patient.RemoveAt(played.Patient.Count - 1);
        var first = played.Staff.ToArray();
        played.Begin(Played.Anna, 5, "followUp");
        played.Say(Played.Anna, "Как вы?", 6);
        var testimony = played.Testimony with { Accounts = [new Account(ParticipantId.Patient, played.Patient), new Account(Played.Anna, first), new Account(Played.Anna, played.Patient)] };

        Assert.Empty(SessionChecks.Of(testimony));
        Broken(SessionChecks.Delivery, SessionChecks.Of(testimony with { Accounts = [testimony.Accounts[0], testimony.Accounts[1], new Account(Played.Anna, first)] }));
    }

    [Fact]
    public void Two_who_saw_different_things_are_told()
    {
        var played = Played.Whole();
        played.Staff[4] = played.Staff[4] with { Data = Encoding.UTF8.GetBytes("""{"text":"Что?"}""") };

        Broken(SessionChecks.Agreement, SessionChecks.Of(played.Testimony));
    }

    [Fact]
    public void A_second_specialist_in_a_running_leg_is_told()
    {
        var played = new Played();
        played.Begin(Played.Anna, 0);
        played.Begin(Played.Oleg, 1);

        Broken(SessionChecks.Assignee, SessionChecks.Of(played.Testimony));
    }

    [Fact]
    public void A_specialist_who_was_told_to_have_a_session_and_never_had_it_is_told()
    {
        var played = Played.Whole();
        played.Accepted.Add(Played.Oleg);

        Broken(SessionChecks.Assignee, SessionChecks.Of(played.Testimony));
    }

    [Fact]
    public void Too_many_sessions_at_once_are_told_and_one_more_for_a_returning_patient_is_not()
    {
        var check = new CapacityCheck(consultantUnits: 3);
        for (var number = 0; number < 3; number++)
            check.Add(Held("intake", from: number, until: 10));
        check.Add(Held("intake", from: 10, until: 12));
        check.Add(Held("followUp", from: 5, until: 8));
        Assert.Empty(check.Violations());

        check.Add(Held("intake", from: 6, until: 7));
        Broken(CapacityCheck.Capacity, check.Violations());
    }

    [Fact]
    public void A_call_takes_a_consultant_whole_but_for_one_returning_patient()
    {
        var check = new CapacityCheck(consultantUnits: 3);
        check.Add(Held("intake", from: 0, until: 10, mode: "video"));
        check.Add(Held("followUp", from: 5, until: 8, mode: "audio"));
        check.Add(Held("followUp", from: 12, until: 20, mode: "video"));
        check.Add(Held("intake", from: 13, until: 14));
        Assert.Empty(check.Violations());

        check.Add(Held("intake", from: 9, until: 11));
        Broken(CapacityCheck.Capacity, check.Violations());
    }

    [Fact]
    public void A_doctor_with_two_patients_is_told()
    {
        var check = new CapacityCheck(consultantUnits: 3);
        check.Add(Held("consultation", from: 0, until: 10));
        check.Add(Held("consultation", from: 9, until: 12));

        Broken(CapacityCheck.Capacity, check.Violations());
    }

    [Theory]
    [InlineData(1799.9, LimitChecks.Early)]
    [InlineData(1801.1, LimitChecks.Late)]
    public void A_limit_that_fires_early_or_late_is_told(double second, string check)
    {
        Broken(check, LimitChecks.Of(Consultation("limit", second).Testimony, Real));
        Assert.Empty(LimitChecks.Of(Consultation("limit", 1800.9).Testimony, Real));
    }

    [Fact]
    public void A_limit_that_never_fires_is_told() =>
        Broken(LimitChecks.Late, LimitChecks.Of(Consultation("ended", 1900).Testimony, Real));

    [Theory]
    [InlineData(1499, LimitChecks.Early)]
    [InlineData(1502, LimitChecks.Late)]
    public void A_warning_that_is_early_or_late_is_told(double second, string check)
    {
        var played = new Played();
        played.Begin(Played.Oleg, 0, "consultation", limit: 1800);
        played.Happen("limitWarning", """{"secondsLeft":300}""", second);

        Broken(check, LimitChecks.Of(played.Testimony, Real));
    }

    [Theory]
    [InlineData(9, 900, true)]
    [InlineData(12, 900, true)]
    [InlineData(10, 899, true)]
    [InlineData(10, 902, true)]
    [InlineData(10.5, 900.5, false)]
    public void An_absence_told_or_ended_early_or_late_is_told(double told, double closed, bool isBroken)
    {
        var played = new Played();
        played.Happen("dropped", $$"""{"participantId":"patient","since":"{{Played.Noon:yyyy-MM-ddTHH:mm:ss.fffZ}}"}""", told);
        played.Happen("closed", """{"reason":"noConnection"}""", closed);

        Assert.Equal(isBroken, LimitChecks.Of(played.Testimony, Real).Any());
    }

    private static Played Consultation(string reason, double second)
    {
        var played = new Played();
        played.Begin(Played.Oleg, 0, "consultation", limit: 1800);
        played.Happen("legEnded", $$"""{"reason":"{{reason}}"}""", second);
        return played;
    }

    private static Testimony Held(string kind, double from, double until, string mode = "chat")
    {
        var played = new Played();
        played.Happen("opened", $$"""{"mode":"{{mode}}"}""", from);
        played.Begin(Played.Oleg, from, kind);
        played.Happen("legEnded", """{"reason":"ended"}""", until);
        return played.Testimony;
    }

    private static void Broken(string check, IEnumerable<Violation> violations) => Assert.Contains(violations, violation => violation.Check == check);
}
