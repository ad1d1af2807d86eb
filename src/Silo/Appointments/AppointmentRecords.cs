using System.Data.Common;
using Dapper;
using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Silo;

/// <summary>Booked consultations.</summary>
internal sealed class AppointmentRecords(Database database) : IAppointments
{
    private const string Doctors = "doctor";
    private const string Persons = "person";

    private const string Select =
        $"""
        SELECT {AppointmentRow.Columns}, told_at, told_by, told_by_name, failed_at AS sms_failed_at, why AS sms_failure
        FROM appointment LEFT JOIN appointment_told ON appointment_told.appointment = appointment.id AND appointment_told.of_version = appointment.version
        LEFT JOIN appointment_untold ON appointment_untold.appointment = appointment.id AND appointment_untold.of_version = appointment.version
        """;

    private const string Tell =
        """
        INSERT INTO appointment_told (appointment, of_version, told_at, told_by, told_by_staff, told_by_name)
        VALUES (@Appointment, @Version, @At, @By, @Staff, @StaffName)
        ON CONFLICT (appointment, of_version) DO NOTHING
        """;

    private const string Fail =
        """
        INSERT INTO appointment_untold (appointment, of_version, failed_at, why) VALUES (@Appointment, @Version, @At, @Why)
        ON CONFLICT (appointment, of_version) DO UPDATE SET failed_at = excluded.failed_at, why = excluded.why
        """;

    // Whoever holds the wish has read what was wished when they took it; whoever neither holds nor names it has read nothing.
    private const string IsWishNewer =
        """
        SELECT EXISTS (SELECT 1 FROM task WHERE kind = 'wish' AND appointment = @Id AND finished_at IS NULL AND answer IS NULL
                       AND COALESCE(COALESCE(asked_again_at, asked_at) > COALESCE(@seen, CASE WHEN claimed_by = @ChangedBy THEN claimed_at END), TRUE))
        """;

    // A patient who wishes something else takes this turn, too.
    private const string TakeWishTurn = "UPDATE appointment SET state = state WHERE id = @Id";

    private const string Insert =
        $"""
        INSERT INTO appointment ({AppointmentRow.Columns})
        VALUES (@Id, @Version, @State, @Patient, @Doctor, @Specialty, @StartsAt, @Zone, @Wall, @BufferMinutes, @Reason, @Repeated, @Documents, @TellBy, @TellWhom, @OverrideReason, @Session,
                @OutsideRoster, @ChangedBy, @ChangedAt, @CancelledBy, @CancelReason, @RemindedAt, @CalledAt, @Carrier, @PatientZone, @Mode)
        """;

    // The row before names its version: of two changes of the same one, one is stored.
    private const string Update =
        """
        UPDATE appointment SET version = @Version, state = @State, doctor = @Doctor, specialty = @Specialty, starts_at = @StartsAt, zone = @Zone, wall = @Wall, buffer_minutes = @BufferMinutes,
               override_reason = @OverrideReason, outside_roster = @OutsideRoster, changed_by = @ChangedBy, changed_at = @ChangedAt, cancelled_by = @CancelledBy, cancel_reason = @CancelReason,
               reminded_at = @RemindedAt, called_at = @CalledAt, carrier = @Carrier, patient_zone = @PatientZone, mode = @Mode
        WHERE id = @Id AND version = @Version - 1 AND state = 'booked'
        """;

    private const string Changed =
        """
        INSERT INTO appointment_change (appointment, version, state, doctor, starts_at, changed_by, changed_at, reason)
        VALUES (@Id, @Version, @State, @Doctor, @StartsAt, @ChangedBy, @ChangedAt, @why)
        """;

    private const string LastDoctor =
        """
        SELECT doctor FROM appointment WHERE patient = @Value AND state = 'booked' AND specialty = coalesce(@specialty, specialty)
        ORDER BY starts_at DESC, id LIMIT 1
        """;

    private const string Claim =
        "INSERT INTO appointment_claim (kind, holder, starts_at, appointment) VALUES (@kind, @holder, @startsAt, @appointment) ON CONFLICT DO NOTHING";

    private const string LetGo = "DELETE FROM appointment_claim WHERE appointment = @Value";

    // From here on whoever books with the doctor, or changes the roster, waits for this one.
    private const string TakeTurn = "UPDATE roster SET bookings = bookings + 1 WHERE staff = @Doctor AND version = @Roster";

