using System.Globalization;
using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>A command as its repeats are compared with it: its kind, and what was said with it. Of a stored command both follow from the facts that it made.</summary>
/// <param name="Kind">The kind of the command.</param>
/// <param name="Argument">The argument as text; null where the command has none, leaves it to the platform, or was stored by a program that did not keep it.</param>
internal readonly record struct Asked(CommandKind Kind, string? Argument = null)
{
    /// <summary>Whether a command of this kind is stored with the records that it changes, also when it changes nothing in the session.</summary>
    public bool IsOfRecords => Kind is CommandKind.None or CommandKind.SaveConclusion or CommandKind.WithdrawConsent;

    /// <summary>A chat message. A text alone is compared as it is, and costs nothing more.</summary>
    public static Asked Message(string? text, string[] documentIds) =>
        new(CommandKind.SendMessage, documentIds.Length == 0 ? text : string.Join('\n', [text, .. documentIds]));

    /// <summary>An opening; by phone for a certain number.</summary>
    public static Asked Open(SessionMode mode, PhoneCaller? phone = null) => new(CommandKind.Open, phone is null ? WordOf(mode) : $"{WordOf(mode)}\n{phone.Number}");

    /// <summary>Another way of talking.</summary>
    public static Asked Mode(SessionMode mode) => new(CommandKind.ChangeMode, WordOf(mode));

    /// <summary>A command about a person.</summary>
    public static Asked Person(CommandKind kind, PatientId person) => new(kind, person.Value);

    /// <summary>A closing by the consultant.</summary>
    public static Asked Close(CloseReason outcome) => new(CommandKind.Close, WordOf(outcome));

    /// <summary>A transfer. To another consultant nobody stays.</summary>
    public static Asked Transfer(Referral referral) => new(
        CommandKind.Transfer, Transfer(AddressOf(referral.To, referral.Appointment), referral.Reason?.Trim(), referral.OverrideReason?.Trim(), referral.Stays && (referral.Appointment is not null || referral.To != QueueKind.Consultant)));

    /// <summary>A save of a conclusion, with all that the doctor's page sends.</summary>
    public static Asked Save(ConclusionId? conclusion, ConclusionText text, long? basedOn) => new(CommandKind.SaveConclusion, DigestOf(nameof(Save), conclusion, text, basedOn));

    /// <summary>A correction of a signed conclusion, likewise.</summary>
    public static Asked Correct(ConclusionId? conclusion, ConclusionText text, long? basedOn) => new(CommandKind.CorrectConclusion, DigestOf(nameof(Correct), conclusion, text, basedOn));

    /// <summary>The answer to an offer.</summary>
    public static Asked Admit(long? ticket) => new(CommandKind.Admit, ticket?.ToString(CultureInfo.InvariantCulture));

    /// <summary>A report of a call.</summary>
    public static Asked Report(CallReport? report) => new(CommandKind.ReportCall, report?.ToString());

    /// <summary>A question for documents.</summary>
    public static Asked Documents(string what) => new(CommandKind.AskForDocuments, what);

    /// <summary>The decision to go on without the documents.</summary>
    public static Asked Waiver(string reason) => new(CommandKind.WaiveDocuments, reason);

    /// <summary>A rating.</summary>
    public static Asked Rating(int stars, string? comment) => new(CommandKind.Rate, $"{stars.ToString(CultureInfo.InvariantCulture)}\n{comment}");

    /// <summary>A wish to be called back.</summary>
    public static Asked CallBack(CallBackBy by) => new(CommandKind.CallMeBack, WordOf(by));

    /// <summary>The command that made these events.</summary>
    public static Asked Of(IReadOnlyList<SessionEvent> made) => new(CommandKinds.Of(made), ArgumentOf(made));

    /// <summary>A command that asked for what holds already is put on record: its repeat may come when it holds no more.</summary>
    public Decision OnRecord(ParticipantId by) => Decision.Of(by, new Unchanged(Words.Of(Kind), Argument));

    /// <summary>Whether this may be the repeat of a stored command.</summary>
    public bool Repeats(Asked first) =>
        CommandKinds.IsRepeat(Kind, first.Kind) && (Argument is null || first.Argument is null || Argument == first.Argument);

    private static string? ArgumentOf(IReadOnlyList<SessionEvent> made)
    {
        if (made[0].Fact is Transferred transferred)
            return Transfer(AddressOf(transferred.To, transferred.Appointment), transferred.Reason, transferred.OverrideReason, made.Any(happened => happened.Fact is Queued { Wait.Companion: not null }));
        foreach (var happened in made)
            if (ArgumentOf(happened.Fact) is { } argument)
                return argument;
        return null;
    }

    private static string? ArgumentOf(SessionFact fact) => fact switch
    {
        Message message => Message(message.Text, message.DocumentIds).Argument,
        Opened opened => Open(opened.Mode, opened.Phone).Argument,
        PatientChosen chosen => chosen.Patient.PatientId.Value,
        Identified identified => identified.PatientId.Value,
        ConsentConfirmed confirmed => confirmed.TextVersion,
        ConsentDeclined declined => declined.TextVersion,
        ModeChanged changed => WordOf(changed.Mode),
        SignInCodeSent sent => sent.MaskedPhone,
        PatientSignedIn signedIn => signedIn.Account.Value,
        ConclusionSaved saved => saved.Digest,
        ConclusionSigned signed => signed.ConclusionId.Value,
        ConclusionCorrected corrected => corrected.Digest,
        LegStarted leg => Admit(leg.Ticket).Argument,
        CallRecord call => Report(call.Report).Argument,
        SessionClosed { ContinuedIn: not null } closed => closed.Person?.Value,
        SessionClosed closed => WordOf(closed.Reason),
        DocumentsAsked asked => asked.What,
        DocumentsWaived waived => waived.Reason,
        CallBackAsked asked => CallBack(asked.By).Argument,
        Rated rated => Rating(rated.Stars, rated.Comment).Argument,
        Unchanged unchanged => unchanged.Argument,
        _ => null,
    };

    private static string DigestOf(string verb, ConclusionId? conclusion, ConclusionText text, long? basedOn) =>
        DerivedId.Of(verb, [conclusion?.Value ?? "", basedOn?.ToString(CultureInfo.InvariantCulture) ?? "", .. Conclusions.Said(text)]);

    private static string? AddressOf(QueueKind to, AppointmentId? appointment) => appointment is { } booked ? $"appointment {booked}" : WordOf(to);

    private static string Transfer(string? to, string? reason, string? overrideReason, bool stays) =>
        string.Join('\n', to, reason, string.IsNullOrEmpty(overrideReason) ? "" : overrideReason, stays ? "stays" : "");

    /// <summary>The word of a value; null for a value that the enum does not have, which is refused as such.</summary>
    private static string? WordOf<T>(T value) where T : struct, Enum => Enum.IsDefined(value) ? Words.Of(value) : null;
}
