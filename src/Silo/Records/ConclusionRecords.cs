using Dapper;
using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Silo;

/// <summary>Conclusions, drafts and signed ones; begun, signed and corrected with commits (<see cref="RecordWrites"/>).</summary>
internal sealed class ConclusionRecords(Database database) : IConclusions
{
    private const string Select =
        """
        SELECT id, session, patient, patient_name, birth_date, doctor, doctor_name, specialty, consulted_at,
               complaints, history, diagnosis, recommendations, secondary_diagnoses, follow_up_days, saved_at, signed_at, version,
               text_hash, CASE WHEN edition = 0 AND signed_at IS NOT NULL THEN 1 ELSE edition END AS edition, edition AS editions, NULL AS corrected_at
        FROM conclusion WHERE id = @Value
        """;

    // A program of before, beside this one during an upgrade, signs without an edition: that is the first one.
    private const string SelectEdition = $"{Select} AND signed_at IS NOT NULL AND (edition = @edition OR edition = 0 AND @edition = 1)";

    private const string SelectFormer =
        """
        SELECT c.id, c.session, c.patient, c.patient_name, c.birth_date, c.doctor, c.doctor_name, c.specialty, c.consulted_at,
               f.complaints, f.history, f.diagnosis, f.recommendations, f.secondary_diagnoses, f.follow_up_days, f.saved_at, f.signed_at, f.version,
               f.text_hash, f.edition, c.edition AS editions, f.corrected_at
        FROM conclusion_former f JOIN conclusion c ON c.id = f.id WHERE f.id = @Value AND f.edition = @edition
        """;

    // Two savings, or a saving and a signature, meet at this row: who comes second finds another version.
    private const string Save =
        """
        UPDATE conclusion SET complaints = @Complaints, history = @History, diagnosis = @Diagnosis, recommendations = @Recommendations,
               secondary_diagnoses = @SecondaryDiagnoses, follow_up_days = @FollowUpDays, saved_at = @At, version = version + 1
        WHERE id = @Id AND doctor = @Doctor AND signed_at IS NULL AND version = coalesce(@BasedOn, version)
        RETURNING version
        """;

    private const string IsSigned = "SELECT signed_at IS NOT NULL FROM conclusion WHERE id = @Id AND doctor = @Doctor";

    public async Task<ConclusionRecord?> FindAsync(ConclusionId conclusion, int? edition = null)
    {
        var row = await database.ReadAsync(async connection => edition is null
            ? await connection.QuerySingleOrDefaultAsync<ConclusionRow>(Select, new { conclusion.Value })
            : await connection.QuerySingleOrDefaultAsync<ConclusionRow>(SelectEdition, new { conclusion.Value, edition })
                ?? await connection.QuerySingleOrDefaultAsync<ConclusionRow>(SelectFormer, new { conclusion.Value, edition }));
        return row is null ? null : new ConclusionRecord(new StaffId(row.Doctor), row.View());
    }

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
            draft.Text.SecondaryDiagnoses,
            draft.Text.FollowUpDays,
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
        public required string SecondaryDiagnoses { get; init; }
        public int? FollowUpDays { get; init; }
        public DateTimeOffset? SavedAt { get; init; }
        public DateTimeOffset? SignedAt { get; init; }
        public long Version { get; init; }
        public string? TextHash { get; init; }
        public int Edition { get; init; }
        public int Editions { get; init; }
        public DateTimeOffset? CorrectedAt { get; init; }

        public ConclusionView View() => new(
            new ConclusionId(Id),
            new SessionId(Session),
            new PatientId(Patient),
            PatientName,
            BirthDate,
            DoctorName,
            Words.Read<QueueKind>(Specialty),
            ConsultedAt,
            new ConclusionText(Complaints, History, Diagnosis, Recommendations, SecondaryDiagnoses, FollowUpDays),
            SavedAt,
            SignedAt,
            Version,
            TextHash,
            Edition,
            Math.Max(Edition, Editions),
            CorrectedAt);
    }
}
