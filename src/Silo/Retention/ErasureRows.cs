using System.Data.Common;
using Dapper;
using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Silo;

/// <summary>Statements of every erasing transaction: it leaves audit entries, has persons looked at again, and leaves busy ones alone.</summary>
internal static class ErasureRows
{
    private const string PutLook = "INSERT INTO person_look (person, at) VALUES (@person, @at) ON CONFLICT (person) DO UPDATE SET at = CASE WHEN excluded.at < person_look.at THEN excluded.at ELSE person_look.at END";

    /// <summary>A condition that the person in a column is in no open session, and has no booking ahead.</summary>
    public static string IsIdle(string person) =>
        $"""
        NOT EXISTS (SELECT 1 FROM session o WHERE o.patient = {person} AND o.closed_at IS NULL)
        AND NOT EXISTS (SELECT 1 FROM appointment b WHERE b.patient = {person} AND b.state = 'booked')
        """;

    /// <summary>A condition that an import's doubt about the person in a column is not decided.</summary>
    public static string IsDoubted(string person) =>
        $"(EXISTS (SELECT 1 FROM person_match m WHERE m.sent = {person} AND m.decision IS NULL) OR EXISTS (SELECT 1 FROM person_match m WHERE m.known = {person} AND m.decision IS NULL))";

    /// <summary>An entry about what was erased. Terms are settings: the platform does it in the post of those who keep them.</summary>
    public static AuditEntry Entry(StaffId who, Purpose purpose, DateTimeOffset now, AuditSubject what, IEnumerable<string> persons, string? session = null) => new(
        Instants.InMilliseconds(now), who, Post.Administrator, AuditDeed.Erased, what, [.. persons.Distinct().Select(person => new PatientId(person))], session is null ? null : new SessionId(session), purpose);

    /// <summary>The same, of the platform, for a term that is over.</summary>
    public static AuditEntry Entry(RetentionLimits limits, AuditSubject what, IEnumerable<string> persons, string? session = null) =>
        Entry(AuditMember.Platform.StaffId, Purpose.Retention, limits.Now, what, persons, session);

    /// <summary>Stores entries in the erasing transaction.</summary>
    public static Task KeepAsync(DbConnection connection, params AuditEntry[] entries) => AuditRecords.AddAsync(connection, new AuditEntries(entries));

    /// <summary>Has persons looked at: something of theirs went, and may have been the last.</summary>
    public static Task LookAsync(DbConnection connection, IEnumerable<string> persons, DateTimeOffset at) =>
        connection.ExecuteAsync(PutLook, persons.Distinct().Order(StringComparer.Ordinal).Select(person => new { person, at }));
}
