using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Rules;

/// <summary>S5.2: people who phone the hotline.</summary>
public sealed class PhoneRuleTests
{
    private static readonly Caller Consultant = Caller.Of(Given.Consultant.StaffId);
    private static readonly Caller Therapist = Caller.Of(Given.Therapist.StaffId);
    private static readonly AccountId Login = new("anna");
    private static readonly PhoneCaller Strange = new("+74951234567", "https://rgs.medzdrav.ru");
    private static readonly PatientSnapshot Anna = Given.Patient();
    private static readonly PatientSnapshot Child = Given.Patient(years: 5) with { PatientId = new PatientId("child") };
    private static readonly Notice Link = new("link", "+79001234567", "Ссылка", Given.Noon, null, IsRepeatable: true);

    private static SessionState FromStrangeNumber => Opened(null);

    private static SessionState FromTheLogin => Opened(Login);

    private static SessionState Proved => FromStrangeNumber.Then(SessionRules.Identify(FromStrangeNumber, Consultant, Anna.PatientId, Anna, null, Login));

    [Fact]
    public void The_consultant_is_with_the_caller_from_the_first_moment_and_the_caller_is_there()
    {
        var state = FromStrangeNumber;

        Assert.Equal((SessionPhase.Intake, SessionMode.Phone, Given.Consultant), (state.Phase, state.Mode, state.Leg!.Staff));
        Assert.Equal(Presence.Here, SessionRules.PresenceOf(state, hasJoined: false, isLookedAt: false));
        Assert.Empty(SessionRules.Due(state, Given.Absent(ParticipantId.Patient, Given.Noon), Given.Noon.AddHours(3), Given.Limits).Facts);
        Assert.Equal("+74951234567", SessionViews.View(state, Given.Noon, forStaff: true, Given.Limits).CallerPhone);
        Assert.Null(SessionViews.View(state, Given.Noon, forStaff: false, Given.Limits).CallerPhone);
    }

    [Fact]
    public void Two_calls_from_one_number_claim_the_same_and_two_numbers_do_not()
    {
        var other = Given.Empty.Then(SessionRules.OpenByPhone(Given.Empty, Strange with { Number = "+4915112345678" }, null, Given.OtherConsultant, [4], Given.Noon));

        Assert.Equal(Open(FromStrangeNumber), Open(Opened(null)));
        Assert.NotEqual(Open(FromStrangeNumber), Open(other));
        Assert.Equal(Claims.Open(Caller.Of(Login)), Open(FromTheLogin));
        Assert.Contains(Claims.Slot(Given.Consultant.StaffId, 4), SessionViews.ClaimsOf(FromStrangeNumber));
    }

    [Fact]
    public void Who_phones_from_the_login_is_known_and_chooses_among_its_people()
    {
        Assert.Equal(IdentityLevel.Identified, SessionRules.IdentityOf(FromTheLogin));
        Assert.Null(SessionRules.ChoosePatient(FromTheLogin, Consultant, Child).Refusal);
        Assert.False(SessionRules.MustBeIdentified(FromTheLogin));
    }

    [Fact]
    public void Who_phones_from_a_strange_number_is_asked_for_policy_name_and_birth_date_before_anything()
    {
        var state = FromStrangeNumber;

        Assert.True(SessionRules.MustBeIdentified(state));
        Assert.Equal(Refusal.IdentityRequired, SessionRules.ChoosePatient(state, Consultant, Anna).Refusal);
        Assert.Equal(Refusal.PatientRequired, SessionRules.RequestConsent(state, Consultant, "2026-11", Given.Noon, Link).Refusal);
        Assert.Equal(Refusal.PatientRequired, Transfer(state).Refusal);
        Assert.Null(SessionRules.Transfer(state, Consultant, new Referral(QueueKind.Consultant, "Смена", null), null, Given.Noon, Given.Limits).Refusal);
    }

