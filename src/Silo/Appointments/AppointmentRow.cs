using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Silo;

/// <summary>A booking as it stands in its table.</summary>
internal sealed class AppointmentRow
{
    public const string Columns =
        """
        id, version, state, patient, doctor, specialty, starts_at, zone, wall, buffer_minutes, reason, repeated, documents, tell_by, tell_whom, override_reason, session,
        outside_roster, changed_by, changed_at, cancelled_by, cancel_reason, reminded_at, called_at, carrier, patient_zone, mode
        """;

    public required string Id { get; init; }
    public long Version { get; init; }
    public required string State { get; init; }
    public required string Patient { get; init; }
    public required string Doctor { get; init; }
    public required string Specialty { get; init; }
    public DateTimeOffset StartsAt { get; init; }
    public required string Zone { get; init; }
    public required string Wall { get; init; }
    public int BufferMinutes { get; init; }
    public required string Reason { get; init; }
    public bool Repeated { get; init; }
    public string? Documents { get; init; }
    public required string TellBy { get; init; }
    public required string TellWhom { get; init; }
    public string? OverrideReason { get; init; }
    public string? Session { get; init; }
    public bool OutsideRoster { get; init; }
    public required string ChangedBy { get; init; }
    public DateTimeOffset ChangedAt { get; init; }
    public string? CancelledBy { get; init; }
    public string? CancelReason { get; init; }
    public DateTimeOffset? ToldAt { get; init; }
    public string? ToldBy { get; init; }
    public string? ToldByName { get; init; }
    public DateTimeOffset? SmsFailedAt { get; init; }
    public string? SmsFailure { get; init; }
    public DateTimeOffset? RemindedAt { get; init; }
    public DateTimeOffset? CalledAt { get; init; }
    public string? Carrier { get; init; }
    public string? PatientZone { get; init; }
    public string? Mode { get; init; }

    public static AppointmentRow Of(AppointmentRecord record) => new()
    {
        Id = record.Id.Value,
        Version = record.Version,
        State = Words.Of(record.State),
        Patient = record.Patient.Value,
        Doctor = record.Doctor.Value,
        Specialty = record.Specialty,
        StartsAt = record.StartsAt,
        Zone = record.Zone,
        Wall = record.Wall,
        BufferMinutes = record.BufferMinutes,
        Reason = record.Terms.Reason,
        Repeated = record.Terms.Repeated,
        Documents = record.Terms.Documents,
        TellBy = Words.Of(record.Terms.TellBy),
        TellWhom = Words.Of(record.Terms.TellWhom),
        OverrideReason = record.Terms.OverrideReason,
        Session = record.Session?.Value,
        OutsideRoster = record.OutsideRoster,
        ChangedBy = record.ChangedBy.Value,
        ChangedAt = record.ChangedAt,
        CancelledBy = Words.Of(record.CancelledBy),
        CancelReason = record.CancelReason,
        RemindedAt = record.RemindedAt,
        CalledAt = record.CalledAt,
        Carrier = record.Carrier?.Value,
        PatientZone = record.Terms.PatientZone,
        Mode = Words.Of(record.Terms.Mode),
    };

    public AppointmentRecord Record() => new()
    {
        Id = new AppointmentId(Id),
        Version = Version,
        State = Words.Read<AppointmentState>(State),
        Patient = new PatientId(Patient),
        Doctor = new StaffId(Doctor),
        Specialty = Specialty,
        StartsAt = StartsAt,
        Zone = Zone,
        Wall = Wall,
        BufferMinutes = BufferMinutes,
        Terms = new BookingTerms(Reason, Repeated, Documents, Words.Read<TellBy>(TellBy), Words.Read<TellWhom>(TellWhom), OverrideReason, PatientZone, Words.ReadOrNull<SessionMode>(Mode)),
        Session = Session is { } session ? new SessionId(session) : null,
        OutsideRoster = OutsideRoster,
        ChangedBy = new StaffId(ChangedBy),
        ChangedAt = ChangedAt,
        CancelledBy = Words.ReadOrNull<CancelledBy>(CancelledBy),
        CancelReason = CancelReason,
        ToldAt = ToldAt,
        ToldBy = Words.ReadOrNull<ToldBy>(ToldBy),
        ToldByName = ToldByName,
        SmsFailedAt = SmsFailedAt,
        SmsFailure = Words.ReadOrNull<SmsFailure>(SmsFailure),
        RemindedAt = RemindedAt,
        CalledAt = CalledAt,
        Carrier = Carrier is { } carrier ? new SessionId(carrier) : null,
    };
}
