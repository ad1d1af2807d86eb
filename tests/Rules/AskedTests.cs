using Medzdrav.Contracts;
using Medzdrav.Grains;
using static Medzdrav.Contracts.SessionPhase;

namespace Medzdrav.Tests.Rules;

/// <summary>A command id stands for a single command: the facts of the first say what was asked for.</summary>
public class AskedTests
{
    private static readonly Caller Consultant = Caller.Of(Given.Consultant.StaffId);
    private static readonly Caller Therapist = Caller.Of(Given.Therapist.StaffId);
    private static readonly PatientId Child = new("child");
    private static readonly CallReport Report = new("call", ParticipantId.Of(Given.Consultant.StaffId), CallStage.Ended, SessionMode.Audio, 300, 60, 0, 0, 0.5, 20, 40, 0, false);
    private static readonly Referral Referral = new(QueueKind.Therapist, " Боль ", " ", Stays: true);
    private static readonly ConclusionText Text = new("Кашель", "", "J06.9", "Покой");

    private static SessionState Intake => Given.In(SessionPhase.Intake);

    public static TheoryData<string> Cases => [.. Commands.Select(command => command.Name)];

    private static readonly (string Name, Asked First, Asked Other, Decision Decision)[] Commands =
    [
        ("message", Asked.Message("Да", []), Asked.Message("Нет", []), SessionRules.SendMessage(Intake, Given.Anna, "Да", [], Given.Limits)),
        ("documents", Asked.Message("Да", ["a"]), Asked.Message("Да", ["b"]), Decision.Of(ParticipantId.Patient, new Message("Да", ["a"]))),
        ("mode", Asked.Mode(SessionMode.Audio), Asked.Mode(SessionMode.Video), SessionRules.ChangeMode(Intake, Given.Anna, SessionMode.Audio, Given.Limits)),
        ("closing", Asked.Close(CloseReason.NoService), Asked.Close(CloseReason.Completed), SessionRules.Close(Intake, Consultant, CloseReason.NoService)),
        ("transfer", Asked.Transfer(Referral), Asked.Transfer(Referral with { Stays = false }), Transferring(Referral)),
        ("reason", Asked.Transfer(Referral), Asked.Transfer(Referral with { Reason = "Жар" }), Transferring(Referral)),
        ("hand-over", Asked.Transfer(Referral with { To = QueueKind.Consultant }), Asked.Transfer(Referral), Transferring(Referral with { To = QueueKind.Consultant })),
        ("person", Person(Child), Person(new PatientId("other")), SessionRules.ChoosePatient(Intake, Consultant, Given.Patient() with { PatientId = Child })),
        ("person elsewhere", Person(Child), Person(new PatientId("other")), SessionRules.ChoosePatient(Intake, Consultant, Given.Patient() with { PatientId = Child }, new SessionId("elsewhere"))),
        ("identified", Asked.Person(CommandKind.Identify, Child), Asked.Person(CommandKind.Identify, new PatientId("other")), SessionRules.Identify(Intake, Consultant, Child, null, null)),
        ("report", Asked.Report(Report), Asked.Report(Report with { Seconds = 61 }), SessionRules.RecordCall(Intake, Given.Anna, Report, Given.Limits)),
        ("offer", Asked.Admit(3), Asked.Admit(9), SessionRules.Admit(Waiting, 3, Given.Consultant, [0], Given.Noon, Given.Limits)),
        ("save", Asked.Save(null, Text, 0), Asked.Save(null, Text with { History = "Давно" }, 0), SessionRules.BeginConclusion(Given.In(Consultation), Therapist, null, Text, 0, Given.Noon)),
        ("correction", Asked.Correct(null, Text, 1), Asked.Correct(null, Text with { FollowUpDays = 3 }, 1), Decision.Of(ParticipantId.System, new ConclusionCorrected(new ConclusionId("k"), 2, "hash", Asked.Correct(null, Text, 1).Argument!))),
        ("documents asked", Asked.Documents("Снимок"), Asked.Documents("Анализы"), SessionRules.AskForDocuments(Intake, Consultant, " Снимок ")),
        ("documents waived", Asked.Waiver("Срочно"), Asked.Waiver("Не нужны"), SessionRules.WaiveDocuments(Intake.Asking(), Consultant, "Срочно")),
        ("call back", Asked.CallBack(CallBackBy.Push), Asked.CallBack(CallBackBy.Sms), SessionRules.CallMeBack(Waiting, Given.Anna, CallBackBy.Push, null)),
        ("rating", Asked.Rating(5, "Спасибо"), Asked.Rating(4, "Спасибо"), SessionRules.Rate(Given.In(Closed), Given.Anna, 5, "Спасибо", Given.Noon, Given.Limits)),
        ("nothing", Asked.Mode(SessionMode.Chat), Asked.Mode(SessionMode.Audio), Asked.Mode(SessionMode.Chat).OnRecord(ParticipantId.Patient)),
    ];

    private static SessionState Waiting => Given.Waiting(Given.Patient());

    [Theory]
    [MemberData(nameof(Cases))]
    public void Facts_say_which_command_may_come_again(string name)
    {
        var (_, first, other, decision) = Commands.Single(command => command.Name == name);
        Assert.Null(decision.Refusal);

        var stored = Asked.Of([.. decision.Facts.Select((fact, i) => new SessionEvent(i + 1, Given.Noon, decision.By, fact))]);

        Assert.NotNull(stored.Argument);
        Assert.True(first.Repeats(stored));
        Assert.False(other.Repeats(stored));
        Assert.False(new Asked(CommandKind.Leave).Repeats(stored));
    }

    [Fact]
    public void What_holds_already_stays_as_it_is_and_is_known_again()
    {
        var state = Intake;
        var decision = Asked.Mode(SessionMode.Chat).OnRecord(ParticipantId.Patient);

        var after = state.Then(decision);

        Assert.Equal(state with { Sequence = after.Sequence, Bytes = after.Bytes }, after);
        Assert.Equal(SessionMode.Chat, after.Mode);
    }

    private static Asked Person(PatientId person) => Asked.Person(CommandKind.ChoosePatient, person);

    private static Decision Transferring(Referral referral) =>
        SessionRules.Transfer(Intake, Consultant, referral, Intake.Patient?.PolicyNumber, Given.Noon, Given.Limits);
}
