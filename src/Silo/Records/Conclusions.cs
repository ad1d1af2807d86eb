using Dapper;
using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Silo;

/// <summary>Conclusions, drafts and signed ones; written with commits only (<see cref="RecordWrites"/>).</summary>
internal sealed class Conclusions(Database database) : IConclusions
{
    private const string Select =
        """
        SELECT id, session, patient, patient_name, birth_date, doctor, doctor_name, specialty, consulted_at,
               complaints, history, diagnosis, recommendations, saved_at, signed_at
        FROM conclusion WHERE id = @Value
        """;

    public async Task<ConclusionRecord?> FindAsync(ConclusionId conclusion) =>
        await database.ReadAsync(connection => connection.QuerySingleOrDefaultAsync<ConclusionRow>(Select, new { conclusion.Value })) is { } row
            ? new ConclusionRecord(new StaffId(row.Doctor), row.View())
            : null;

    private sealed class ConclusionRow
    {
        public required string Id { get; init; }
        public required string Session { get; init; }
        public required string Patient { get; init; }
        public required string PatientName { get; init; }
        public DateOnly BirthDate { get; init; }
        public required string Doctor { get; init; }
        public required string DoctorName { get; init; }
        public required string Specialty { get; init; }
        public DateTimeOffset ConsultedAt { get; init; }
        public required string Complaints { get; init; }
        public required string History { get; init; }
        public required string Diagnosis { get; init; }
        public required string Recommendations { get; init; }
        public DateTimeOffset? SavedAt { get; init; }
        public DateTimeOffset? SignedAt { get; init; }

        public ConclusionView View() => new(
            new ConclusionId(Id),
            new SessionId(Session),
            new PatientId(Patient),
            PatientName,
            BirthDate,
            DoctorName,
            Words.Read<QueueKind>(Specialty),
            ConsultedAt,
            new ConclusionText(Complaints, History, Diagnosis, Recommendations),
            SavedAt,
            SignedAt);
    }
}
