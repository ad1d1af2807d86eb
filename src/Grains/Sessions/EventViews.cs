using System.Collections.Concurrent;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>Events as clients get them: public data only, and for the patient without what is for staff.</summary>
internal static class EventViews
{
    private static readonly byte[] Empty = "{}"u8.ToArray();
    private static readonly ConcurrentDictionary<Type, string> Kinds = new();

    /// <summary>The event as staff see it.</summary>
    public static SessionEventView ForStaff(SessionEvent happened) => View(happened, IsForPatientOnly(happened.Fact) ? Empty : Data(happened.Fact));

    /// <summary>The event as the patient sees it.</summary>
    public static SessionEventView ForPatient(SessionEvent happened) =>
        View(happened, IsForStaffOnly(happened.Fact) ? Empty : Data(happened.Fact));

    /// <summary>Whether staff and the patient get different data.</summary>
    public static bool IsFiltered(SessionFact fact) => IsForStaffOnly(fact) || IsForPatientOnly(fact);

    /// <summary>Whether the patient gets <c>{}</c>.</summary>
    private static bool IsForStaffOnly(SessionFact fact) => fact is Transferred or Offered or DoctorUnanswered or Identified or ConnectionChecked or CallRecord or DocumentsWaived;

    private static bool IsForPatientOnly(SessionFact fact) => fact is Rated;

    private static SessionEventView View(SessionEvent happened, byte[] data) => new(happened.Sequence, happened.At, Kind(happened.Fact), happened.By, data);

    private static byte[] Data(SessionFact fact) => fact switch
    {
        Opened opened => Write(new OpenedData(opened.Mode, opened.Insurer), EventFormat.Json.OpenedData),
        PatientChosen chosen => Write(
            new PatientChosenData(new SessionPatientView(chosen.Patient.PatientId, chosen.Patient.Name, chosen.Patient.BirthDate), chosen.Patient.Insurer), EventFormat.Json.PatientChosenData),
        SignInCodeSent sent => Write(sent, EventFormat.Json.SignInCodeSent),
        Identified identified => Write(identified, EventFormat.Json.Identified),
        Queued queued => Write(new QueuedData(queued.Wait.For.Queue, queued.Wait.Companion is { } stays ? ParticipantId.Of(stays.StaffId) : null, queued.Wait.For.Staff is { } doctor ? ParticipantId.Of(doctor) : null), EventFormat.Json.QueuedData),
        LegStarted leg => Write(
            new LegStartedData(leg.Kind, new StaffData(ParticipantId.Of(leg.Staff.StaffId), leg.Staff.Role, leg.Staff.Name, leg.Staff.Queue), leg.StartedAt, leg.EndsAt, leg.CompanionUntil, leg.ReturnsBy),
            EventFormat.Json.LegStartedData),
        Message message => Write(message, EventFormat.Json.Message),
        Read read => Write(read, EventFormat.Json.Read),
        ConsentRequested requested => Write(requested, EventFormat.Json.ConsentRequested),
        ConsentConfirmed confirmed => Write(new ConsentConfirmedData(confirmed.TextVersion), EventFormat.Json.ConsentConfirmedData),
        ConsentDeclined declined => Write(declined, EventFormat.Json.ConsentDeclined),
        Transferred transferred => Write(transferred, EventFormat.Json.Transferred),
        AppointmentAttached attached => Write(attached, EventFormat.Json.AppointmentAttached),
        DoctorUnanswered unanswered => Write(unanswered, EventFormat.Json.DoctorUnanswered),
        CompanionLeft left => Write(left, EventFormat.Json.CompanionLeft),
        ModeChanged changed => Write(new ModeChangedData(changed.Mode), EventFormat.Json.ModeChangedData),
        ConnectionChecked taken => Write(taken.Check, EventFormat.Json.ConnectionCheck),
        CallRecord call => Write(call.Report, EventFormat.Json.CallReport),
        Dropped dropped => Write(dropped, EventFormat.Json.Dropped),
        Rejoined rejoined => Write(rejoined, EventFormat.Json.Rejoined),
        TalkStarted talk => Write(talk, EventFormat.Json.TalkStarted),
        LimitWarning warning => Write(warning, EventFormat.Json.LimitWarning),
        LegEnded ended => Write(ended, EventFormat.Json.LegEnded),
        ConclusionSaved saved => Write(new ConclusionSavedData(saved.ConclusionId), EventFormat.Json.ConclusionSavedData),
        ConclusionSigned signed => Write(new ConclusionSignedData(signed.ConclusionId), EventFormat.Json.ConclusionSignedData),
        ConclusionCorrected corrected => Write(new ConclusionCorrectedData(corrected.ConclusionId, corrected.Edition), EventFormat.Json.ConclusionCorrectedData),
        DocumentAdded added => Write(added, EventFormat.Json.DocumentAdded),
        DocumentsAsked asked => Write(asked, EventFormat.Json.DocumentsAsked),
        DocumentsWaived waived => Write(waived, EventFormat.Json.DocumentsWaived),
        AppointmentBooked booked => Write(BookedData.Of(booked.Visit), EventFormat.Json.BookedData),
        AppointmentMoved moved => Write(BookedData.Of(moved.Visit) with { FormerStartsAt = moved.FormerStartsAt }, EventFormat.Json.BookedData),
        AppointmentCancelled cancelled => Write(BookedData.Of(cancelled.Visit), EventFormat.Json.BookedData),
        CallBackAsked asked => Write(new CallBackAskedData(asked.By), EventFormat.Json.CallBackAskedData),
        CalledBack called => Write(called, EventFormat.Json.CalledBack),
        Returned back => Write(back, EventFormat.Json.Returned),
        SupervisorJoined joined => Write(joined, EventFormat.Json.SupervisorJoined),
        SupervisorLeft left => Write(left, EventFormat.Json.SupervisorLeft),
        Rated rated => Write(new RatedData(rated.Stars), EventFormat.Json.RatedData),
        SessionClosed closed => Write(new ClosedData(closed.Reason, closed.ContinuedIn), EventFormat.Json.ClosedData),
        _ => Empty,
    };