    [Fact]
    public void Whom_the_identification_finds_is_whom_the_session_is_about_and_the_login_may_open_it()
    {
        Assert.Equal((Anna.PatientId, Caller.Of(Login), IdentityLevel.AdditionallyIdentified), (Proved.Patient!.PatientId, Proved.Owner, SessionRules.IdentityOf(Proved)));
        Assert.Equal(ParticipantId.Patient, SessionRules.Participant(Proved, Given.Anna));
        Assert.Equal(Refusal.IdentityRequired, SessionRules.ChoosePatient(Proved, Consultant, Child).Refusal);
        Assert.Null(Transfer(Proved).Refusal);
    }

    [Fact]
    public void Another_identification_corrects_the_first_and_another_open_session_stops_it()
    {
        var child = Proved.Then(SessionRules.Identify(Proved, Consultant, Child.PatientId, Child, null, Login));

        Assert.Equal((Child.PatientId, IdentityLevel.AdditionallyIdentified), (child.Patient!.PatientId, SessionRules.IdentityOf(child)));
        Assert.Equal(Refusal.AlreadyOpen, SessionRules.Identify(FromStrangeNumber, Consultant, Anna.PatientId, Anna, new SessionId("page"), Login).Refusal);
        Assert.Equal(Refusal.AlreadyOpen, SessionRules.ChoosePatient(FromTheLogin, Consultant, Anna, new SessionId("page")).Refusal);
    }

    [Fact]
    public void Who_phones_from_one_login_and_proves_to_be_a_person_of_another_is_not_that_logins_holder()
    {
        var grandmother = Given.Patient(years: 80) with { PatientId = new PatientId("grandmother") };
        var state = FromTheLogin.Then(SessionRules.Identify(FromTheLogin, Consultant, grandmother.PatientId, grandmother, null, new AccountId("grandmother")));

        Assert.Equal((Caller.Of(new AccountId("grandmother")), IdentityLevel.AdditionallyIdentified), (state.Owner, SessionRules.IdentityOf(state)));
        Assert.Equal(Refusal.IdentityRequired, SessionRules.ChoosePatient(state, Consultant, Child).Refusal);
    }

    [Fact]
    public void When_the_insurer_gives_the_person_another_number_the_caller_is_known_no_more()
    {
        var chosen = FromTheLogin.Then(SessionRules.ChoosePatient(FromTheLogin, Consultant, Anna));
        var moved = chosen.Then(SessionRules.FollowLogin(chosen, Anna.PatientId, new AccountId("later"), Anna.Name));

        Assert.Equal(IdentityLevel.None, SessionRules.IdentityOf(moved));
        Assert.Equal(Refusal.IdentityRequired, Transfer(moved).Refusal);
        Assert.Null(moved.Participants[0].AwaySince);
    }

    [Fact]
    public void Whoever_is_known_no_more_confirms_no_consent_that_was_sent_before()
    {
        var chosen = FromTheLogin.Then(SessionRules.ChoosePatient(FromTheLogin, Consultant, Anna with { ConsentVersion = null }));
        var asked = chosen.Then(SessionRules.RequestConsent(chosen, Consultant, "2026-11", Given.Noon, Link));
        var later = new AccountId("later");
        var moved = asked.Then(SessionRules.FollowLogin(asked, Anna.PatientId, later, Anna.Name));

        Assert.Null(SessionRules.ConfirmConsent(asked, Caller.Of(Login), Given.Consent, "2026-11", Given.Noon).Refusal);
        Assert.Equal(Refusal.IdentityRequired, SessionRules.ConfirmConsent(moved, Caller.Of(later), Given.Consent, "2026-11", Given.Noon).Refusal);
    }

    [Fact]
    public void Without_a_consent_there_is_no_doctor_and_the_link_goes_to_the_login_once_a_minute()
    {
        var anna = Anna with { ConsentVersion = null };
        var state = FromStrangeNumber.Then(SessionRules.Identify(FromStrangeNumber, Consultant, anna.PatientId, anna, null, Login));
        Assert.Equal(Refusal.ConsentRequired, Transfer(state).Refusal);
        Assert.Equal(Refusal.LoginMissing, SessionRules.RequestConsent(state, Consultant, "2026-11", Given.Noon, link: null).Refusal);

        var sent = SessionRules.RequestConsent(state, Consultant, "2026-11", Given.Noon, Link);
        Assert.Equal(Link, Assert.Single(sent.Records));
        Assert.Equal(new ConsentRequested("2026-11", "+7 ··· 45-67"), Assert.Single(sent.Facts));
        var asked = state.Then(sent);
        Assert.Empty(SessionRules.RequestConsent(asked, Consultant, "2026-11", Given.Noon.AddSeconds(59), Link).Facts);
        Assert.Single(SessionRules.RequestConsent(asked, Consultant, "2026-11", Given.Noon.AddSeconds(60), Link).Records);

        var confirmed = asked.Then(SessionRules.ConfirmConsent(asked, Given.Anna, Given.Consent, "2026-11", Given.Noon));
        Assert.Null(Transfer(confirmed).Refusal);
    }

