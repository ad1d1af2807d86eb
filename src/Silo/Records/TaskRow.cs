using System.Text.Json;
using Medzdrav.Contracts;

namespace Medzdrav.Silo;

/// <summary>A task as it stands in its table.</summary>
internal sealed class TaskRow
{
    public const string Select = "SELECT id, kind, phone, patient_name, session, asked_at, claimed_by, claimed_by_name, claimed_at, asked_again_at, due_at, about, origin FROM task";

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
        About is { } about ? JsonSerializer.Deserialize<AppointmentTask>(about, WireJson.Options) : null);
}
