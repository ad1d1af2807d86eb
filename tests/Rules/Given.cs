using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Rules;

/// <summary>Sessions brought to a phase by the rules themselves, and the people in them.</summary>
internal static class Given
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);
    public static readonly LimitOptions Limits = new();
    public static readonly Caller Anna = Caller.Of(new AccountId("anna"));
    public static readonly Caller Stranger = Caller.Of(new AccountId("stranger"));
    public static readonly NamedInsurer Insurer = new(InsurerId.Default, "Медздрав");
    public static readonly ConsentOwners PlatformsText = new(new Dictionary<InsurerId, string>(), "2026-11");
    public static readonly ConsentText Consent = new("2026-11", "Согласие", "Текст", "hash", InsurerId.Default);
    public static readonly StaffSnapshot Consultant = new(new StaffId("consultant"), ParticipantRole.Consultant, "Соколова Мария", QueueKind.Consultant);

    /// <summary>A call from the consultant to Anna.</summary>
    public static readonly PatientCall Call = new("call", new PatientId("anna"), SessionMode.Video, Consultant, [4], null);

    public static readonly StaffSnapshot OtherConsultant = new(new StaffId("consultant-2"), ParticipantRole.Consultant, "Ершова Ольга", QueueKind.Consultant);
    public static readonly StaffSnapshot Therapist = new(new StaffId("therapist"), ParticipantRole.Doctor, "Морозова Светлана", QueueKind.Therapist);
    public static readonly StaffSnapshot OtherTherapist = new(new StaffId("therapist-2"), ParticipantRole.Doctor, "Белов Пётр", QueueKind.Therapist);
    public static readonly StaffId Supervisor = new("supervisor");
    public static readonly Absences EverybodyPresent = new(new Dictionary<ParticipantId, DateTimeOffset>(), DateTimeOffset.MinValue);

    public static PatientSnapshot Patient(int years = 34, string? consent = "2026-11", string? policy = "РГС-1", int days = 0) =>
        new(new PatientId("anna"), "Иванова Анна Петровна", new DateOnly(2026, 11, 23).AddYears(-years).AddDays(-days), policy, consent, "Иванова Анна Петровна");

    public static SessionState Empty => SessionState.New(new SessionId("session"));

    public static SessionState Waiting(PatientSnapshot? patient) =>
        Empty.Then(SessionRules.Open(Empty, Anna, SessionMode.Chat, patient, null, Noon));

    public static SessionState In(SessionPhase phase, PatientSnapshot? patient = null)
    {
        var state = Waiting(patient ?? Patient());
        return phase switch
        {
            SessionPhase.WaitingForConsultant => state,
            SessionPhase.Intake => state.Admitting(Consultant),
            SessionPhase.WaitingForDoctor => In(SessionPhase.Intake, patient).Transferring(),
            SessionPhase.Consultation => In(SessionPhase.WaitingForDoctor, patient).Admitting(Therapist),
            SessionPhase.FollowUp => In(SessionPhase.Consultation, patient).Ending().Admitting(Consultant),
            _ => In(SessionPhase.Intake, patient).Closing(),
        };
    }

    public static SessionState Then(this SessionState state, Decision decision, DateTimeOffset? at = null)
    {
        Assert.Null(decision.Refusal);
        foreach (var fact in decision.Facts)
            state = state.Apply(new SessionEvent(state.Sequence + 1, at ?? Noon, decision.By, fact));
        return state;
    }

    public static DocumentView Document => new(new DocumentId("photo"), "Горло.jpg", DocumentKind.Jpeg, 1_000, null, false, Noon, "Иванова Анна Петровна");

    public static AppointmentTask Booking(long version = 1, AppointmentNews news = AppointmentNews.Booked, TellBy tellBy = TellBy.Chat) =>
        new(new AppointmentId("visit"), version, news, new PatientId("anna"), Noon.AddDays(1), null, "Сердечный Олег", "кардиология", "Europe/Moscow", tellBy, TellWhom.Patient);

    public static SessionState Asking(this SessionState state) => state.Then(SessionRules.AskForDocuments(state, Caller.Of(state.Leg!.Staff.StaffId), "Снимок горла"));

    public static SessionState Admitting(this SessionState state, StaffSnapshot staff, DateTimeOffset? at = null) =>
        state.Then(SessionRules.Admit(state, state.Ticket, staff, [0], at ?? Noon, Limits), at);

    public static SessionState Transferring(this SessionState state) =>
        state.Then(SessionRules.Transfer(state, Caller.Of(state.Leg!.Staff.StaffId), new Referral(QueueKind.Therapist, "Температура", null), state.Patient?.PolicyNumber, Noon, Limits));

    public static SessionState Ending(this SessionState state, DateTimeOffset? at = null) =>
        state.Then(SessionRules.EndConsultation(state, Caller.Of(state.Leg!.Staff.StaffId), at ?? Noon, Limits), at);

    public static SessionState Closing(this SessionState state) =>
        state.Then(SessionRules.Close(state, Caller.Of(state.Leg!.Staff.StaffId), CloseReason.Completed));

    public static DueBooking Near => new(new BookedConsultation(new AppointmentId("one"), 1, Therapist.StaffId, "Белов Пётр", "therapist", Noon.AddMinutes(10), "Europe/Moscow"), null);

    public static Absences Absent(ParticipantId participant, DateTimeOffset since, DateTimeOffset? declareFrom = null) =>
        new(new Dictionary<ParticipantId, DateTimeOffset> { [participant] = since }, declareFrom ?? DateTimeOffset.MinValue);

    public static InsurerRecord InsurerRecord(string id) => new()
    {
        Id = new InsurerId(id),
        Name = "Ромашка Страхование",
        Logo = "Ромашка",
        Hosts = [$"{id}.localhost"],
        Hotline = "8 (800) 000-10-20",
        SmsSignIn = "{code} — код. Вопросы: 8 (800) 000-10-20",
        SmsAssisted = "Ваш код {code}",
        AccentLight = "#7b3f98",
        AccentDark = "#d3a5ea",
    };
}