    [Fact]
    public void The_question_for_documents_goes_to_the_login_as_a_link_the_same_once_a_minute()
    {
        Assert.Equal(Refusal.LoginMissing, SessionRules.AskForDocuments(Proved, Consultant, "Снимок", Given.Noon, link: null).Refusal);

        var sent = SessionRules.AskForDocuments(Proved, Consultant, "Снимок", Given.Noon, Link);
        Assert.Equal(Link, Assert.Single(sent.Records));
        Assert.Equal(new DocumentsAsked("Снимок", "+7 ··· 45-67"), Assert.Single(sent.Facts));
        var asked = Proved.Then(sent);
        Assert.Equal(Refusal.DocumentsAwaited, Transfer(asked).Refusal);
        Assert.Empty(SessionRules.AskForDocuments(asked, Consultant, "Снимок", Given.Noon.AddSeconds(59), Link).Facts);
        Assert.Single(SessionRules.AskForDocuments(asked, Consultant, "Снимок", Given.Noon.AddSeconds(60), Link).Records);
        Assert.Single(SessionRules.AskForDocuments(asked, Consultant, "Снимок и анализ", Given.Noon.AddSeconds(1), Link).Records);

        Assert.Null(Transfer(asked.Then(SessionRules.AddDocument(asked, Anna.PatientId, Given.Document))).Refusal);
        Assert.Empty(SessionRules.AskForDocuments(Given.In(SessionPhase.Intake), Consultant, "Снимок", Given.Noon).Records);
    }

    [Fact]
    public void The_doctors_clock_starts_with_the_talk_and_runs_out_as_ever()
    {
        var waiting = Proved.Then(Transfer(Proved));
        Assert.Equal(Presence.Here, SessionViews.WaitingOf(waiting, SessionRules.PresenceOf(waiting, hasJoined: false, isLookedAt: false))!.Presence);
        var ringing = waiting.Admitting(Given.Therapist);
        Assert.Null(ringing.Leg!.EndsAt);
        Assert.Empty(SessionRules.Due(ringing, Given.EverybodyPresent, Given.Noon.AddHours(1), Given.Limits).Facts);
        Assert.Equal(Refusal.NotFound, SessionRules.StartTalk(ringing, Consultant, Given.Noon).Refusal);
        Assert.Equal(Refusal.WrongRole, SessionRules.StartTalk(ringing, Given.Anna, Given.Noon).Refusal);

        var talking = ringing.Then(SessionRules.StartTalk(ringing, Therapist, Given.Noon.AddMinutes(2)), Given.Noon.AddMinutes(2));

        Assert.Equal(Given.Noon.AddMinutes(32), talking.Leg!.EndsAt);
        Assert.Empty(SessionRules.StartTalk(talking, Therapist, Given.Noon.AddMinutes(5)).Facts);
        Assert.Equal(300, Assert.IsType<LimitWarning>(Assert.Single(SessionRules.Due(talking, Given.EverybodyPresent, Given.Noon.AddMinutes(27), Given.Limits).Facts)).SecondsLeft);
        var returned = talking.Then(SessionRules.Due(talking, Given.EverybodyPresent, Given.Noon.AddMinutes(32), Given.Limits));
        Assert.Equal((SessionPhase.WaitingForConsultant, true), (returned.Phase, returned.Waiting!.AtHead));
    }

    [Fact]
    public void Nobody_switches_a_phone_to_a_page() =>
        Assert.Equal(Refusal.WrongPhase, SessionRules.ChangeMode(FromTheLogin, Consultant, SessionMode.Chat, Given.Limits).Refusal);

