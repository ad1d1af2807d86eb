using System.ComponentModel.DataAnnotations;

namespace Medzdrav.Grains;

/// <summary>The service's time limits and capacities. Defaults are the service rules; validated at start. Section <c>Limits</c>.</summary>
internal sealed class LimitOptions
{
    /// <summary>The longest urgent consultation (S3.4). Default 30 min.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "24:00:00")]
    public TimeSpan UrgentConsultation { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>Warnings before the limit, longest first (S3.4). Default 5 min and 1 min.</summary>
    public TimeSpan[] Warnings { get; set; } = [TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(1)];

    /// <summary>Silence after which the others are told (S6). Default 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan ToldAbsent { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Absence of a specialist after which the patient goes back to the queue's head (S6). Default 60 s.</summary>
    [Range(typeof(TimeSpan), "00:00:02", "01:00:00")]
    public TimeSpan SpecialistAbsent { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Absence of a supervisor after which they look on no more: as long as a reload of their page may take. Default 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:02", "00:10:00")]
    public TimeSpan SupervisorAbsent { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Absence of a patient after which the session is closed (S5.1). Default 15 min.</summary>
    [Range(typeof(TimeSpan), "00:00:03", "24:00:00")]
    public TimeSpan PatientAbsent { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How long a consultant who stayed after a transfer stays on with the doctor. Default 1 min.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "01:00:00")]
    public TimeSpan Companion { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Absence of a patient after which the doctor may end the consultation (S5). Default 3 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "24:00:00")]
    public TimeSpan DoctorMayEndAfter { get; set; } = TimeSpan.FromMinutes(3);

    /// <summary>After an activation nobody is declared absent for this long: after a restart everyone looks absent. Default 45 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan AbsenceGrace { get; set; } = TimeSpan.FromSeconds(45);

    /// <summary>How long a returning patient waits for the own consultant before anybody is asked. Default 60 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan PreferredWait { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How long one specialist is asked. Default 20 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan Offer { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How long a specialist who declined a session is not asked for it again; after that only where nobody else is free. Default 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan DeclinedFor { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long chats may pass a call that stands first in the line: then the next specialist who becomes partly free is kept for it. Default 60 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan CallPassed { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Shown offers missed in a row after which a specialist is set away. Default 2.</summary>
    [Range(1, 100)]
    public int OffersMissed { get; set; } = 2;

    /// <summary>A doctor's time after a consultation (S6). Default 5 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "02:00:00")]
    public TimeSpan WrapUp { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The age from which an unsigned conclusion is overdue; its doctor sees the Medcard until then (S6). Default 24 h.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "7.00:00:00")]
    public TimeSpan UnsignedConclusion { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How long a consultant may hold a task without finishing it; then it is free for others. Default 15 min.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "24:00:00")]
    public TimeSpan TaskClaim { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Within which time after a booking, or its change, the patient is to be told (S4.2). Default 30 min.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "7.00:00:00")]
    public TimeSpan TellWithin { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>How long before a booking's start the patient is to know of it at the latest, or that it is off. Default 1 h.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "7.00:00:00")]
    public TimeSpan TellBefore { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How long before its earlier start a moved or cancelled booking is told by SMS where no consultant told of it. Default 30 min.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "7.00:00:00")]
    public TimeSpan TellAlone { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>How long an SMS may be on its way before its task is a consultant's again. Default 10 min.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "24:00:00")]
    public TimeSpan SmsLate { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Within which time another slot is to be found for a booking that its doctor's roster does not plan any more. Default 4 h.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "7.00:00:00")]
    public TimeSpan ReplanWithin { get; set; } = TimeSpan.FromHours(4);

    /// <summary>How long a doctors' queue may be without anybody on duty before its patients go back to a consultant (S3.3); bridges a doctor's page reload. Default 15 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan UncoveredGrace { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a patient on the platform is rung (S4.8). Default 60 s.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "00:05:00")]
    public TimeSpan PatientCall { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How far ahead a consultation may be booked. Default 90 days.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "366.00:00:00")]
    public TimeSpan BookingAhead { get; set; } = TimeSpan.FromDays(90);

    /// <summary>How long before a booked consultation the patient is reminded of it (S4.3). Default 10 min.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "24:00:00")]
    public TimeSpan Reminder { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>The longest booked consultation (S4.5), from the start of its leg on. Default 15 min.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "24:00:00")]
    public TimeSpan BookedConsultation { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How long before its start a session of the patient carries a booking, and waits before plain contacts. Default 15 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "24:00:00")]
    public TimeSpan BookingNear { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How long a booked doctor is awaited before a consultant is asked what to do. Default 60 s.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "01:00:00")]
    public TimeSpan BookedAnswer { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How long after its start a booked consultation is closed when there is no connection to the patient (S5.1). Default 15 min.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "24:00:00")]
    public TimeSpan ConnectWithin { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>The longest time between two looks at an open session. Default 5 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan PresenceCheck { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a specialist who answered waits for a patient whose page was put aside (S6). Default 60 s.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "00:05:00")]
    public TimeSpan ReturnWithin { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a place is kept for a patient without a connection who is to be called back and was not yet. Default 4 h.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "24:00:00")]
    public TimeSpan AsideAtMost { get; set; } = TimeSpan.FromHours(4);

    /// <summary>The expected wait from which on an SMS is offered instead of a push. Default 10 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "24:00:00")]
    public TimeSpan LongWait { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long after its end a session may be rated by its patient. Default 7 days.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "60.00:00:00")]
    public TimeSpan RateWithin { get; set; } = TimeSpan.FromDays(7);

    /// <summary>Chats that a consultant holds at once; a call takes all of them. Default 3.</summary>
    [Range(1, 20)]
    public int ConsultantUnits { get; set; } = 3;

    /// <summary>Longest chat message in characters. Default 8,000.</summary>
    [Range(1, 32_000)]
    public int MessageCharacters { get; set; } = 8_000;

    /// <summary>Most reports of calls in one session. Default 500.</summary>
    [Range(1, 10_000)]
    public int CallRecords { get; set; } = 500;

    /// <summary>Most chat messages in one session. Default 5,000.</summary>
    [Range(1, 100_000)]
    public int Messages { get; set; } = 5_000;

    /// <summary>The most that a session may hold, in bytes: texts of messages as UTF-8, and 200 for each event. 64 KiB to 1 GiB, default 8 MiB, which is four million letters. When it is full, no message comes to it and the way of talking stays.</summary>
    [Range(64 * 1024, 1024 * 1024 * 1024)]
    public long SessionBytes { get; set; } = 8 * 1024 * 1024;

    /// <summary>The clinic's civil time, for ages, policy days and instants on pages. Default Europe/Moscow.</summary>
    [Required]
    public string TimeZone { get; set; } = "Europe/Moscow";

    /// <summary>The civil date at an instant.</summary>
    public DateOnly DateOf(DateTimeOffset instant) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, TimeZoneInfo.FindSystemTimeZoneById(TimeZone)).DateTime);
}
