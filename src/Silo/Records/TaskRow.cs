using System.Text.Json;
using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Silo;

/// <summary>A task as it stands in its table.</summary>
internal sealed class TaskRow
{
    public const string Select = "SELECT id, kind, phone, patient_name, session, asked_at, claimed_by, claimed_by_name, claimed_at, asked_again_at, due_at, about, origin, put_off_until, sms, sms_at, sms_failed, alone_at FROM task";

    public required string Id { get; init; }
    public required string Kind { get; init; }
    public required string Phone { get; init; }
    public string? PatientName { get; init; }
    public string? Session { get; init; }
    public DateTimeOffset AskedAt { get; init; }
    public string? ClaimedBy { get; init; }
    public string? ClaimedByName { get; init; }
    public DateTimeOffset? ClaimedAt { get; init; }
    public DateTimeOffset? AskedAgainAt { get; init; }
    public DateTimeOffset? DueAt { get; init; }
    public string? About { get; init; }
    public string? Origin { get; init; }
    public DateTimeOffset? PutOffUntil { get; init; }
    public string? Sms { get; init; }
    public DateTimeOffset? SmsAt { get; init; }
    public string? SmsFailed { get; init; }
    public DateTimeOffset? AloneAt { get; init; }

    public TaskAdded Added() => new(Task(), Origin, Sms, AloneAt);

    public StaffTask Task() => new(
        new TaskId(Id),
        Words.Read<TaskKind>(Kind),
        Phone,
        PatientName,
        Session is { } session ? new SessionId(session) : null,
        AskedAt,
        ClaimedBy is { } staff ? new StaffId(staff) : null,
        ClaimedByName,
        ClaimedAt,
        AskedAgainAt,
        DueAt,
        About is { } about ? JsonSerializer.Deserialize<AppointmentTask>(about, WireJson.Options) : null,
        PutOffUntil,
        SmsAt is not { } at || Sms is null ? null
            : SmsFailed is { } why ? new TaskSms(at, TaskSmsState.Failed, Words.Read<SmsFailure>(why))
            : new TaskSms(at, TaskSmsState.Sending));
}
