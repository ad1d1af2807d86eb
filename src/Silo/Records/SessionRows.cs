using System.Globalization;
using Dapper;
using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Silo;

/// <summary>Session rows, for those who look for sessions by other things than their id.</summary>
internal sealed class SessionRows(Database database) : ISessionRows
{
    private const string Entries =
        """
        SELECT id, patient, patient_name, opened_at, closed_at, mode, phase, close_reason, doctor_name, doctor_queue, conclusion, answered FROM session
        """;

    /// <summary>A correction is signed as the next edition of its conclusion.</summary>
    private const string CorrectedAt = "(SELECT c.signed_at FROM conclusion c WHERE c.id = consultation.id AND c.edition > 1) AS corrected_at";

    public Task<IReadOnlyList<WaitingSession>> WaitingAsync(QueueKind queue, QueueShard? shard = null) =>
        WaitingAsync(In(shard), new { queue = Words.Of(queue), beginnings = BeginningsOf(shard) });

    public Task<IReadOnlyList<WaitingSession>> WaitingAsync(QueueKind queue, IReadOnlyCollection<SessionId> sessions) =>
        WaitingAsync($"AND {database.In("id", "ids")}", new { queue = Words.Of(queue), ids = database.List(sessions.Select(session => session.Value)) });

    public Task<IReadOnlyList<WaitingSession>> AwaitingAsync(StaffId staff) => WaitersAsync("awaits = @Value", new { staff.Value });

    public Task<IReadOnlyList<WaitingTicket>> TicketsAsync(QueueKind queue, QueueShard? shard = null) =>
        database.ReadAsync<IReadOnlyList<WaitingTicket>>(async connection =>
        {
            var rows = await connection.QueryAsync<(string Id, long Ticket, string Mode, string Presence, long Priority)>(
                $"""SELECT id, ticket, mode, presence, {database.Number("wait", "priority")} FROM session WHERE queue = @queue AND ticket IS NOT NULL {In(shard)}""",
                new { queue = Words.Of(queue), beginnings = BeginningsOf(shard) });
            return rows.Select(row => new WaitingTicket(new SessionId(row.Id), row.Ticket, Words.Read<SessionMode>(row.Mode), Words.Read<Presence>(row.Presence), (int)row.Priority)).ToList();
        });

    public async Task<SessionId?> OpenOfPatientAsync(PatientId patient) =>
        await database.ReadAsync(connection => connection.QueryFirstOrDefaultAsync<string?>(
            "SELECT id FROM session WHERE patient = @Value AND closed_at IS NULL ORDER BY opened_at DESC", new { patient.Value })) is { } id
            ? new SessionId(id)
            : null;

    public Task<IReadOnlyList<OpenSessionView>> OpenOfOwnerAsync(Caller owner, IReadOnlyCollection<PatientId> patients) =>
        database.ReadAsync<IReadOnlyList<OpenSessionView>>(async connection =>
        {
            var rows = await connection.QueryAsync<(string Id, string? Patient, string Phase, DateTimeOffset OpenedAt)>(
                $"""
                SELECT id, patient, phase, opened_at FROM session WHERE closed_at IS NULL AND owner_kind = @kind AND owner_id = @id
                UNION
                SELECT id, patient, phase, opened_at FROM session WHERE closed_at IS NULL AND {database.In("patient", "patients")}
                ORDER BY opened_at
                """,
                new { kind = Words.Of(owner.Kind), id = owner.Id, patients = Ids(patients) });
            return rows.Select(row => new OpenSessionView(new SessionId(row.Id), PatientOrNull(row.Patient), Words.Read<SessionPhase>(row.Phase))).ToList();
        });

    public Task<IReadOnlyList<DeskSessionRow>> OfStaffAsync(StaffId staff) =>
        database.ReadAsync<IReadOnlyList<DeskSessionRow>>(async connection =>
        {
            var rows = (await connection.QueryAsync<DeskRow>(
                "SELECT id, patient_name, insurer, insurer_name, mode, phase, leg_started_at, opened_at FROM session WHERE staff = @Value AND closed_at IS NULL ORDER BY leg_started_at",
                new { staff.Value })).ToList();
            var slots = (await connection.QueryAsync<(string Session, string Key)>(
                $"SELECT session, key FROM claim WHERE {database.In("session", "ids")} AND kind = @kind ORDER BY key",
                new { ids = database.List(rows.Select(row => row.Id)), kind = Claims.StaffSlot })).ToLookup(slot => slot.Session, slot => slot.Key);
            return rows.ConvertAll(row => new DeskSessionRow(row.Session(), [.. slots[row.Id].Select(key => UnitOf(staff, key)).OfType<int>()]));
        });

