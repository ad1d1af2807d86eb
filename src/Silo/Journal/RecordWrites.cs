using System.Data.Common;
using Dapper;
using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Silo;

/// <summary>Record changes that are stored with a commit: the same SQL on both databases.</summary>
internal static class RecordWrites
{
    private const string GiveConsent =
        """
        INSERT INTO consent (person, text_version, text_hash, confirmed_by, account, at)
        VALUES (@Person, @TextVersion, @TextHash, @ConfirmedBy, @Account, @At)
        """;

    /// <summary>Of everything given and not taken back yet.</summary>
    public const string TakeConsentBack = "UPDATE consent SET withdrawn_at = @At WHERE person = @Person AND withdrawn_at IS NULL";

    private const string WriteConclusion =
        """
        INSERT INTO conclusion (id, session, patient, patient_name, birth_date, doctor, doctor_name, specialty, consulted_at,
                                complaints, history, diagnosis, recommendations, saved_at, signed_at)
        VALUES (@Id, @Session, @Patient, @PatientName, @BirthDate, @Doctor, @DoctorName, @Specialty, @ConsultedAt,
                @Complaints, @History, @Diagnosis, @Recommendations, @SavedAt, @SignedAt)
        ON CONFLICT (id) DO UPDATE SET
            patient_name = excluded.patient_name, birth_date = excluded.birth_date, doctor_name = excluded.doctor_name,
            complaints = excluded.complaints, history = excluded.history, diagnosis = excluded.diagnosis,
            recommendations = excluded.recommendations, saved_at = excluded.saved_at, signed_at = excluded.signed_at
        WHERE conclusion.signed_at IS NULL AND conclusion.doctor = excluded.doctor
        """;

    /// <returns>False when the records stand otherwise than the writer knew: a signed conclusion is never overwritten.</returns>
    public static async Task<bool> ApplyAsync(DbConnection connection, IReadOnlyList<RecordChange> changes)
    {
        foreach (var change in changes)
            if (!await ApplyAsync(connection, change))
                return false;
        return true;
    }

    private static async Task<bool> ApplyAsync(DbConnection connection, RecordChange change) => change switch
    {
        ConsentGiven given => await connection.ExecuteAsync(GiveConsent, new
        {
            Person = given.Patient.Value,
            given.TextVersion,
            given.TextHash,
            given.ConfirmedBy,
            Account = given.Account.Value,
            given.At,
        }) == 1,
        ConsentTakenBack back => await connection.ExecuteAsync(TakeConsentBack, new { Person = back.Patient.Value, back.At }) >= 0,
        ConclusionWritten written => await connection.ExecuteAsync(WriteConclusion, Columns(written)) == 1,
        Notice notice => await Notices.PutAsync(connection, notice),
        Due due => await DueRows.PutAsync(connection, due) == 1,
        _ => throw new NotSupportedException(change.GetType().Name),
    };

    private static object Columns(ConclusionWritten written)
    {
        var conclusion = written.Conclusion;
        return new
        {
            Id = conclusion.ConclusionId.Value,
            Session = conclusion.SessionId.Value,
            Patient = conclusion.PatientId.Value,
            conclusion.PatientName,
            conclusion.BirthDate,
            Doctor = written.Doctor.Value,
            conclusion.DoctorName,
            Specialty = Words.Of(conclusion.Specialty),
            conclusion.ConsultedAt,
            conclusion.Text.Complaints,
            conclusion.Text.History,
            conclusion.Text.Diagnosis,
            conclusion.Text.Recommendations,
            conclusion.SavedAt,
            conclusion.SignedAt,
        };
    }
}
