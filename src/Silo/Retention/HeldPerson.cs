using System.Data.Common;
using Dapper;

namespace Medzdrav.Silo;

/// <summary>Whatever is on record of a person, as far as it depends on it what may be erased.</summary>
internal sealed class HeldPerson
{
    private static readonly string Person =
        $"""
        SELECT p.id, p.phone,
               EXISTS (SELECT 1 FROM session s WHERE s.patient = p.id AND s.closed_at IS NULL) AS is_in_session,
               EXISTS (SELECT 1 FROM upload u WHERE u.patient = p.id AND u.document IS NULL AND u.refusal IS NULL) AS is_uploading,
               EXISTS (SELECT 1 FROM upload u WHERE u.patient = p.id AND (u.document IS NOT NULL OR u.refusal IS NOT NULL)) AS has_uploads,
               EXISTS (SELECT 1 FROM appointment a WHERE a.patient = p.id AND a.state = 'booked') AS is_booked,
               {ErasureRows.IsDoubted("p.id")} AS is_doubted,
               (SELECT max(o.valid_to) FROM policy o WHERE o.person = p.id) AS insured_until,
               EXISTS (SELECT 1 FROM person o WHERE o.phone = p.phone AND o.id <> p.id) AS shares_phone
        FROM person p WHERE p.id = @person
        """;

    private const string SessionsOf =
        """
        SELECT s.id, s.closed_at, EXISTS (SELECT 1 FROM consultation c WHERE c.session = s.id) AS is_consulted,
               EXISTS (SELECT 1 FROM consultation c WHERE c.session = s.id AND c.signed_at IS NULL) AS is_unsigned
        FROM session s WHERE s.patient = @person ORDER BY s.opened_at
        """;

    private const string DocumentsOf =
        $"SELECT d.id, {DocumentErasure.Followed} AS is_followed FROM document d WHERE d.patient = @person";

    private const string AppointmentsOf = "SELECT a.id, a.starts_at, a.state = 'held' AS is_held FROM appointment a WHERE a.patient = @person ORDER BY a.starts_at";

    private const string ConsentsOf = "SELECT c.at, c.withdrawn_at FROM consent c WHERE c.person = @person";

    // A task of a number is the person's where nobody else has the number; a call-back asked for in the person's session is, whatever number it has.
    private const string TasksOf =
        """
        SELECT t.id, t.finished_at FROM task t
        WHERE t.appointment IN (SELECT a.id FROM appointment a WHERE a.patient = @person)
           OR t.id IN (SELECT m.task FROM person_match m WHERE m.sent = @person OR m.known = @person)
           OR t.session IN (SELECT s.id FROM session s WHERE s.patient = @person)
           OR t.phone = (SELECT p.phone FROM person p WHERE p.id = @person AND NOT EXISTS (SELECT 1 FROM person o WHERE o.phone = p.phone AND o.id <> p.id))
        """;

    public required string Id { get; init; }
    public string? Phone { get; init; }
    public bool IsInSession { get; init; }
    public bool IsUploading { get; init; }
    public bool HasUploads { get; init; }
    public bool IsBooked { get; init; }
    public bool IsDoubted { get; init; }
    public DateOnly? InsuredUntil { get; init; }
    public bool SharesPhone { get; init; }
    public IReadOnlyList<HeldSession> Sessions { get; private set; } = [];
    public IReadOnlyList<HeldDocument> Documents { get; private set; } = [];
    public IReadOnlyList<HeldAppointment> Appointments { get; private set; } = [];
    public IReadOnlyList<HeldConsent> Consents { get; private set; } = [];
    public IReadOnlyList<HeldTask> Tasks { get; private set; } = [];

    /// <summary>Sessions in which no doctor consulted.</summary>
    public IEnumerable<HeldSession> Contacts => Sessions.Where(session => !session.IsConsulted);

    /// <summary>Sessions that are the medical record.</summary>
    public IEnumerable<HeldSession> Records => Sessions.Where(session => session.IsConsulted);

    /// <summary>Whether the person's own record stays, because the medical record is about somebody.</summary>
    public bool HasRecord => Records.Any() || Appointments.Any(appointment => appointment.IsHeld);

    /// <summary>Null where no person has this id.</summary>
    public static async Task<HeldPerson?> ReadAsync(DbConnection connection, string person)
    {
        if (await connection.QuerySingleOrDefaultAsync<HeldPerson>(Person, new { person }) is not { } held)
            return null;
        held.Sessions = [.. await connection.QueryAsync<HeldSession>(SessionsOf, new { person })];
        held.Documents = [.. await connection.QueryAsync<HeldDocument>(DocumentsOf, new { person })];
        held.Appointments = [.. await connection.QueryAsync<HeldAppointment>(AppointmentsOf, new { person })];
        held.Consents = [.. await connection.QueryAsync<HeldConsent>(ConsentsOf, new { person })];
        held.Tasks = [.. await connection.QueryAsync<HeldTask>(TasksOf, new { person })];
        return held;
    }
}

/// <summary>A session of the person.</summary>
internal sealed class HeldSession
{
    public required string Id { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }
    public bool IsConsulted { get; init; }
    public bool IsUnsigned { get; init; }
}

/// <summary>A document of the person.</summary>
internal sealed class HeldDocument
{
    public required string Id { get; init; }
    public bool IsFollowed { get; init; }
}

/// <summary>A booking of the person.</summary>
internal sealed class HeldAppointment
{
    public required string Id { get; init; }
    public DateTimeOffset StartsAt { get; init; }
    public bool IsHeld { get; init; }
}

/// <summary>A consent of the person.</summary>
internal sealed class HeldConsent
{
    public DateTimeOffset At { get; init; }
    public DateTimeOffset? WithdrawnAt { get; init; }
}

/// <summary>A task about the person.</summary>
internal sealed class HeldTask
{
    public required string Id { get; init; }
    public DateTimeOffset? FinishedAt { get; init; }
}