    // Two who book siblings at once hold the rows of different rosters: the later one waits here, and sees the claim of the first. SQLite has one writer anyway.
    private const string TakeFamilyTurn = "SELECT pg_advisory_xact_lock(hashtextextended(@Value, 0))";

    private const string IsTaken =
        $"SELECT EXISTS (SELECT 1 FROM appointment_claim WHERE kind = '{Doctors}' AND holder = @Doctor AND starts_at >= @StartsAt AND starts_at <= @until AND appointment <> @Id)";

    private readonly string _isSiblingBooked =
        $"SELECT EXISTS (SELECT 1 FROM appointment_claim WHERE kind = '{Persons}' AND {database.In("holder", "siblings")} AND starts_at = @startsAt AND appointment <> @appointment)";

    /// <summary>Keeps that the patient was told, in the transaction that ends the telling. It takes no turn of the booking itself: whoever changes that meanwhile has another version.</summary>
    /// <returns>True: somebody who told before is as good.</returns>
    public static async Task<bool> TellAsync(DbConnection connection, PatientTold told) => await connection.ExecuteAsync(
        Tell, new { Appointment = told.Appointment.Value, told.Version, told.At, By = Words.Of(told.By), Staff = told.Staff?.Value, told.StaffName }) >= 0;

    /// <summary>Keeps that an SMS about a version failed.</summary>
    /// <returns>True: an earlier failure gives way.</returns>
    public static async Task<bool> FailAsync(DbConnection connection, PatientUntold untold) =>
        await connection.ExecuteAsync(Fail, new { Appointment = untold.Appointment.Value, untold.Version, untold.At, Why = Words.Of(untold.Why) }) == 1;

    public async Task<AppointmentRecord?> FindAsync(AppointmentId appointment) => (await database.ReadAsync(connection =>
        connection.QuerySingleOrDefaultAsync<AppointmentRow>($"{Select} WHERE id = @Value", new { appointment.Value })))?.Record();

    public Task<IReadOnlyList<AppointmentRecord>> OfPersonAsync(PatientId patient, int limit) =>
        ListAsync($"{Select} WHERE patient = @Value ORDER BY starts_at DESC, id LIMIT @limit", new { patient.Value, limit });

    public async Task<StaffId?> LastDoctorAsync(PatientId patient, string? specialty) =>
        await database.ReadAsync(connection => connection.QuerySingleOrDefaultAsync<string>(LastDoctor, new { patient.Value, specialty })) is { } doctor ? new StaffId(doctor) : null;

    public Task<IReadOnlyList<AppointmentRecord>> OfPersonsAsync(IReadOnlyCollection<PatientId> patients, int limit) => patients.Count == 0
        ? Task.FromResult<IReadOnlyList<AppointmentRecord>>([])
        : ListAsync($"{Select} WHERE {database.In("patient", "patients")} ORDER BY starts_at DESC, id LIMIT @limit", new { patients = database.List(patients.Select(one => one.Value)), limit });

    public async Task<IReadOnlyDictionary<AppointmentId, DateTimeOffset>> BookedAtAsync(IReadOnlyCollection<AppointmentId> appointments) => appointments.Count == 0
        ? new Dictionary<AppointmentId, DateTimeOffset>()
        : (await database.ReadAsync(connection => connection.QueryAsync<(string Appointment, DateTimeOffset At)>(
            $"SELECT appointment, changed_at FROM appointment_change WHERE version = 1 AND {database.In("appointment", "appointments")}", new { appointments = database.List(appointments.Select(one => one.Value)) })))
            .ToDictionary(row => new AppointmentId(row.Appointment), row => row.At);

    public async Task<AppointmentRecord?> NearAsync(PatientId patient, DateTimeOffset after, DateTimeOffset until) =>
        (await ListAsync($"{Select} WHERE patient = @Value AND state = 'booked' AND starts_at > @after AND starts_at <= @until ORDER BY starts_at, id LIMIT 1", new { patient.Value, after, until })) is [var first, ..] ? first : null;

    public Task<IReadOnlyList<AppointmentRecord>> WithDoctorAsync(StaffId doctor, DateTimeOffset from, DateTimeOffset until) => WithDoctorsAsync([doctor], from, until);

    public Task<IReadOnlyList<AppointmentRecord>> WithDoctorsAsync(IReadOnlyCollection<StaffId> doctors, DateTimeOffset from, DateTimeOffset until) => ListAsync(
        $"{Select} WHERE {database.In("doctor", "doctors")} AND starts_at >= @from AND starts_at < @until AND state <> 'cancelled' ORDER BY starts_at, id", new { doctors = database.List(doctors.Select(one => one.Value)), from, until });

