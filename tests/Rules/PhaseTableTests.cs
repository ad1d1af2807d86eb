using System.Reflection;
using Medzdrav.Contracts;
using Medzdrav.Grains;
using static Medzdrav.Contracts.SessionPhase;

namespace Medzdrav.Tests.Rules;

/// <summary>Every phase and command: the phase that follows, or the refusal's code. Each command is given by the one who may give it at all.</summary>
public class PhaseTableTests
{
    private static readonly SessionPhase[] Phases = [WaitingForConsultant, Intake, WaitingForDoctor, Consultation, FollowUp, Closed];

    // In the order of the phases above. "stored" stays in the phase and stores something; "nothing" stores nothing, because it holds already.
    private const string Table = """
        Open            | alreadyOpen          | alreadyOpen          | alreadyOpen          | alreadyOpen          | alreadyOpen          | alreadyOpen
        OpenByPhone     | alreadyOpen          | alreadyOpen          | alreadyOpen          | alreadyOpen          | alreadyOpen          | alreadyOpen
        OpenByCall      | alreadyOpen          | alreadyOpen          | alreadyOpen          | alreadyOpen          | alreadyOpen          | alreadyOpen
        GoOnByPhone     | Closed               | alreadyOpen          | Closed               | alreadyOpen          | alreadyOpen          | nothing
        GoOnWhileThere  | alreadyOpen          | alreadyOpen          | alreadyOpen          | alreadyOpen          | alreadyOpen          | nothing
        StartTalk       | notFound             | wrongRole            | notFound             | stored               | wrongRole            | notFound
        StartTalkOnPage | notFound             | wrongRole            | notFound             | wrongPhase           | wrongRole            | notFound
        Offered         | stored               | nothing              | stored               | nothing              | nothing              | nothing
        AdmitConsultant | Intake               | staleTicket          | staleTicket          | staleTicket          | staleTicket          | closed
        AdmitTherapist  | staleTicket          | staleTicket          | Consultation         | staleTicket          | staleTicket          | closed
        SendAsPatient   | stored               | stored               | stored               | stored               | stored               | closed
        SendAsStaff     | notFound             | stored               | notFound             | stored               | stored               | notFound
        Read            | nothing              | stored               | nothing              | stored               | stored               | nothing
        ReadNothingNew  | nothing              | nothing              | nothing              | nothing              | nothing              | nothing
        ChoosePatient   | wrongPhase           | nothing              | wrongPhase           | wrongPhase           | wrongPhase           | closed
        RequestConsent  | notFound             | stored               | notFound             | wrongRole            | stored               | notFound
        ConfirmConsent  | nothing              | nothing              | nothing              | nothing              | nothing              | closed
        DeclineConsent  | wrongPhase           | stored               | wrongPhase           | wrongPhase           | stored               | closed
        Rate            | wrongPhase           | wrongPhase           | wrongPhase           | wrongPhase           | wrongPhase           | stored
        CallMeBack      | stored               | stored               | stored               | stored               | stored               | closed
        Near            | stored               | nothing              | stored               | nothing              | nothing              | nothing
        Return          | nothing              | nothing              | nothing              | nothing              | nothing              | nothing
        RenewConsent    | nothing              | stored               | nothing              | nothing              | stored               | nothing
        ChangeMode      | stored               | stored               | stored               | stored               | stored               | closed
        KeepMode        | nothing              | nothing              | nothing              | nothing              | nothing              | closed
        RecordCall      | invalid              | stored               | stored               | stored               | stored               | stored
        Transfer        | notFound             | WaitingForDoctor     | notFound             | wrongRole            | WaitingForDoctor     | notFound
        HandOver        | notFound             | WaitingForConsultant | notFound             | wrongRole            | WaitingForConsultant | notFound
        StepOut         | notFound             | wrongRole            | notFound             | wrongRole            | wrongRole            | notFound
        EndConsultation | notFound             | wrongRole            | notFound             | WaitingForConsultant | wrongRole            | notFound
        Close           | notFound             | Closed               | notFound             | wrongRole            | Closed               | notFound
        Leave           | Closed               | Closed               | Closed               | WaitingForConsultant | Closed               | closed
        LeaveAsStaff    | notFound             | wrongRole            | notFound             | wrongRole            | wrongRole            | notFound
        SaveConclusion  | notFound             | notFound             | notFound             | stored               | notFound             | notFound
        SignConclusion  | notFound             | notFound             | notFound             | conclusionIncomplete | notFound             | notFound
        CorrectConclusion | notFound           | notFound             | notFound             | notSigned            | notFound             | notFound
        AddDocument     | stored               | stored               | stored               | stored               | stored               | nothing
        AskForDocuments | notFound             | stored               | notFound             | stored               | stored               | notFound
        WaiveDocuments  | notFound             | stored               | notFound             | stored               | stored               | notFound
        WaiveNothing    | notFound             | nothing              | notFound             | nothing              | nothing              | notFound
        TellOfBooking   | stored               | stored               | stored               | stored               | stored               | nothing
        TellAgain       | nothing              | nothing              | nothing              | nothing              | nothing              | nothing
        Carry           | stored               | stored               | stored               | stored               | stored               | nothing
        Declined        | nothing              | nothing              | nothing              | nothing              | nothing              | nothing
        CodeSent        | notFound             | alreadySignedIn      | notFound             | wrongRole            | alreadySignedIn      | notFound
        SignIn          | notFound             | alreadySignedIn      | notFound             | wrongRole            | alreadySignedIn      | notFound
        Identify        | notFound             | stored               | notFound             | wrongRole            | stored               | notFound
        WithdrawConsent | stored               | stored               | WaitingForConsultant | WaitingForConsultant | stored               | notFound
        FollowLogin     | stored               | stored               | stored               | stored               | stored               | stored
        KeepLogin       | nothing              | nothing              | nothing              | nothing              | nothing              | nothing
        Uncovered       | nothing              | nothing              | WaitingForConsultant | nothing              | nothing              | nothing
        Dismiss         | nothing              | WaitingForConsultant | nothing              | WaitingForDoctor     | WaitingForConsultant | nothing
        Rejoin          | stored               | stored               | stored               | stored               | stored               | nothing
        RejoinUnmissed  | nothing              | nothing              | nothing              | nothing              | nothing              | nothing
        DueWhilePresent | nothing              | nothing              | nothing              | nothing              | nothing              | nothing
        DueWhenAbsent   | Closed               | Closed               | Closed               | Closed               | Closed               | nothing
        JoinSupervisor  | stored               | stored               | stored               | stored               | stored               | closed
        JoinAgain       | nothing              | nothing              | nothing              | nothing              | nothing              | closed
        SupervisorWrites | wrongRole           | wrongRole            | wrongRole            | wrongRole            | wrongRole            | notFound
        LeaveSupervisor | stored               | stored               | stored               | stored               | stored               | closed
        LeaveUnjoined   | notFound             | notFound             | notFound             | notFound             | notFound             | closed
        Raise           | stored               | wrongPhase           | stored               | wrongPhase           | wrongPhase           | closed
        Lower           | stored               | wrongPhase           | stored               | wrongPhase           | wrongPhase           | closed
        LowerUnraised   | nothing              | wrongPhase           | nothing              | wrongPhase           | wrongPhase           | closed
        Stranger        | notFound             | notFound             | notFound             | notFound             | notFound             | notFound
        """;