    public Task<IReadOnlyList<SessionId>> AccompaniedByAsync(StaffId staff) =>
        database.ReadAsync<IReadOnlyList<SessionId>>(async connection =>
            [.. (await connection.QueryAsync<string>("SELECT id FROM session WHERE companion = @Value AND closed_at IS NULL", new { staff.Value })).Select(id => new SessionId(id))]);

    public Task<IReadOnlyList<CalendarEntry>> CalendarAsync(IReadOnlyCollection<PatientId> patients, int limit = 500) =>
        database.ReadAsync<IReadOnlyList<CalendarEntry>>(async connection =>
        {
            var rows = (await connection.QueryAsync<EntryRow>(
                $"{Entries} WHERE {database.In("patient", "patients")} ORDER BY opened_at DESC, id LIMIT @limit",
                new { patients = Ids(patients), limit })).ToList();
            var consultations = (await connection.QueryAsync<ConsultationRow>(
                $"SELECT id, session, doctor_name, specialty, started_at, ended_at, signed_at, {CorrectedAt} FROM consultation WHERE {database.In("session", "ids")} ORDER BY started_at, id",
                new { ids = database.List(rows.Select(row => row.Id)) })).ToLookup(consultation => consultation.Session);
            return rows.ConvertAll(row => row.Entry([.. consultations[row.Id].Select((consultation, index) => consultation.View(index + 1))]));
        });

    public Task<IReadOnlyList<CalendarEntry>> AwaitingSignatureAsync(StaffId doctor) =>
        database.ReadAsync<IReadOnlyList<CalendarEntry>>(async connection =>
        {
            var unsigned = (await connection.QueryAsync<ConsultationRow>(
                """
                SELECT id, session, doctor_name, specialty, started_at, ended_at, signed_at,
                    (SELECT count(*) FROM consultation earlier WHERE earlier.session = consultation.session
                        AND (earlier.started_at < consultation.started_at OR earlier.started_at = consultation.started_at AND earlier.id < consultation.id)) AS held_before
                FROM consultation
                WHERE doctor = @doctor AND signed_at IS NULL AND ended_at IS NOT NULL ORDER BY started_at, id
                """,
                new { doctor = doctor.Value })).ToList();
            var sessions = (await connection.QueryAsync<EntryRow>(
                $"{Entries} WHERE {database.In("id", "ids")}", new { ids = database.List(unsigned.Select(consultation => consultation.Session).Distinct()) })).ToDictionary(row => row.Id);
            return unsigned.ConvertAll(consultation => consultation.Alone(sessions[consultation.Session]));
        });

    /// <summary>The condition that a session waits in a shard. The first one has all that wait in no other, whatever their ids begin with.</summary>
    private string In(QueueShard? shard) => shard is not { Count: > 1 } one ? "" : $"AND {(one.Number == 0 ? "NOT " : "")}({database.In("substr(id, 1, 1)", "beginnings")})";

    private object BeginningsOf(QueueShard? shard) => database.List(shard is not { Count: > 1 } one ? [] : one.Number == 0 ? one.BeginningsElsewhere : one.BeginningsHere);

    private Task<IReadOnlyList<WaitingSession>> WaitingAsync(string condition, object parameters) => WaitersAsync($"queue = @queue {condition}", parameters);

    private Task<IReadOnlyList<WaitingSession>> WaitersAsync(string condition, object parameters) =>
        database.ReadAsync<IReadOnlyList<WaitingSession>>(async connection =>
        {
            var rows = await connection.QueryAsync<WaitingRow>(
                $"""
                SELECT id, ticket, mode, owner_kind, patient, patient_name, patient_birth_date, insurer, insurer_name, reason, wait, presence
                FROM session WHERE {condition} AND ticket IS NOT NULL
                """,
                parameters);
            return rows.Select(row => row.Waiting()).ToList();
        });

    private object Ids(IReadOnlyCollection<PatientId> patients) => database.List(patients.Select(patient => patient.Value));

    private static NamedInsurer? InsurerOrNull(string? id, string? name) => id is null ? null : new NamedInsurer(new InsurerId(id), name ?? "");