    public Task<IReadOnlyList<AppointmentRecord>> AheadAsync(StaffId doctor, DateTimeOffset after) =>
        ListAsync($"{Select} WHERE doctor = @Value AND starts_at > @after AND state = 'booked' ORDER BY starts_at, id", new { doctor.Value, after });

    public Task<IReadOnlyList<AgreedTime>> AgreedAsync(DateTimeOffset after) => database.ReadAsync<IReadOnlyList<AgreedTime>>(async connection =>
        [.. (await connection.QueryAsync<(string Id, DateTimeOffset StartsAt, string Zone, string Wall)>("SELECT id, starts_at, zone, wall FROM appointment WHERE state = 'booked' AND starts_at > @after", new { after }))
            .Select(row => new AgreedTime(new AppointmentId(row.Id), row.StartsAt, row.Zone, row.Wall))]);

    public Task<IReadOnlyList<BookedSpan>> ChangedSinceAsync(DateTimeOffset at, DateTimeOffset after) => database.ReadAsync<IReadOnlyList<BookedSpan>>(async connection =>
        [.. (await connection.QueryAsync<SpanRow>(
            "SELECT id, doctor, starts_at, buffer_minutes, state FROM appointment WHERE changed_at >= @since AND (starts_at >= @after OR changed_at >= @after)", new { since = RosterRecords.Before(at), after }))
            .Select(row => row.Span())]);

    public Task<Reply<AppointmentRecord>?> BookAsync(RecordCommand command, AppointmentRecord appointment, BookingContext context) =>
        InTurnAsync(command, appointment, context, async connection =>
        {
            await connection.ExecuteAsync(Insert, AppointmentRow.Of(appointment));
            return await ClaimAsync(connection, appointment, appointment.Terms.Reason, context);
        });

    public Task<Reply<AppointmentRecord>?> MoveAsync(RecordCommand command, AppointmentRecord moved, string reason, BookingContext context) =>
        InTurnAsync(command, moved, context, async connection =>
        {
            if (await RefuseWishAsync(connection, moved, context.WishSeen) is { } refusal)
                return refusal;
            if (await connection.ExecuteAsync(Update, AppointmentRow.Of(moved)) == 0)
                return Refusal.AppointmentChanged;
            await connection.ExecuteAsync(LetGo, new { moved.Id.Value });
            return await ClaimAsync(connection, moved, reason, context);
        });

    public Task<Reply<AppointmentRecord>> CancelAsync(RecordCommand command, AppointmentRecord cancelled, IReadOnlyList<RecordChange> records, DateTimeOffset? wishSeen = null) =>
        database.WriteAsync(connection => CommandRows.OnceAsync<AppointmentRecord>(connection, command, async () =>
            await RefuseWishAsync(connection, cancelled, wishSeen) is { } refusal ? refusal
                : await ReplaceAsync(connection, cancelled, cancelled.CancelReason!, records) ? cancelled
                : Refusal.AppointmentChanged));

    /// <summary>Why a change can't be the answer to the patient's wish; null where it may. The wish that is there now stays until the change is stored.</summary>
    private static async Task<Refusal?> RefuseWishAsync(DbConnection connection, AppointmentRecord changed, DateTimeOffset? seen)
    {
        var row = new { Id = changed.Id.Value, ChangedBy = changed.ChangedBy.Value, seen };
        await connection.ExecuteAsync(TakeWishTurn, row);
        return await connection.ExecuteScalarAsync<bool>(IsWishNewer, row) ? TaskRecords.WishChanged : null;
    }

    /// <summary>Stores a booking that takes no time any more in the place of the version before, in the transaction that ends it.</summary>
    /// <returns>False where another version stands.</returns>
    public static async Task<bool> ReplaceAsync(DbConnection connection, AppointmentRecord ended, string reason, IReadOnlyList<RecordChange> records)
    {
        if (await connection.ExecuteAsync(Update, AppointmentRow.Of(ended)) == 0)
            return false;
        await connection.ExecuteAsync(LetGo, new { ended.Id.Value });
        await KeepAsync(connection, ended, reason, records);
        return true;
    }