    [Fact]
    public void A_repeat_names_the_number_and_the_same_tap_for_another_number_is_another_command()
    {
        var made = SessionRules.OpenByPhone(Given.Empty, Strange, null, Given.Consultant, [4], Given.Noon).Facts.Select((fact, i) => new SessionEvent(i + 1, Given.Noon, ParticipantId.System, fact)).ToArray();

        Assert.True(Asked.Open(SessionMode.Phone, Strange).Repeats(Asked.Of(made)));
        Assert.False(Asked.Open(SessionMode.Phone, Strange with { Number = "+74951234568" }).Repeats(Asked.Of(made)));
    }

    [Theory]
    [InlineData("8 (495) 123-45-67", "+74951234567")]
    [InlineData("+7 912 345-67-89", "+79123456789")]
    [InlineData("тел. +49 1511 2345678", "+4915112345678")]
    [InlineData("112", null)]
    [InlineData("номер скрыт", null)]
    [InlineData(" ", null)]
    [InlineData("+7 912 345-67-8", null)]
    public void Any_number_that_can_be_rung_is_taken(string typed, string? number) => Assert.Equal(number, PhoneNumber.Ringable(typed));

    [Fact]
    public void Whoever_talks_by_phone_takes_nothing_else_at_whatever_load()
    {
        var held = new HeldSessions(Desk.Consultant, 3);
        held.Add(new DeskSessionRow(Session("chat", SessionMode.Chat), [0]));
        Assert.Equal(2, held.FreeUnits);
        held.Add(new DeskSessionRow(Session("phone", SessionMode.Phone), [4]));

        Assert.Equal((0, true), (held.FreeUnits, held.IsOnPhone));
        Assert.Null(held.Choose(SessionMode.Chat, exceeding: true));
        held.Remove(new SessionId("phone"));
        Assert.Equal([1], held.Choose(SessionMode.Chat, exceeding: false)!);
    }

    [Fact]
    public void A_queue_asks_nobody_who_talks_by_phone_and_counts_them_as_on_duty()
    {
        var board = new DutyBoard(TimeSpan.FromMinutes(5));
        board.Renew(new Availability(Given.Consultant.StaffId, OnDuty: true, FreeUnits: 3, Units: 3, Given.Noon, IsOnPhone: true), Given.Noon);

        Assert.Equal((1, false), (board.OnDuty, board.MayAsk(Given.Consultant.StaffId)));
        board.Renew(new Availability(Given.Consultant.StaffId, OnDuty: true, FreeUnits: 0, Units: 3, Given.Noon), Given.Noon);
        Assert.True(board.MayAsk(Given.Consultant.StaffId));
    }

    [Fact]
    public void A_patient_who_answers_a_call_is_with_the_consultant_from_the_first_commit_on()
    {
        var state = Given.Empty.Then(SessionRules.OpenByCall(Given.Empty, Given.Anna, Given.Patient(), Given.Call, Given.Noon));

        Assert.Equal((SessionPhase.Intake, SessionMode.Video, Given.Anna), (state.Phase, state.Mode, state.Owner));
        Assert.Equal((LegKind.Intake, Given.Consultant), (state.Leg!.Kind, state.Leg.Staff));
        Assert.Equal([4], state.Leg.Slots);
        Assert.Equal(Given.Patient().PatientId, state.Patient!.PatientId);
    }

    private static SessionState Opened(AccountId? login) => Given.Empty.Then(SessionRules.OpenByPhone(Given.Empty, Strange, login, Given.Consultant, [4], Given.Noon));

    private static Decision Transfer(SessionState state) => SessionRules.Transfer(state, Consultant, new Referral(QueueKind.Therapist, "Боль", null), Anna.PolicyNumber, Given.Noon, Given.Limits);

    private static Claim Open(SessionState state) => SessionViews.ClaimsOf(state).Single(claim => claim.Kind == Claims.OpenSession);

    private static DeskSession Session(string id, SessionMode mode) => new(new SessionId(id), null, mode, SessionPhase.Intake, Given.Noon);
}