    private static PatientId? PatientOrNull(string? id) => id is null ? null : new PatientId(id);

    /// <summary>The unit in a claim's key; null when the claim is of somebody else (the session is being handed over).</summary>
    private static int? UnitOf(StaffId staff, string key) =>
        key.StartsWith(staff.Value + ":", StringComparison.Ordinal) ? int.Parse(key.AsSpan(staff.Value.Length + 1), CultureInfo.InvariantCulture) : null;

    private sealed class WaitingRow
    {
        public required string Id { get; init; }
        public long Ticket { get; init; }
        public required string Mode { get; init; }
        public required string OwnerKind { get; init; }
        public string? Patient { get; init; }
        public string? PatientName { get; init; }
        public DateOnly? PatientBirthDate { get; init; }
        public string? Reason { get; init; }
        public required string Wait { get; init; }
        public required string Presence { get; init; }
        public string? Insurer { get; init; }
        public string? InsurerName { get; init; }

        public WaitingSession Waiting() => new(
            new SessionId(Id),
            Ticket,
            Words.Read<SessionMode>(Mode),
            Patient is { } patient && PatientName is { } name && PatientBirthDate is { } birthDate ? new SessionPatientView(new PatientId(patient), name, birthDate) : null,
            Reason,
            WaitColumn.Read(Wait),
            Words.Read<Presence>(Presence),
            InsurerOrNull(Insurer, InsurerName),
            Words.Read<CallerKind>(OwnerKind) == CallerKind.Account);
    }

    private sealed class DeskRow
    {
        public required string Id { get; init; }
        public string? PatientName { get; init; }
        public required string Mode { get; init; }
        public required string Phase { get; init; }
        public DateTimeOffset? LegStartedAt { get; init; }
        public string? Insurer { get; init; }
        public string? InsurerName { get; init; }
        public DateTimeOffset OpenedAt { get; init; }

        public DeskSession Session() => new(new SessionId(Id), PatientName, Words.Read<SessionMode>(Mode), Words.Read<SessionPhase>(Phase), LegStartedAt ?? OpenedAt, InsurerOrNull(Insurer, InsurerName));
    }

    private sealed class EntryRow
    {
        public required string Id { get; init; }
        public required string Patient { get; init; }
        public string? PatientName { get; init; }
        public DateTimeOffset OpenedAt { get; init; }
        public DateTimeOffset? ClosedAt { get; init; }
        public required string Mode { get; init; }
        public required string Phase { get; init; }
        public string? CloseReason { get; init; }
        public string? DoctorName { get; init; }
        public string? DoctorQueue { get; init; }
        public string? Conclusion { get; init; }

        /// <summary>Of sessions from before this was kept nobody knows: they stand as talks.</summary>
        public bool? Answered { get; init; }

        public CalendarEntry Entry(ConsultationView[] consultations) => new(
            new SessionId(Id),
            new PatientId(Patient),
            PatientName ?? "",
            OpenedAt,
            ClosedAt,
            Words.Read<SessionMode>(Mode),
            Words.Read<SessionPhase>(Phase),
            Words.ReadOrNull<CloseReason>(CloseReason),
            DoctorName,
            Words.ReadOrNull<QueueKind>(DoctorQueue),
            Conclusion is { } conclusion ? new ConclusionId(conclusion) : null,
            consultations,
            Answered ?? true);
    }

    private sealed class ConsultationRow
    {
        public required string Id { get; init; }
        public required string Session { get; init; }
        public required string DoctorName { get; init; }
        public required string Specialty { get; init; }
        public DateTimeOffset StartedAt { get; init; }
        public DateTimeOffset? EndedAt { get; init; }
        public DateTimeOffset? SignedAt { get; init; }
        public DateTimeOffset? CorrectedAt { get; init; }

        /// <summary>How many of its session's consultations began before it.</summary>
        public long HeldBefore { get; init; }

        public ConsultationView View(int number) => new(
            new ConclusionId(Id), DoctorName, Words.Read<QueueKind>(Specialty), StartedAt, EndedAt, SignedAt is null ? null : new ConclusionId(Id), number, CorrectedAt);

        /// <summary>Its session's entry as if there were no other consultation in it.</summary>
        public CalendarEntry Alone(EntryRow session)
        {
            var view = View((int)HeldBefore + 1);
            return session.Entry([view]) with { DoctorName = view.DoctorName, Specialty = view.Specialty, Conclusion = view.Conclusion };
        }
    }
}
