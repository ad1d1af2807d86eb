using Medzdrav.Contracts;
using Medzdrav.Grains;
using static Medzdrav.Contracts.SessionPhase;

namespace Medzdrav.Tests.Rules;

/// <summary>The kind of a stored command follows from its facts.</summary>
public class CommandKindTests
{
    private static readonly Caller Consultant = Caller.Of(Given.Consultant.StaffId);
    private static readonly Caller Therapist = Caller.Of(Given.Therapist.StaffId);
    private static readonly PatientSnapshot Child = Given.Patient(years: 5) with { PatientId = new PatientId("child") };
    private static readonly SessionId Elsewhere = new("elsewhere");
    private static readonly SessionState Visitor = Given.Empty
        .Then(SessionRules.Open(Given.Empty, new Caller(CallerKind.Visitor, "visitor"), SessionMode.Chat, null, null, Given.Noon)).Admitting(Given.Consultant);

    private static SessionState Staying
    {
        get
        {
            var intake = Given.In(Intake);
            return intake.Then(SessionRules.Transfer(intake, Consultant, new Referral(QueueKind.Therapist, "Боль", null, Stays: true), intake.Patient?.PolicyNumber, Given.Noon, Given.Limits));
        }
    }

    private static readonly (CommandKind Kind, Decision Decision)[] Decisions =
    [
        (CommandKind.Open, SessionRules.Open(Given.Empty, Given.Anna, SessionMode.Chat, Given.Patient(), null, Given.Noon)),
        (CommandKind.SendMessage, SessionRules.SendMessage(Given.In(Intake), Given.Anna, "Здравствуйте", [], Given.Limits)),
        (CommandKind.ChoosePatient, SessionRules.ChoosePatient(Given.In(Intake), Consultant, Child)),
        (CommandKind.ChoosePatient, SessionRules.ChoosePatient(Given.In(Intake), Consultant, Child, Elsewhere)),
        (CommandKind.ConfirmConsent, SessionRules.ConfirmConsent(Asked(), Given.Anna, Given.Consent, Given.Consent.Version, Given.Noon)),
        (CommandKind.ChangeMode, SessionRules.ChangeMode(Given.In(Intake), Given.Anna, SessionMode.Audio, Given.Limits)),
        (CommandKind.Leave, SessionRules.Leave(Given.In(WaitingForConsultant), Given.Anna, Given.Noon, Given.Limits)),
        (CommandKind.Leave, SessionRules.Leave(Given.In(Intake), Given.Anna, Given.Noon, Given.Limits)),
        (CommandKind.Leave, SessionRules.Leave(Given.In(Consultation), Given.Anna, Given.Noon, Given.Limits)),
        (CommandKind.Leave, SessionRules.Leave(Given.In(FollowUp), Given.Anna, Given.Noon, Given.Limits)),
        (CommandKind.RequestConsent, SessionRules.RequestConsent(Given.In(Intake), Consultant, "2026-12")),
        (CommandKind.Transfer, SessionRules.Transfer(Given.In(Intake), Consultant, new Referral(QueueKind.Therapist, "Боль", null), Given.In(Intake).Patient?.PolicyNumber, Given.Noon, Given.Limits)),
        (CommandKind.Transfer, SessionRules.Transfer(Given.In(Intake), Consultant, new Referral(QueueKind.Consultant, "Смена", null), Given.In(Intake).Patient?.PolicyNumber, Given.Noon, Given.Limits)),
        (CommandKind.StepOut, SessionRules.StepOut(Staying, Consultant)),
        (CommandKind.Close, SessionRules.Close(Given.In(Intake), Consultant, CloseReason.Completed)),
        (CommandKind.CodeSent, SessionRules.CodeSent(Visitor, Consultant, "+7 ··· 45-67")),
        (CommandKind.Identify, SessionRules.Identify(Visitor, Consultant, Child.PatientId, null, null)),
        (CommandKind.Identify, SessionRules.Identify(Identified(), Consultant, Child.PatientId, Child, null)),
        (CommandKind.Identify, SessionRules.Identify(Identified(), Consultant, Child.PatientId, Child, Elsewhere)),
        (CommandKind.SignIn, SessionRules.SignIn(Visitor, Consultant, new AccountId("anna"), null, null)),
        (CommandKind.SignIn, SessionRules.SignIn(Visitor, Consultant, new AccountId("anna"), Child, Elsewhere)),
        (CommandKind.WithdrawConsent, SessionRules.WithdrawConsent(Given.In(Consultation), new PatientId("anna"), true, Given.Noon, Given.Limits)),
        (CommandKind.Open, SessionRules.OpenByCall(Given.Empty, Given.Anna, Given.Patient(), Given.Call, Given.Noon)),
        (CommandKind.Open, SessionRules.OpenByPhone(Given.Empty, new PhoneCaller("+74951234567", null), null, Given.Consultant, [4], Given.Noon)),
        (CommandKind.EndConsultation, SessionRules.EndConsultation(Given.In(Consultation), Therapist, Given.Noon, Given.Limits)),
        (CommandKind.SaveConclusion, SessionRules.BeginConclusion(Given.In(Consultation), Therapist, null, ConclusionText.Empty, null, Given.Noon)),
        (CommandKind.SignConclusion, Signing()),
        (CommandKind.Admit, SessionRules.Admit(Given.In(WaitingForConsultant), Given.In(WaitingForConsultant).Ticket, Given.Consultant, [0], Given.Noon, Given.Limits)),
        (CommandKind.ReportCall, SessionRules.RecordCall(
            Given.In(Intake), Given.Anna, new CallReport("call", ParticipantId.Of(Given.Consultant.StaffId), CallStage.Ended, SessionMode.Audio, 300, 60, 0, 0, 0, 20, 40, 0, false), Given.Limits)),
        (CommandKind.StartTalk, SessionRules.StartTalk(Given.In(Consultation) with { Mode = SessionMode.Phone }, Therapist, Given.Noon)),
        (CommandKind.CorrectConclusion, Correcting()),
        (CommandKind.AskForDocuments, SessionRules.AskForDocuments(Given.In(Intake), Consultant, "Снимок")),
        (CommandKind.WaiveDocuments, SessionRules.WaiveDocuments(Given.In(Intake).Asking(), Consultant, "Срочно")),
        (CommandKind.DeclineConsent, SessionRules.DeclineConsent(Asked(), Given.Anna, Given.Consent.Version)),
        (CommandKind.Rate, SessionRules.Rate(Given.In(Closed), Given.Anna, 5, null, Given.Noon, Given.Limits)),
        (CommandKind.CallMeBack, SessionRules.CallMeBack(Given.In(WaitingForConsultant), Given.Anna, CallBackBy.Push, null)),
        (CommandKind.JoinAsSupervisor, SessionRules.JoinAsSupervisor(Given.In(Intake), Given.Supervisor, "Зоркая Тамара")),
        (CommandKind.LeaveAsSupervisor, SessionRules.LeaveAsSupervisor(Given.In(Intake).Then(SessionRules.JoinAsSupervisor(Given.In(Intake), Given.Supervisor, "Зоркая Тамара")), Given.Supervisor)),
        (CommandKind.Raise, SessionRules.Raise(Given.In(WaitingForConsultant), Given.Supervisor, Given.Noon)),
        (CommandKind.Lower, SessionRules.Lower(Given.In(WaitingForConsultant).Then(SessionRules.Raise(Given.In(WaitingForConsultant), Given.Supervisor, Given.Noon)), Given.Supervisor, Given.Noon)),
    ];