    private static byte[] Write<T>(T data, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) => JsonSerializer.SerializeToUtf8Bytes(data, type);

    private static string Kind(SessionFact fact) => Kinds.GetOrAdd(fact.GetType(), type =>
        type == typeof(SessionClosed) ? "closed"
        : type == typeof(PatientSignedIn) ? "signedIn"
        : JsonNamingPolicy.CamelCase.ConvertName(type.Name));
}

internal sealed record OpenedData(SessionMode Mode, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] NamedInsurer? Insurer);

internal sealed record PatientChosenData(SessionPatientView Patient, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] NamedInsurer? Insurer);

internal sealed record QueuedData(QueueKind? For, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ParticipantId? Companion, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ParticipantId? Staff);

internal sealed record LegStartedData(LegKind Kind, StaffData Staff, DateTimeOffset StartedAt, DateTimeOffset? EndsAt, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? CompanionUntil, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? ReturnsBy);

internal sealed record StaffData(ParticipantId ParticipantId, ParticipantRole Role, string Name, QueueKind Queue);

internal sealed record ModeChangedData(SessionMode Mode);

internal sealed record ConsentConfirmedData(string TextVersion);

internal sealed record ConclusionSavedData(ConclusionId ConclusionId);

internal sealed record ConclusionSignedData(ConclusionId ConclusionId);

internal sealed record ConclusionCorrectedData(ConclusionId ConclusionId, int Edition);

internal sealed record BookedData(
    AppointmentId AppointmentId, long Version, DateTimeOffset StartsAt, string DoctorName, string Specialty, string Zone,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Documents,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? GivenName,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? FormerStartsAt = null)
{
    public static BookedData Of(BookedVisit visit) => new(visit.AppointmentId, visit.Version, visit.StartsAt, visit.DoctorName, visit.Specialty, visit.Zone, visit.Documents, visit.GivenName);
}

internal sealed record CallBackAskedData(CallBackBy By);

internal sealed record RatedData(int Stars);

internal sealed record ClosedData(CloseReason Reason, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] SessionId? ContinuedIn);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [typeof(InstantJsonConverter)])]
[JsonSerializable(typeof(OpenedData))]
[JsonSerializable(typeof(PatientChosenData))]
[JsonSerializable(typeof(QueuedData))]
[JsonSerializable(typeof(LegStartedData))]
[JsonSerializable(typeof(ConsentConfirmedData))]
[JsonSerializable(typeof(SignInCodeSent))]
[JsonSerializable(typeof(Identified))]
[JsonSerializable(typeof(Message))]
[JsonSerializable(typeof(Read))]
[JsonSerializable(typeof(ConsentRequested))]
[JsonSerializable(typeof(ConsentDeclined))]
[JsonSerializable(typeof(Transferred))]
[JsonSerializable(typeof(AppointmentAttached))]
[JsonSerializable(typeof(DoctorUnanswered))]
[JsonSerializable(typeof(CompanionLeft))]
[JsonSerializable(typeof(ModeChangedData))]
[JsonSerializable(typeof(ConnectionCheck))]
[JsonSerializable(typeof(CallReport))]
[JsonSerializable(typeof(Dropped))]
[JsonSerializable(typeof(Rejoined))]
[JsonSerializable(typeof(TalkStarted))]
[JsonSerializable(typeof(LimitWarning))]
[JsonSerializable(typeof(LegEnded))]
[JsonSerializable(typeof(ConclusionSavedData))]
[JsonSerializable(typeof(ConclusionSignedData))]
[JsonSerializable(typeof(ConclusionCorrectedData))]
[JsonSerializable(typeof(DocumentAdded))]
[JsonSerializable(typeof(DocumentsAsked))]
[JsonSerializable(typeof(DocumentsWaived))]
[JsonSerializable(typeof(BookedData))]
[JsonSerializable(typeof(CallBackAskedData))]
[JsonSerializable(typeof(CalledBack))]
[JsonSerializable(typeof(Returned))]
[JsonSerializable(typeof(SupervisorJoined))]
[JsonSerializable(typeof(SupervisorLeft))]
[JsonSerializable(typeof(RatedData))]
[JsonSerializable(typeof(ClosedData))]
internal sealed partial class EventJson : JsonSerializerContext;

internal static class EventFormat
{
    /// <summary>Russian text as itself: escaped, it would take three times the room.</summary>
    public static readonly EventJson Json = new(new JsonSerializerOptions(EventJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
