using System.Data.Common;
using Dapper;
using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Silo;

/// <summary>The days of booked consultations.</summary>
internal sealed class AppointmentDays(Database database) : IAppointmentDays
{
    private const string Remind = "UPDATE appointment SET reminded_at = @at WHERE id = @id AND version = @version AND state = 'booked' AND reminded_at IS NULL";

    private const string Try = "INSERT INTO appointment_attempt (appointment, version, at, missing) VALUES (@id, @version, @at, @missing) ON CONFLICT DO NOTHING";

    private const string Carry = "UPDATE appointment SET carrier = @Session, called_at = COALESCE(called_at, @CalledAt) WHERE id = @Id AND state = 'booked'";

    private const string Hold = "UPDATE appointment SET state = 'held', version = version + 1, changed_by = @By, changed_at = @At WHERE id = @Id AND state = 'booked'";

    private const string Held =
        """
        INSERT INTO appointment_change (appointment, version, state, doctor, starts_at, changed_by, changed_at, reason)
        SELECT id, version, state, doctor, starts_at, changed_by, changed_at, 'Консультация состоялась' FROM appointment WHERE id = @Id
        """;

    private const string Meet = "UPDATE appointment SET called_at = @at WHERE id = @id AND version = @version AND state = 'booked' AND called_at IS NULL";

    // A session that takes the booking up changes its row, too: whichever is second sees what the first one stored.
    private const string TakeTurn = "UPDATE appointment SET state = state WHERE id = @Id AND version = @Version - 1 AND state = 'booked'";

    private const string IsInSession = "SELECT EXISTS (SELECT 1 FROM session WHERE patient = @Patient AND closed_at IS NULL)";

    private const string Came = "SELECT EXISTS (SELECT 1 FROM session WHERE patient = @Patient AND (closed_at IS NULL OR closed_at >= @StartsAt))";

    private const string Consulted = "SELECT EXISTS (SELECT 1 FROM consultation WHERE session = @Carrier AND patient = @Patient AND started_at >= @since)";

    public Task<bool> RemindAsync(AppointmentRecord seen, DateTimeOffset at, IReadOnlyList<RecordChange> records) => database.WriteAsync(async connection =>
    {
        var isNew = await connection.ExecuteAsync(Remind, new { id = seen.Id.Value, version = seen.Version, at }) == 1;
        if (isNew)
            await AppointmentRecords.FollowAsync(connection, seen.Id, records);
        return isNew;
    });

    public Task MetAsync(AppointmentRecord seen, DateTimeOffset at) => seen.CalledAt is not null
        ? Task.CompletedTask
        : database.WriteAsync(connection => connection.ExecuteAsync(Meet, new { id = seen.Id.Value, version = seen.Version, at }));

    public Task TriedAsync(AppointmentRecord seen, AppointmentAttempt attempt) => database.WriteAsync(connection => TryAsync(connection, new AppointmentTried(seen.Id, seen.Version, attempt)));

    /// <summary>Stores an attempt that failed, in the transaction of what says so.</summary>
    /// <returns>True: one that is there already is as good.</returns>
    public static async Task<bool> TryAsync(DbConnection connection, AppointmentTried tried) =>
        await connection.ExecuteAsync(Try, new { id = tried.Appointment.Value, version = tried.Version, at = tried.Attempt.At, missing = Words.Of(tried.Attempt.Missing) }) >= 0;

    /// <summary>Stores that a session carries a booking.</summary>
    /// <returns>True: one that stands no more is left as it is.</returns>
    public static async Task<bool> CarryAsync(DbConnection connection, AppointmentCarried carried) =>
        await connection.ExecuteAsync(Carry, new { Id = carried.Appointment.Value, Session = carried.Session.Value, carried.CalledAt }) >= 0;

    /// <summary>Stores that a booked consultation took place, with a line of its history.</summary>
    /// <returns>True: one that stands no more is left as it is.</returns>
    public static async Task<bool> HoldAsync(DbConnection connection, AppointmentHeld held)
    {
        var row = new { Id = held.Appointment.Value, held.At, By = AppointmentRecord.Platform.Value };
        return await connection.ExecuteAsync(Hold, row) == 0 || await connection.ExecuteAsync(Held, row) == 1;
    }

    public Task HoldAsync(AppointmentHeld held) => database.WriteAsync(connection => HoldAsync(connection, held));

    public Task<bool> CloseAsync(AppointmentRecord closed, string reason, IReadOnlyList<RecordChange> records)
    {
        var row = new { Id = closed.Id.Value, closed.Version, Patient = closed.Patient.Value, closed.StartsAt };
        return database.WriteAsync(async connection =>
            await connection.ExecuteAsync(TakeTurn, row) == 1
            && !await connection.ExecuteScalarAsync<bool>(closed.State == AppointmentState.NoConnection ? Came : IsInSession, row)
            && await AppointmentRecords.ReplaceAsync(connection, closed, reason, records));
    }

    public Task<DayPast> PastAsync(AppointmentRecord booked, DateTimeOffset since)
    {
        var row = new { Patient = booked.Patient.Value, Carrier = booked.Carrier?.Value, booked.StartsAt, since };
        return database.ReadAsync(async connection => new DayPast(await connection.ExecuteScalarAsync<bool>(Came, row), await connection.ExecuteScalarAsync<bool>(Consulted, row)));
    }

    public async Task<ILookup<AppointmentId, AppointmentAttempt>> AttemptsAsync(IReadOnlyCollection<AppointmentId> appointments) =>
        (appointments.Count == 0 ? [] : await database.ReadAsync(connection => connection.QueryAsync<(string Appointment, DateTimeOffset At, string Missing)>(
            $"SELECT appointment, at, missing FROM appointment_attempt WHERE {database.In("appointment", "appointments")} ORDER BY at, missing", new { appointments = database.List(appointments.Select(one => one.Value)) })))
            .ToLookup(row => new AppointmentId(row.Appointment), row => new AppointmentAttempt(row.At, Words.Read<MissingSide>(row.Missing)));
}