    [Fact]
    public void Every_command_is_known_by_its_facts()
    {
        foreach (var (kind, decision) in Decisions)
        {
            Assert.Null(decision.Refusal);
            var stored = CommandKinds.Of([.. decision.Facts.Select((fact, i) => new SessionEvent(i + 1, Given.Noon, decision.By, fact))]);
            Assert.True(CommandKinds.IsRepeat(kind, stored), $"{kind} is taken for {stored}");
            Assert.All(Enum.GetValues<CommandKind>().Where(other => other != kind && other != stored && other != CommandKind.Identify), other => Assert.False(CommandKinds.IsRepeat(other, stored)));
        }
    }

    [Fact]
    public void Every_kind_of_command_is_tried() =>
        Assert.Equal(Enum.GetValues<CommandKind>().Where(kind => kind != CommandKind.None), Decisions.Select(one => one.Kind).Distinct());

    private static SessionState Asked()
    {
        var intake = Given.In(Intake, Given.Patient(consent: null));
        return intake.Then(SessionRules.RequestConsent(intake, Consultant, Given.Consent.Version));
    }

    private static SessionState Identified()
    {
        var signedIn = Visitor.Then(SessionRules.SignIn(Visitor, Consultant, new AccountId("anna"), null, null));
        return signedIn.Then(SessionRules.Identify(signedIn, Consultant, Child.PatientId, null, null));
    }

    private static Decision Signing() => Signing(out _, out _);

    private static Decision Signing(out SessionState state, out ConclusionView stored)
    {
        var consultation = Given.In(Consultation);
        var begun = SessionRules.BeginConclusion(consultation, Therapist, null, new ConclusionText("", "", "J06.9", "Покой"), null, Given.Noon);
        (state, stored) = (consultation.Then(begun), ((ConclusionBegun)begun.Records[0]).Conclusion);
        return SessionRules.SignConclusion(state, Therapist, null, stored, stored.Version, Given.Noon);
    }

    private static Decision Correcting()
    {
        var signing = Signing(out var state, out var stored);
        var signed = Conclusions.Signed(stored, edition: 1, Given.Noon);
        return SessionRules.CorrectConclusion(state.Then(signing), Therapist, null, signed, stored.Text with { Recommendations = "Питьё" }, signed.Version, Given.Noon);
    }
}
