using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>The kinds of commands to a session. One command id is never used for two of them.</summary>
internal enum CommandKind : byte
{
    /// <summary>The platform's own doing, which no command asked for.</summary>
    None,
    Open,
    SendMessage,
    ChoosePatient,
    ConfirmConsent,
    ChangeMode,
    Leave,
    RequestConsent,
    Transfer,
    StepOut,
    Close,
    CodeSent,
    Identify,
    SignIn,
    WithdrawConsent,
    EndConsultation,
    SaveConclusion,
    SignConclusion,
    Admit,
    ReportCall,
    StartTalk,
    CorrectConclusion,
    AskForDocuments,
    WaiveDocuments,
    DeclineConsent,
    Rate,
    CallMeBack,
    JoinAsSupervisor,
    LeaveAsSupervisor,
    Raise,
    Lower,
}

/// <summary>The kinds of commands behind stored commits. The journal does not say it: the facts do, also those of programs that knew no kinds.</summary>
internal static class CommandKinds
{
    /// <summary>The kind of the command that made these events.</summary>
    public static CommandKind Of(IReadOnlyList<SessionEvent> events) => events[0].Fact switch
    {
        Opened => CommandKind.Open,
        Message => CommandKind.SendMessage,
        PatientChosen => CommandKind.ChoosePatient,
        ConsentConfirmed => CommandKind.ConfirmConsent,
        ModeChanged => CommandKind.ChangeMode,
        ConsentRequested => CommandKind.RequestConsent,
        Transferred => CommandKind.Transfer,
        CompanionLeft => CommandKind.StepOut,
        SignInCodeSent => CommandKind.CodeSent,
        Identified => CommandKind.Identify,
        PatientSignedIn => CommandKind.SignIn,
        ConsentWithdrawn => CommandKind.WithdrawConsent,
        ConclusionSaved => CommandKind.SaveConclusion,
        ConclusionSigned => CommandKind.SignConclusion,
        ConclusionCorrected => CommandKind.CorrectConclusion,
        LegStarted => CommandKind.Admit,
        CallRecord => CommandKind.ReportCall,
        TalkStarted => CommandKind.StartTalk,
        DocumentsAsked => CommandKind.AskForDocuments,
        DocumentsWaived => CommandKind.WaiveDocuments,
        ConsentDeclined => CommandKind.DeclineConsent,
        Rated => CommandKind.Rate,
        CallBackAsked => CommandKind.CallMeBack,
        SupervisorJoined => CommandKind.JoinAsSupervisor,
        SupervisorLeft => CommandKind.LeaveAsSupervisor,
        Raised => CommandKind.Raise,
        Lowered => CommandKind.Lower,
        Unchanged unchanged => Words.Find<CommandKind>(unchanged.Command) ?? CommandKind.None,
        // Out of a queue.
        SessionClosed => CommandKind.Leave,
        LegEnded { Reason: LegEndReason.Left } => CommandKind.Leave,
        LegEnded => events[^1].Fact switch
        {
            SessionClosed { Reason: CloseReason.ContinuedElsewhere } => CommandKind.ChoosePatient,
            SessionClosed => CommandKind.Close,
            _ => CommandKind.EndConsultation,
        },
        _ => CommandKind.None,
    };

    /// <summary>Why a command whose id is known cannot be the repeat of the first one; null when its kind and its author are the same.</summary>
    public static Refusal? RefuseRepeat(CommandKind asked, ParticipantId by, Answer first) =>
        first.By != by ? Refusal.NotFound : IsRepeat(asked, first.Kind) ? null : Refusal.CommandReused;

    /// <summary>Whether a command may be the repeat of a stored one. Identifying somebody and choosing them leave the same facts where the person was identified before.</summary>
    public static bool IsRepeat(CommandKind asked, CommandKind stored) =>
        asked == stored || asked == CommandKind.Identify && stored == CommandKind.ChoosePatient;
}