    /// <summary>A change that takes a doctor's time: one after another with all others of that doctor and of the person's login, and only with the roster that was seen. A refused one leaves nothing but its answer.</summary>
    private Task<Reply<AppointmentRecord>?> InTurnAsync(RecordCommand command, AppointmentRecord appointment, BookingContext context, Func<DbConnection, Task<Reply<AppointmentRecord>>> change) =>
        database.WriteAsync<Reply<AppointmentRecord>?>(async connection =>
        {
            if (await CommandRows.FirstAnswerAsync<AppointmentRecord>(connection, command) is { } first)
                return first;
            // Most of a crowd that wants one slot comes too late: they need not wait for each other to hear so.
            if (await IsTakenAsync(connection, appointment))
                return await CommandRows.OnceAsync(connection, command, () => Task.FromResult<Reply<AppointmentRecord>>(Refusal.SlotTaken));
            if (await connection.ExecuteAsync(TakeTurn, new { Doctor = appointment.Doctor.Value, context.Roster }) == 0)
                return null;
            if (context.Family is { } family && database.Kind == DatabaseKind.Postgres)
                await connection.ExecuteAsync(TakeFamilyTurn, new { family.Value });
            return await CommandRows.OnceAsync(connection, command, async () =>
            {
                await connection.ExecuteAsync("SAVEPOINT booking");
                var reply = await change(connection);
                if (reply.Value is null)
                    await connection.ExecuteAsync("ROLLBACK TO SAVEPOINT booking");
                await connection.ExecuteAsync("RELEASE SAVEPOINT booking");
                return reply;
            });
        });

    private static Task<bool> IsTakenAsync(DbConnection connection, AppointmentRecord wanted) => connection.ExecuteScalarAsync<bool>(
        IsTaken, new { Doctor = wanted.Doctor.Value, wanted.StartsAt, until = wanted.StartsAt.AddMinutes(wanted.BufferMinutes), Id = wanted.Id.Value });

    private async Task<Reply<AppointmentRecord>> ClaimAsync(DbConnection connection, AppointmentRecord booked, string reason, BookingContext context)
    {
        var appointment = booked.Id.Value;
        for (var minutes = 0; minutes <= booked.BufferMinutes; minutes += Quarters.Minutes)
            if (await connection.ExecuteAsync(Claim, new { kind = Doctors, holder = booked.Doctor.Value, startsAt = booked.StartsAt.AddMinutes(minutes), appointment }) == 0)
                return Refusal.SlotTaken;
        if (await connection.ExecuteAsync(Claim, new { kind = Persons, holder = booked.Patient.Value, startsAt = booked.StartsAt, appointment }) == 0)
            return Refusal.PersonBooked;
        if (context.Siblings.Count > 0 && await connection.ExecuteScalarAsync<bool>(_isSiblingBooked, new { siblings = database.List(context.Siblings.Select(one => one.Value)), startsAt = booked.StartsAt, appointment }))
            return Refusal.SiblingBooked;
        await KeepAsync(connection, booked, reason, context.Records);
        return booked;
    }

    private static async Task KeepAsync(DbConnection connection, AppointmentRecord changed, string reason, IReadOnlyList<RecordChange> records)
    {
        var row = new DynamicParameters(AppointmentRow.Of(changed));
        row.Add("why", reason);
        await connection.ExecuteAsync(Changed, row);
        await FollowAsync(connection, changed.Id, records);
    }

    /// <summary>Stores what follows from a change of a booking. All of it, or nothing of the change.</summary>
    public static async Task FollowAsync(DbConnection connection, AppointmentId booking, IReadOnlyList<RecordChange> records)
    {
        if (!await RecordWrites.ApplyAsync(connection, records))
            throw new InvalidOperationException($"What follows from booking {booking} does not fit what is stored.");
    }

    private Task<IReadOnlyList<AppointmentRecord>> ListAsync(string sql, object parameters) => database.ReadAsync<IReadOnlyList<AppointmentRecord>>(async connection =>
        [.. (await connection.QueryAsync<AppointmentRow>(sql, parameters)).Select(row => row.Record())]);

    private sealed class SpanRow
    {
        public required string Id { get; init; }
        public required string Doctor { get; init; }
        public DateTimeOffset StartsAt { get; init; }
        public int BufferMinutes { get; init; }
        public required string State { get; init; }

        public BookedSpan Span() => new(new AppointmentId(Id), new StaffId(Doctor), StartsAt, BufferMinutes, Words.Read<AppointmentState>(State) is AppointmentState.Booked or AppointmentState.Held);
    }
}