    public static TheoryData<string, SessionPhase, string> Cells()
    {
        var cells = new TheoryData<string, SessionPhase, string>();
        foreach (var line in Table.Split('\n'))
        {
            var columns = line.Split('|', StringSplitOptions.TrimEntries);
            Assert.Equal(Phases.Length + 1, columns.Length);
            for (var i = 0; i < Phases.Length; i++)
                cells.Add(columns[0], Phases[i], columns[i + 1]);
        }
        return cells;
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void Every_phase_and_command_is_a_transition_or_a_named_refusal(string command, SessionPhase phase, string expected)
    {
        var state = Given.In(phase);

        Assert.Equal(expected, OutcomeOf(state, Commands[command].Decide(state)));
    }

    [Fact]
    public void Every_rule_has_a_row()
    {
        var rules = typeof(SessionRules).GetMethods(BindingFlags.Public | BindingFlags.Static).Where(method => method.ReturnType == typeof(Decision)).Select(method => method.Name).Distinct();
        var rows = Table.Split('\n').Select(line => line.Split('|')[0].Trim()).ToArray();

        Assert.Equal(Commands.Keys.Order(), rows.Order());
        Assert.Equal(rules.Order(), Commands.Values.Select(command => command.Rule).Distinct().Order());
    }

    private static string OutcomeOf(SessionState state, Decision decision) => decision switch
    {
        { Refusal: { } refusal } => refusal.Code,
        { Facts: [], Records: [] } => "nothing",
        _ when state.Then(decision).Phase is var next && next != state.Phase => next.ToString(),
        _ => "stored",
    };

    private static Caller StaffOf(SessionState state) => Caller.Of(state.Leg?.Staff.StaffId ?? Given.Consultant.StaffId);

    /// <summary>A ticket from long ago where the session does not wait in this queue.</summary>
    private static long TicketOf(SessionState state, QueueKind? queue = null) =>
        state.Waiting is { } waiting && (queue is null || waiting.For.Queue == queue) ? state.Ticket : 1;

    /// <summary>After the specialist, where there is one, said something.</summary>
    private static SessionState Said(SessionState state) => state.Leg is null ? state : state.Then(SessionRules.SendMessage(state, StaffOf(state), "Здравствуйте", [], Given.Limits));

    /// <summary>After the patient was missed for 10 s.</summary>
    private static SessionState Missed(SessionState state) => state.Then(SessionRules.Due(state, Given.Absent(ParticipantId.Patient, Given.Noon), Given.Noon.AddSeconds(11), Given.Limits));

    /// <summary>With a supervisor who looks on, where it is open.</summary>
    private static SessionState Watched(SessionState state) => state.IsOpen ? state.Then(SessionRules.JoinAsSupervisor(state, Given.Supervisor, "Зоркая Тамара")) : state;

    /// <summary>After a supervisor let it go before the others, where it waits in a queue.</summary>
    private static SessionState Raised(SessionState state) => state.Waiting is null ? state : state.Then(SessionRules.Raise(state, Given.Supervisor, Given.Noon));

    /// <summary>After the consultant, where one is there, sent a consent text.</summary>
    private static SessionState Asked(SessionState state) =>
        state.Leg?.Staff.Role == ParticipantRole.Consultant ? state.Then(SessionRules.RequestConsent(state, StaffOf(state), "2026-12")) : state;

    private static readonly CallReport Report = new("call", ParticipantId.Of(Given.Consultant.StaffId), CallStage.Connected, SessionMode.Audio, 900, 0, 0, 0, 0, 40, 32, 0, false);

    /// <summary>By the rows' names: the rule, and how it is asked.</summary>
    private static readonly Dictionary<string, (string Rule, Func<SessionState, Decision> Decide)> Commands = new()
    {
        ["Open"] = (nameof(SessionRules.Open), state => SessionRules.Open(state, Given.Anna, SessionMode.Chat, Given.Patient(), null, Given.Noon)),
        ["OpenByPhone"] = (nameof(SessionRules.OpenByPhone), state => SessionRules.OpenByPhone(state, new PhoneCaller("+74951234567", null), null, Given.Consultant, [4], Given.Noon)),
        ["OpenByCall"] = (nameof(SessionRules.OpenByCall), state => SessionRules.OpenByCall(state, Given.Anna, Given.Patient(), Given.Call, Given.Noon)),
        ["GoOnByPhone"] = (nameof(SessionRules.GoOnByPhone), state => SessionRules.GoOnByPhone(state, new SessionId("phone"), Presence.Away)),
        ["GoOnWhileThere"] = (nameof(SessionRules.GoOnByPhone), state => SessionRules.GoOnByPhone(state, new SessionId("phone"), Presence.Here)),
        ["StartTalk"] = (nameof(SessionRules.StartTalk), state => SessionRules.StartTalk(state with { Mode = SessionMode.Phone }, StaffOf(state), Given.Noon)),
        ["StartTalkOnPage"] = (nameof(SessionRules.StartTalk), state => SessionRules.StartTalk(state, StaffOf(state), Given.Noon)),
        ["Offered"] = (nameof(SessionRules.Offered), state => SessionRules.Offered(state, TicketOf(state), Given.Consultant.StaffId)),
        ["AdmitConsultant"] = (nameof(SessionRules.Admit), state => SessionRules.Admit(state, TicketOf(state, QueueKind.Consultant), Given.Consultant, [0], Given.Noon, Given.Limits)),
        ["AdmitTherapist"] = (nameof(SessionRules.Admit), state => SessionRules.Admit(state, TicketOf(state, QueueKind.Therapist), Given.Therapist, [0], Given.Noon, Given.Limits)),
        ["SendAsPatient"] = (nameof(SessionRules.SendMessage), state => SessionRules.SendMessage(state, Given.Anna, "Здравствуйте", [], Given.Limits)),
        ["SendAsStaff"] = (nameof(SessionRules.SendMessage), state => SessionRules.SendMessage(state, StaffOf(state), "Здравствуйте", [], Given.Limits)),
        ["Read"] = (nameof(SessionRules.MarkRead), state => SessionRules.MarkRead(Said(state), Given.Anna, Said(state).Sequence)),
        ["ReadNothingNew"] = (nameof(SessionRules.MarkRead), state => SessionRules.MarkRead(state, Given.Anna, state.Sequence)),
        ["ChoosePatient"] = (nameof(SessionRules.ChoosePatient), state => SessionRules.ChoosePatient(state, Given.Anna, Given.Patient())),
        ["RequestConsent"] = (nameof(SessionRules.RequestConsent), state => SessionRules.RequestConsent(state, StaffOf(state), "2026-12")),
        ["RenewConsent"] = (nameof(SessionRules.RenewConsent), state => SessionRules.RenewConsent(Asked(state), "2027-01")),
        ["ConfirmConsent"] = (nameof(SessionRules.ConfirmConsent), state => SessionRules.ConfirmConsent(state, Given.Anna, Given.Consent, Given.Consent.Version, Given.Noon)),
        ["DeclineConsent"] = (nameof(SessionRules.DeclineConsent), state => SessionRules.DeclineConsent(Asked(state), Given.Anna, "2026-12")),
        ["Rate"] = (nameof(SessionRules.Rate), state => SessionRules.Rate(state, Given.Anna, 5, "Спасибо", Given.Noon, Given.Limits)),
        ["CallMeBack"] = (nameof(SessionRules.CallMeBack), state => SessionRules.CallMeBack(state, Given.Anna, CallBackBy.Push, null)),
        ["Near"] = (nameof(SessionRules.Near), state => SessionRules.Near(state with { CallBack = CallBackBy.Push }, TicketOf(state), 1, _ => new PersonNamed(new PatientId("anna")))),
        ["Return"] = (nameof(SessionRules.Return), state => SessionRules.Return(state, Given.Noon)),
        ["ChangeMode"] = (nameof(SessionRules.ChangeMode), state => SessionRules.ChangeMode(state, Given.Anna, SessionMode.Audio, Given.Limits)),
        ["KeepMode"] = (nameof(SessionRules.ChangeMode), state => SessionRules.ChangeMode(state, Given.Anna, SessionMode.Chat, Given.Limits)),
        ["RecordCall"] = (nameof(SessionRules.RecordCall), state => SessionRules.RecordCall(state, Given.Anna, Report, Given.Limits)),
        ["Transfer"] = (nameof(SessionRules.Transfer), state => SessionRules.Transfer(state, StaffOf(state), new Referral(QueueKind.Therapist, "Боль", null), state.Patient?.PolicyNumber, Given.Noon, Given.Limits)),
        ["HandOver"] = (nameof(SessionRules.Transfer), state => SessionRules.Transfer(state, StaffOf(state), new Referral(QueueKind.Consultant, "Смена кончилась", null), state.Patient?.PolicyNumber, Given.Noon, Given.Limits)),
        ["StepOut"] = (nameof(SessionRules.StepOut), state => SessionRules.StepOut(state, StaffOf(state))),
        ["EndConsultation"] = (nameof(SessionRules.EndConsultation), state => SessionRules.EndConsultation(state, StaffOf(state), Given.Noon, Given.Limits)),
        ["Close"] = (nameof(SessionRules.Close), state => SessionRules.Close(state, StaffOf(state), CloseReason.Completed)),
        ["Leave"] = (nameof(SessionRules.Leave), state => SessionRules.Leave(state, Given.Anna, Given.Noon, Given.Limits)),
        ["LeaveAsStaff"] = (nameof(SessionRules.Leave), state => SessionRules.Leave(state, StaffOf(state), Given.Noon, Given.Limits)),
        ["SaveConclusion"] = (nameof(SessionRules.BeginConclusion), state => SessionRules.BeginConclusion(state, StaffOf(state), conclusion: null, ConclusionText.Empty, basedOn: null, Given.Noon)),
        ["SignConclusion"] = (nameof(SessionRules.SignConclusion), state => SessionRules.SignConclusion(state, StaffOf(state), conclusion: null, stored: null, version: null, Given.Noon)),
        ["CorrectConclusion"] = (nameof(SessionRules.CorrectConclusion), state => SessionRules.CorrectConclusion(state, StaffOf(state), conclusion: null, stored: null, ConclusionText.Empty, basedOn: null, Given.Noon)),
        ["AddDocument"] = (nameof(SessionRules.AddDocument), state => SessionRules.AddDocument(state, new PatientId("anna"), Given.Document)),
        ["AskForDocuments"] = (nameof(SessionRules.AskForDocuments), state => SessionRules.AskForDocuments(state, StaffOf(state), "Снимок")),
        ["WaiveDocuments"] = (nameof(SessionRules.WaiveDocuments), state => SessionRules.WaiveDocuments(state.Leg is null ? state : state.Asking(), StaffOf(state), "Срочно")),
        ["WaiveNothing"] = (nameof(SessionRules.WaiveDocuments), state => SessionRules.WaiveDocuments(state, StaffOf(state), "Срочно")),
        ["TellOfBooking"] = (nameof(SessionRules.TellOfBooking), state => SessionRules.TellOfBooking(state, Given.Booking())),
        ["TellAgain"] = (nameof(SessionRules.TellOfBooking), state => SessionRules.TellOfBooking(state.Then(SessionRules.TellOfBooking(state, Given.Booking(version: 2))), Given.Booking())),
        ["Carry"] = (nameof(SessionRules.Carry), state => SessionRules.Carry(state, new PatientId("anna"), Given.Near, Given.Noon)),
        ["Declined"] = (nameof(SessionRules.Declined), state => SessionRules.Declined(state, TicketOf(state), Given.Therapist.StaffId, Given.Noon, Given.Limits)),
        ["CodeSent"] = (nameof(SessionRules.CodeSent), state => SessionRules.CodeSent(state, StaffOf(state), "+7 ··· 45-67")),
        ["SignIn"] = (nameof(SessionRules.SignIn), state => SessionRules.SignIn(state, StaffOf(state), new AccountId("anna"), null, null)),
        ["Identify"] = (nameof(SessionRules.Identify), state => SessionRules.Identify(state, StaffOf(state), new PatientId("child"), null, null)),
        ["WithdrawConsent"] = (nameof(SessionRules.WithdrawConsent), state => SessionRules.WithdrawConsent(state, new PatientId("anna"), endConsultation: true, Given.Noon, Given.Limits)),
        ["FollowLogin"] = (nameof(SessionRules.FollowLogin), state => SessionRules.FollowLogin(state, new PatientId("anna"), new AccountId("later"), "Иванова Анна Петровна")),
        ["KeepLogin"] = (nameof(SessionRules.FollowLogin), state => SessionRules.FollowLogin(state, new PatientId("anna"), new AccountId("anna"), "Иванова Анна Петровна")),
        ["Uncovered"] = (nameof(SessionRules.Uncovered), state => SessionRules.Uncovered(state, TicketOf(state), Given.Noon)),
        ["Dismiss"] = (nameof(SessionRules.Dismiss), state => SessionRules.Dismiss(state, StaffOf(state).Staff!.Value, Given.Noon)),
        ["Rejoin"] = (nameof(SessionRules.Rejoin), state => SessionRules.Rejoin(Missed(state), ParticipantId.Patient)),
        ["RejoinUnmissed"] = (nameof(SessionRules.Rejoin), state => SessionRules.Rejoin(state, ParticipantId.Patient)),
        ["DueWhilePresent"] = (nameof(SessionRules.Due), state => SessionRules.Due(state, Given.EverybodyPresent, Given.Noon, Given.Limits)),
        ["DueWhenAbsent"] = (nameof(SessionRules.Due), state => SessionRules.Due(state, Given.Absent(ParticipantId.Patient, Given.Noon), Given.Noon.AddMinutes(16), Given.Limits)),
        ["JoinSupervisor"] = (nameof(SessionRules.JoinAsSupervisor), state => SessionRules.JoinAsSupervisor(state, Given.Supervisor, "Зоркая Тамара")),
        ["JoinAgain"] = (nameof(SessionRules.JoinAsSupervisor), state => SessionRules.JoinAsSupervisor(Watched(state), Given.Supervisor, "Зоркая Тамара")),
        ["SupervisorWrites"] = (nameof(SessionRules.SendMessage), state => SessionRules.SendMessage(Watched(state), Caller.Of(Given.Supervisor), "Здравствуйте", [], Given.Limits)),
        ["LeaveSupervisor"] = (nameof(SessionRules.LeaveAsSupervisor), state => SessionRules.LeaveAsSupervisor(Watched(state), Given.Supervisor)),
        ["LeaveUnjoined"] = (nameof(SessionRules.LeaveAsSupervisor), state => SessionRules.LeaveAsSupervisor(state, Given.Supervisor)),
        ["Raise"] = (nameof(SessionRules.Raise), state => SessionRules.Raise(state, Given.Supervisor, Given.Noon)),
        ["Lower"] = (nameof(SessionRules.Lower), state => SessionRules.Lower(Raised(state), Given.Supervisor, Given.Noon)),
        ["LowerUnraised"] = (nameof(SessionRules.Lower), state => SessionRules.Lower(state, Given.Supervisor, Given.Noon)),
        ["Stranger"] = (nameof(SessionRules.SendMessage), state => SessionRules.SendMessage(state, Given.Stranger, "Кто здесь?", [], Given.Limits)),
    };
}
