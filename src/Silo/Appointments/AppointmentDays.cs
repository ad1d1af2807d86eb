using Dapper;
using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Silo;

/// <summary>The days of booked consultations.</summary>
internal sealed class AppointmentDays(Database database) : IAppointmentDays
{
    private const string Remind = "UPDATE appointment SET reminded_at = @at WHERE id = @id AND version = @version AND state = 'booked' AND reminded_at IS NULL";

    private const string Try = "INSERT INTO appointment_attempt (appointment, version, at, missing) VALUES (@id, @version, @at, @missing) ON CONFLICT DO NOTHING";

    private const string IsInSession = "SELECT EXISTS (SELECT 1 FROM session WHERE patient = @Value AND closed_at IS NULL)";

    private const string Attempts = "SELECT at, missing FROM appointment_attempt WHERE appointment = @Value ORDER BY at, missing";

    public Task<bool> RemindAsync(AppointmentRecord seen, DateTimeOffset at, IReadOnlyList<RecordChange> records) => database.WriteAsync(async connection =>
    {
        var isNew = await connection.ExecuteAsync(Remind, new { id = seen.Id.Value, version = seen.Version, at }) == 1;
        if (isNew)
            await AppointmentRecords.FollowAsync(connection, seen.Id, records);
        return isNew;
    });

    public Task TriedAsync(AppointmentRecord seen, AppointmentAttempt attempt) => database.WriteAsync(connection =>
        connection.ExecuteAsync(Try, new { id = seen.Id.Value, version = seen.Version, at = attempt.At, missing = Words.Of(attempt.Missing) }));

    public Task<bool> CloseAsync(AppointmentRecord closed, string reason, IReadOnlyList<RecordChange> records) => database.WriteAsync(async connection =>
        !await connection.ExecuteScalarAsync<bool>(IsInSession, new { closed.Patient.Value }) && await AppointmentRecords.ReplaceAsync(connection, closed, reason, records));

    public Task<IReadOnlyList<AppointmentAttempt>> AttemptsAsync(AppointmentId appointment) => database.ReadAsync<IReadOnlyList<AppointmentAttempt>>(async connection =>
        [.. (await connection.QueryAsync<(DateTimeOffset At, string Missing)>(Attempts, new { appointment.Value })).Select(row => new AppointmentAttempt(row.At, Words.Read<MissingSide>(row.Missing)))]);
}
