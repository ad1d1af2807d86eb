using Dapper;
using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Silo;

/// <summary>Conclusions, drafts and signed ones; begun and signed with commits (<see cref="RecordWrites"/>).</summary>
internal sealed class ConclusionRecords(Database database) : IConclusions
{
    private const string Select =
        """
        SELECT id, session, patient, patient_name, birth_date, doctor, doctor_name, specialty, consulted_at,
               complaints, history, diagnosis, recommendations, saved_at, signed_at, version
        FROM conclusion WHERE id = @Value
        """;

    // Two savings, or a saving and a signature, meet at this row: who comes second finds another version.
    private const string Save =
        """
        UPDATE conclusion SET complaints = @Complaints, history = @History, diagnosis = @Diagnosis, recommendations = @Recommendations,
               saved_at = @At, version = version + 1
        WHERE id = @Id AND doctor = @Doctor AND signed_at IS NULL AND version = coalesce(@BasedOn, version)
        RETURNING version
        """;

    private const string IsSigned = "SELECT signed_at IS NOT NULL FROM conclusion WHERE id = @Id AND doctor = @Doctor";

    public async Task<ConclusionRecord?> FindAsync(ConclusionId conclusion) =>
        await database.ReadAsync(connection => connection.QuerySingleOrDefaultAsync<ConclusionRow>(Select, new { conclusion.Value })) is { } row
            ? new ConclusionRecord(new StaffId(row.Doctor), row.View())
            : null;

    public Task<Reply<SavedDraft>> SaveAsync(RecordCommand command, DraftSave draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        var row = new
        {
            Id = draft.Conclusion.Value,
            Doctor = draft.Doctor.Value,
            draft.Text.Complaints,
            draft.Text.History,
            draft.Text.Diagnosis,
            draft.Text.Recommendations,
            draft.BasedOn,
            command.At,
        };
        return database.WriteAsync(connection => CommandRows.OnceAsync<SavedDraft>(connection, command, async () =>
        {
            if (await connection.QuerySingleOrDefaultAsync<long?>(Save, row) is { } version)
                return new SavedDraft(version, command.At, draft.Conclusion);
            return await connection.ExecuteScalarAsync<bool>(IsSigned, row) ? Refusal.AlreadySigned : Refusal.ConclusionChanged;
        }));
    }

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
        public long Version { get; init; }

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
            SignedAt,
            Version);
    }
}
