using Medzdrav.Contracts;
using Medzdrav.Grains;
using NpgsqlTypes;

namespace Medzdrav.Silo;

/// <summary>A column of the session's row and where its value comes from.</summary>
/// <param name="Name">In both databases.</param>
/// <param name="Type">On PostgreSQL.</param>
/// <param name="Value">From a commit.</param>
internal sealed record SessionColumn(string Name, NpgsqlDbType Type, Func<Commit, object?> Value);

/// <summary>The session's row, column by column: both databases' statements are made from this one list.</summary>
internal static class SessionColumns
{
    public static readonly IReadOnlyList<SessionColumn> All =
    [
        new("id", NpgsqlDbType.Text, c => c.Session.Value),
        new("last_sequence", NpgsqlDbType.Bigint, c => c.LastSequence),
        new("owner_kind", NpgsqlDbType.Text, c => Words.Of(c.Row.Owner.Kind)),
        new("owner_id", NpgsqlDbType.Text, c => c.Row.Owner.Id),
        new("patient", NpgsqlDbType.Text, c => c.Row.Patient?.Value),
        new("patient_name", NpgsqlDbType.Text, c => c.Row.PatientName),
        new("patient_birth_date", NpgsqlDbType.Date, c => c.Row.PatientBirthDate),
        new("insurer", NpgsqlDbType.Text, c => c.Row.Insurer?.InsurerId.Value),
        new("insurer_name", NpgsqlDbType.Text, c => c.Row.Insurer?.Name),
        new("mode", NpgsqlDbType.Text, c => Words.Of(c.Row.Mode)),
        new("phase", NpgsqlDbType.Text, c => Words.Of(c.Row.Phase)),
        new("queue", NpgsqlDbType.Text, c => Words.Of(c.Row.Queue)),
        new("awaits", NpgsqlDbType.Text, c => c.Row.Awaits?.Value),
        new("ticket", NpgsqlDbType.Bigint, c => c.Row.Ticket),
        new("wait", NpgsqlDbType.Text, c => WaitColumn.Write(c.Row.Wait)),
        new("presence", NpgsqlDbType.Text, c => Words.Of(c.Row.Presence)),
        new("reason", NpgsqlDbType.Text, c => c.Row.Reason),
        new("staff", NpgsqlDbType.Text, c => c.Row.Staff?.Value),
        new("leg_started_at", NpgsqlDbType.TimestampTz, c => c.Row.LegStartedAt),
        new("leg_ends_at", NpgsqlDbType.TimestampTz, c => c.Row.LegEndsAt),
        new("companion", NpgsqlDbType.Text, c => c.Row.Companion?.Value),
        new("doctor", NpgsqlDbType.Text, c => c.Row.Doctor?.Value),
        new("doctor_name", NpgsqlDbType.Text, c => c.Row.DoctorName),
        new("doctor_queue", NpgsqlDbType.Text, c => Words.Of(c.Row.DoctorQueue)),
        new("consulted_at", NpgsqlDbType.TimestampTz, c => c.Row.ConsultedAt),
        new("answered", NpgsqlDbType.Boolean, c => c.Row.Answered),
        new("conclusion", NpgsqlDbType.Text, c => c.Row.Conclusion?.Value),
        new("opened_at", NpgsqlDbType.TimestampTz, c => c.Row.OpenedAt),
        new("closed_at", NpgsqlDbType.TimestampTz, c => c.Row.ClosedAt),
        new("close_reason", NpgsqlDbType.Text, c => Words.Of(c.Row.CloseReason)),
        new("next_deadline", NpgsqlDbType.TimestampTz, c => c.Row.NextDeadline),
    ];

    public static string Names(string prefix = "") => string.Join(", ", All.Select(column => prefix + column.Name));

    /// <summary>The changes that an upsert makes to a row that is there: never backwards, and the sweep's failures are forgotten.</summary>
    public static readonly string OnConflict =
        "ON CONFLICT (id) DO UPDATE SET "
        + string.Join(", ", All.Skip(1).Select(column => $"{column.Name} = excluded.{column.Name}"))
        + ", failed_wakes = 0 WHERE session.last_sequence < excluded.last_sequence";
}
