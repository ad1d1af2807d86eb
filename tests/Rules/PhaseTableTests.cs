using System.Globalization;
using Medzdrav.Contracts;
using Medzdrav.Grains;
using static Medzdrav.Contracts.SessionPhase;

namespace Medzdrav.Tests.Rules;

/// <summary>Every phase and command: the phase that follows, or the refusal's code. Each command is given by the one who may give it at all.</summary>
public class PhaseTableTests
{
    private static readonly SessionPhase[] Phases = [WaitingForConsultant, Intake, WaitingForDoctor, Consultation, FollowUp, Closed];

    // In the order of the phases above; "=" stays in the phase.
    private const string Table = """
        Open            | alreadyOpen          | alreadyOpen          | alreadyOpen          | alreadyOpen          | alreadyOpen          | alreadyOpen
        AdmitConsultant | Intake               | staleTicket          | staleTicket          | staleTicket          | staleTicket          | closed
        AdmitTherapist  | staleTicket          | staleTicket          | Consultation         | staleTicket          | staleTicket          | closed
        SendAsPatient   | =                    | =                    | =                    | =                    | =                    | closed
        SendAsStaff     | notFound             | =                    | notFound             | =                    | =                    | notFound
        ChoosePatient   | wrongPhase           | =                    | wrongPhase           | wrongPhase           | wrongPhase           | closed
        RequestConsent  | notFound             | =                    | notFound             | wrongRole            | =                    | notFound
        ConfirmConsent  | =                    | =                    | =                    | =                    | =                    | closed
        ChangeMode      | =                    | =                    | =                    | =                    | =                    | closed
        Transfer        | notFound             | WaitingForDoctor     | notFound             | wrongRole            | WaitingForDoctor     | notFound
        HandOver        | notFound             | WaitingForConsultant | notFound             | wrongRole            | WaitingForConsultant | notFound
        EndConsultation | notFound             | wrongRole            | notFound             | WaitingForConsultant | wrongRole            | notFound
        Close           | notFound             | Closed               | notFound             | wrongRole            | Closed               | notFound
        Leave           | Closed               | Closed               | Closed               | WaitingForConsultant | Closed               | closed
        LeaveAsStaff    | notFound             | wrongRole            | notFound             | wrongRole            | wrongRole            | notFound
        SaveConclusion  | notFound             | notFound             | notFound             | =                    | notFound             | notFound
        SignConclusion  | notFound             | notFound             | notFound             | conclusionIncomplete | notFound             | notFound
        CodeSent        | notFound             | alreadySignedIn      | notFound             | wrongRole            | alreadySignedIn      | notFound
        SignIn          | notFound             | alreadySignedIn      | notFound             | wrongRole            | alreadySignedIn      | notFound
        Identify        | notFound             | =                    | notFound             | wrongRole            | =                    | notFound
        WithdrawConsent | =                    | =                    | WaitingForConsultant | WaitingForConsultant | =                    | notFound
        Uncovered       | =                    | =                    | WaitingForConsultant | =                    | =                    | =
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

        var decision = Decide(command, state);

        if (decision.Refusal is { } refusal)
            Assert.Equal(expected, refusal.Code);
        else
            Assert.Equal(expected == "=" ? phase.ToString() : expected, state.Then(decision).Phase.ToString());
    }

    private static Decision Decide(string command, SessionState state)
    {
        var staff = Caller.Of(state.Leg?.Staff.StaffId ?? Given.Consultant.StaffId);
        // A ticket from long ago where the session does not wait.
        var ticket = state.Waiting is null ? 1 : state.Ticket;
        return command switch
        {
            "Open" => SessionRules.Open(state, Given.Anna, SessionMode.Chat, Given.Patient(), null, Given.Noon),
            "AdmitConsultant" => SessionRules.Admit(state, state.Waiting?.For.Queue == QueueKind.Consultant ? ticket : 1, Given.Consultant, [0], Given.Noon, Given.Limits),
            "AdmitTherapist" => SessionRules.Admit(state, state.Waiting?.For.Queue == QueueKind.Therapist ? ticket : 1, Given.Therapist, [0], Given.Noon, Given.Limits),
            "SendAsPatient" => SessionRules.SendMessage(state, Given.Anna, "Здравствуйте", [], Given.Limits),
            "SendAsStaff" => SessionRules.SendMessage(state, staff, "Здравствуйте", [], Given.Limits),
            "ChoosePatient" => SessionRules.ChoosePatient(state, Given.Anna, Given.Patient()),
            "RequestConsent" => SessionRules.RequestConsent(state, staff, "2026-12"),
            "ConfirmConsent" => SessionRules.ConfirmConsent(state, Given.Anna, Given.Consent, Given.Consent.Version, Given.Noon),
            "ChangeMode" => SessionRules.ChangeMode(state, Given.Anna, SessionMode.Audio),
            "Transfer" => SessionRules.Transfer(state, staff, new TransferOrder(QueueKind.Therapist, "Боль", null), Given.Noon, Given.Limits),
            "HandOver" => SessionRules.Transfer(state, staff, new TransferOrder(QueueKind.Consultant, "Смена кончилась", null), Given.Noon, Given.Limits),
            "EndConsultation" => SessionRules.EndConsultation(state, staff, Given.Noon, Given.Limits),
            "Close" => SessionRules.Close(state, staff, CloseReason.Completed),
            "Leave" => SessionRules.Leave(state, Given.Anna, Given.Noon, Given.Limits),
            "LeaveAsStaff" => SessionRules.Leave(state, staff, Given.Noon, Given.Limits),
            "SaveConclusion" => SessionRules.BeginConclusion(state, staff, conclusion: null, ConclusionText.Empty, basedOn: null, Given.Noon),
            "SignConclusion" => SessionRules.SignConclusion(state, staff, conclusion: null, stored: null, version: null, Given.Noon),
            "CodeSent" => SessionRules.CodeSent(state, staff, "+7 ··· 45-67"),
            "SignIn" => SessionRules.SignIn(state, staff, new AccountId("anna"), null, null),
            "Identify" => SessionRules.Identify(state, staff, new PatientId("child"), null, null),
            "WithdrawConsent" => SessionRules.WithdrawConsent(state, new PatientId("anna"), endConsultation: true, Given.Noon, Given.Limits),
            "Uncovered" => SessionRules.Uncovered(state, ticket, Given.Noon),
            "Stranger" => SessionRules.SendMessage(state, Given.Stranger, "Кто здесь?", [], Given.Limits),
            _ => throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"No command {command}.")),
        };
    }
}
