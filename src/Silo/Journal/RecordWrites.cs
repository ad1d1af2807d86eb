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
        INSERT INTO consent (person, text_version, text_hash, confirmed_by, account, at, insurer, session, identity, address, host)
        VALUES (@Person, @TextVersion, @TextHash, @ConfirmedBy, @Account, @At, @Insurer, @Session, @Identity, @Address, @Host)
        """;

    /// <summary>Of everything given and not taken back yet.</summary>
    public const string TakeConsentBack = "UPDATE consent SET withdrawn_at = @At WHERE person = @Person AND withdrawn_at IS NULL";

    private const string BeginConclusion =
        """
        INSERT INTO conclusion (id, session, patient, patient_name, birth_date, doctor, doctor_name, specialty, consulted_at,
                                complaints, history, diagnosis, recommendations, secondary_diagnoses, follow_up_days, saved_at, version)
        VALUES (@Id, @Session, @Patient, @PatientName, @BirthDate, @Doctor, @DoctorName, @Specialty, @ConsultedAt,
                @Complaints, @History, @Diagnosis, @Recommendations, @SecondaryDiagnoses, @FollowUpDays, @SavedAt, @Version)
        ON CONFLICT (id) DO NOTHING
        """;

    private const string SealConclusion =
        "UPDATE conclusion SET signed_at = @At, text_hash = @TextHash, edition = 1 WHERE id = @Id AND doctor = @Doctor AND version = @Version AND signed_at IS NULL";

    private const string KeepEdition =
        """
        INSERT INTO conclusion_former (id, edition, complaints, history, diagnosis, recommendations, secondary_diagnoses, follow_up_days,
                                       version, saved_at, signed_at, text_hash, corrected_at)
        SELECT id, CASE edition WHEN 0 THEN 1 ELSE edition END, complaints, history, diagnosis, recommendations, secondary_diagnoses, follow_up_days,
               version, saved_at, signed_at, text_hash, @SignedAt
        FROM conclusion WHERE id = @Id AND doctor = @Doctor AND version = @Before AND signed_at IS NOT NULL
        """;

    private const string CorrectConclusion =
        """
        UPDATE conclusion SET complaints = @Complaints, history = @History, diagnosis = @Diagnosis, recommendations = @Recommendations,
               secondary_diagnoses = @SecondaryDiagnoses, follow_up_days = @FollowUpDays,
               version = @Version, saved_at = @SavedAt, signed_at = @SignedAt, text_hash = @TextHash, edition = @Edition
        WHERE id = @Id AND version = @Before
        """;

    private const string MoveConsultation =
        """
        INSERT INTO consultation (id, session, patient, doctor, doctor_name, specialty, started_at, ended_at, signed_at)
        VALUES (@Id, @Session, @Patient, @Doctor, @DoctorName, @Specialty, @StartedAt, @EndedAt, @SignedAt)
        ON CONFLICT (id) DO UPDATE SET ended_at = excluded.ended_at, signed_at = excluded.signed_at
        """;

    private const string GiveRating =
        """
        INSERT INTO rating (session, insurer, consultant, doctor, stars, comment, rated_at)
        VALUES (@Session, @Insurer, @Consultant, @Doctor, @Stars, @Comment, @At)
        """;

    /// <returns>False when a record stands otherwise than the writer knew.</returns>
    public static async Task<bool> ApplyAsync(DbConnection connection, IReadOnlyList<RecordChange> changes)
    {
        foreach (var change in changes)
            if (!await ApplyAsync(connection, change))
                return false;
        return true;
    }

    private static async Task<bool> ApplyAsync(DbConnection connection, RecordChange change) => change switch
    {
        PersonNamed named => await PersonRows.StaysAsync(connection, named.Person),
        ConsentGiven given => await connection.ExecuteAsync(GiveConsent, new
        {
            Person = given.Patient.Value,
            given.TextVersion,
            given.TextHash,
            given.ConfirmedBy,
            Account = given.Account.Value,
            given.At,
            Insurer = given.Insurer.Value,
            Session = given.Proof?.Session.Value,
            Identity = Words.Of(given.Proof?.Identity),
            given.Proof?.Address,
            given.Proof?.Host,
        }) == 1,
        ConsentTakenBack back => await connection.ExecuteAsync(TakeConsentBack, new { Person = back.Patient.Value, back.At }) >= 0,
        ConclusionBegun begun => await connection.ExecuteAsync(BeginConclusion, Columns(begun)) == 1,
        ConclusionSealed signed => await connection.ExecuteAsync(SealConclusion, new
        {
            Id = signed.Conclusion.Value,
            Doctor = signed.Doctor.Value,
            signed.Version,
            signed.At,
            signed.TextHash,
        }) == 1,
        ConclusionReplaced replaced => await ReplaceAsync(connection, replaced),
        ConsultationMoved moved => await connection.ExecuteAsync(MoveConsultation, Columns(moved)) == 1,
        RatingGiven rating => await connection.ExecuteAsync(GiveRating, new
        {
            Session = rating.Session.Value,
            Insurer = rating.Insurer?.Value,
            Consultant = rating.Consultant?.Value,
            Doctor = rating.Doctor?.Value,
            rating.Stars,
            rating.Comment,
            rating.At,
        }) == 1,
        AuditEntries entries => await AuditRecords.AddAsync(connection, entries),
        Notice notice => await NoticeRecords.PutAsync(connection, notice),
        AccountNotice notice => await NoticeRecords.PutAsync(connection, notice),
        NoticeTakenBack back => await NoticeRecords.TakeBackAsync(connection, back),
        TaskAdded added => await BookingTaskRows.AddAsync(connection, added),
        PatientUntold untold => await AppointmentRecords.FailAsync(connection, untold),
        PatientTold told => await AppointmentRecords.TellAsync(connection, told),
        AppointmentCarried carried => await AppointmentDays.CarryAsync(connection, carried),
        AppointmentHeld held => await AppointmentDays.HoldAsync(connection, held),
        AppointmentTried tried => await AppointmentDays.TryAsync(connection, tried),
        Due due => await DueRows.PutAsync(connection, due) == 1,
        _ => throw new NotSupportedException(change.GetType().Name),
    };

    private static async Task<bool> ReplaceAsync(DbConnection connection, ConclusionReplaced replaced)
    {
        var corrected = replaced.Corrected;
        var row = new
        {
            Id = corrected.ConclusionId.Value,
            Doctor = replaced.Doctor.Value,
            replaced.Before,
            corrected.Text.Complaints,
            corrected.Text.History,
            corrected.Text.Diagnosis,
            corrected.Text.Recommendations,
            corrected.Text.SecondaryDiagnoses,
            corrected.Text.FollowUpDays,
            corrected.Version,
            corrected.SavedAt,
            corrected.SignedAt,
            corrected.TextHash,
            corrected.Edition,
        };
        return await connection.ExecuteAsync(KeepEdition, row) == 1 && await connection.ExecuteAsync(CorrectConclusion, row) == 1;
    }

    private static object Columns(ConclusionBegun begun)
    {
        var conclusion = begun.Conclusion;
        return new
        {
            Id = conclusion.ConclusionId.Value,
            Session = conclusion.SessionId.Value,
            Patient = conclusion.PatientId.Value,
            conclusion.PatientName,
            conclusion.BirthDate,
            Doctor = begun.Doctor.Value,
            conclusion.DoctorName,
            Specialty = Words.Of(conclusion.Specialty),
            conclusion.ConsultedAt,
            conclusion.Text.Complaints,
            conclusion.Text.History,
            conclusion.Text.Diagnosis,
            conclusion.Text.Recommendations,
            conclusion.Text.SecondaryDiagnoses,
            conclusion.Text.FollowUpDays,
            conclusion.SavedAt,
            conclusion.Version,
        };
    }

    private static object Columns(ConsultationMoved moved) => new
    {
        Id = moved.Consulted.Conclusion.Value,
        Session = moved.Session.Value,
        Patient = moved.Patient.Value,
        Doctor = moved.Consulted.Doctor.StaffId.Value,
        DoctorName = moved.Consulted.Doctor.Name,
        Specialty = Words.Of(moved.Consulted.Doctor.Queue),
        moved.Consulted.StartedAt,
        moved.Consulted.EndedAt,
        moved.Consulted.SignedAt,
    };
}
