using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Rules;

public class JournalCodecTests
{
    [Fact]
    public void Every_kind_of_fact_comes_back_from_the_journal_as_it_was()
    {
        SessionEvent[] events = [.. AllFacts().Select((fact, i) => new SessionEvent(i + 1, Given.Noon.AddTicks(1234567), ParticipantId.Patient, fact))];

        var read = JournalCodec.Decode(new StoredCommit(1, events.Length, null, JournalCodec.Encode(events))).ToArray();

        Assert.Equal(Json(events), Json(read));
    }

    [Fact]
    public void Every_fact_of_the_contracts_has_a_kind_and_is_tested_here()
    {
        var declared = typeof(SessionFact).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(SessionFact))).Select(type => type.Name).Order();
        var named = typeof(SessionFact).GetCustomAttributes(typeof(JsonDerivedTypeAttribute), false).Cast<JsonDerivedTypeAttribute>().Select(kind => kind.DerivedType.Name).Order();

        Assert.Equal(declared, named);
        Assert.Equal(declared, AllFacts().Select(fact => fact.GetType().Name).Order());
    }

    [Fact]
    public void The_kind_on_the_wire_is_the_kind_in_the_journal()
    {
        var kinds = typeof(SessionFact).GetCustomAttributes(typeof(JsonDerivedTypeAttribute), false).Cast<JsonDerivedTypeAttribute>()
            .ToDictionary(kind => kind.DerivedType, kind => (string)kind.TypeDiscriminator!);

        foreach (var fact in AllFacts())
            Assert.Equal(kinds[fact.GetType()], EventViews.ForStaff(new SessionEvent(1, Given.Noon, ParticipantId.System, fact)).Kind);
    }

    [Fact]
    public void A_journal_of_a_newer_program_is_left_alone()
    {
        var newer = Encoding.UTF8.GetBytes("""{"schema":13,"at":"2026-11-23T09:00:00Z","events":[{"by":"patient","fact":{"$kind":"teleported"}}]}""");

        Assert.Throws<JournalTooNewException>(() => JournalCodec.Decode(new StoredCommit(1, 1, null, newer)).ToArray());
    }

    [Fact]
    public void The_first_schema_is_read_for_ever()
    {
        var v1 = Encoding.UTF8.GetBytes(
            """{"schema":1,"at":"2026-11-23T09:00:00.1234567+00:00","events":[{"by":"patient","fact":{"$kind":"message","text":"Болит горло\u0000","documentIds":[]}},{"by":"system","fact":{"$kind":"queued","for":"therapist","next":"consultation","atHead":true}}]}""");

        var events = JournalCodec.Decode(new StoredCommit(7, 8, null, v1)).ToArray();

        Assert.Equal("Болит горло\0", Assert.IsType<Message>(events[0].Fact).Text);
        var wait = Assert.IsType<Queued>(events[1].Fact).Wait;
        Assert.Equal(
            new Wait(Awaited.In(QueueKind.Therapist), LegKind.Consultation, LegTerms.Urgent(TimeSpan.FromMinutes(30), [TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(1)]), events[0].At, AtHead: true),
            wait);
        Assert.Equal(8, events[1].Sequence);
    }

    [Fact]
    public void Nobody_is_told_who_opened_the_session_or_which_units_it_takes()
    {
        foreach (var fact in AllFacts())
        {
            var data = Encoding.UTF8.GetString(EventViews.ForStaff(new SessionEvent(1, Given.Noon, ParticipantId.System, fact)).Data);
            Assert.DoesNotContain("owner", data, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("slots", data, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("+7495", data, StringComparison.Ordinal);
            Assert.DoesNotContain("account", data, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("https://", data, StringComparison.Ordinal);
            Assert.DoesNotContain("textHash", data, StringComparison.OrdinalIgnoreCase);
        }
    }

    private static IEnumerable<SessionFact> AllFacts() =>
    [
        new Opened(SessionMode.Phone, Given.Anna, Given.Insurer, new PhoneCaller("+74951234567", "https://rgs.medzdrav.ru")),
        new PatientChosen(Given.Patient()),
        new SignInCodeSent("+7 ··· 45-67"),
        new PatientSignedIn(new AccountId("anna")),
        new Identified(new PatientId("anna")),
        new ConsentWithdrawn(),
        new Queued(new Wait(
            Awaited.In(QueueKind.Therapist), LegKind.Consultation, LegTerms.Urgent(TimeSpan.FromMinutes(30), [TimeSpan.FromMinutes(5)]), Given.Noon,
            AtHead: true, new StaffId("c"), Given.Noon, new StaffId("d"), Given.Consultant, Priority: 2)),
        new Offered(new StaffId("c")),
        new LegStarted(LegKind.Consultation, Given.Therapist, Given.Noon, Given.Noon.AddMinutes(30), [0], Ticket: 7, ReturnsBy: Given.Noon.AddMinutes(1)),
        new Message("Привет \"мир\" <b>👋</b>\0", ["d1"]),
        new Read(3),
        new ConsentRequested("2026-11", "+7 ··· 45-67"),
        new ConsentConfirmed("2026-11", "hash"),
        new ConsentDeclined("2026-11"),
        new Transferred(QueueKind.Paediatrician, "Сыпь", "так надо"),
        new AppointmentAttached(new BookedConsultation(new AppointmentId("one"), 2, new StaffId("d"), "Белов Пётр", "Кардиолог", Given.Noon, "Europe/Moscow")),
        new DoctorUnanswered(new StaffId("d"), Declined: true),
        new CompanionLeft(new ParticipantId("c")),
        new ModeChanged(SessionMode.Audio, [0, 1, 2]),
        new ConnectionChecked(new ConnectionCheck(SessionMode.Audio, "Chrome 128", [new CheckResult("camera", CheckOutcome.Warn, "Камера 640×480")])),
        new CallRecord(new CallReport("call", ParticipantId.Patient, CallStage.Ended, SessionMode.Video, 300, 60, 1, 1, 0.5, 20, 800, 2, Relayed: true, CallHindrance.Unsupported)),
        new Dropped(ParticipantId.Patient, Given.Noon),
        new Rejoined(ParticipantId.Patient),
        new LimitWarning(60),
        new LegEnded(LegEndReason.Limit),
        new ConclusionSaved(new ConclusionId("k"), "digest"),
        new ConclusionSigned(new ConclusionId("k"), "hash"),
        new ConclusionCorrected(new ConclusionId("k"), 2, "hash", "digest"),
        new SessionClosed(CloseReason.ContinuedElsewhere, new SessionId("other"), new PatientId("anna")),
        new Unchanged("changeMode", "chat"),
        new LoginChanged(new AccountId("later"), "Иванов Олег"),
        new LoginFound(new AccountId("anna")),
        new TalkStarted(Given.Noon, Given.Noon.AddMinutes(30)),
        new DocumentAdded(new DocumentId("photo"), "Снимок \"горла\".heic", DocumentKind.Heic),
        new DocumentsAsked("Снимок горла", "+7 ··· 45-67"),
        new DocumentsWaived("Срочно"),
        new AppointmentBooked(Visit),
        new AppointmentMoved(Visit with { Version = 2, Documents = "Снимок", GivenName = "Миша" }, Given.Noon.AddDays(2)),
        new AppointmentCancelled(Visit with { Version = 3 }),
        new CallBackAsked(CallBackBy.Sms, "https://rgs.medzdrav.ru"),
        new CalledBack(CallBackBy.Push, CallBackPlace.Answered),
        new SupervisorJoined(ParticipantId.Of(Given.Supervisor), "Зоркая Тамара"),
        new SupervisorLeft(ParticipantId.Of(Given.Supervisor)),
        new Raised(),
        new Lowered(),
        new Returned(Given.Noon, Given.Noon.AddMinutes(30)),
        new Rated(4, "Спасибо \"большое\""),
    ];

    private static BookedVisit Visit => new(new AppointmentId("visit"), 1, Given.Noon.AddDays(1), "Сердечный Олег", "кардиология", "Europe/Moscow");

    private static string Json(SessionEvent[] events) =>
        string.Join('\n', events.Select(happened => $"{happened.Sequence} {happened.At:O} {happened.By} {JsonSerializer.Serialize(happened.Fact, WireJson.Options)}"));
}
