using System.Data.Common;
using Dapper;
using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Silo;

/// <summary>Erases policies, consents, persons of whom nothing else is kept, and the accounts of numbers that were left.</summary>
internal sealed class PersonErasure(Database database)
{
    private static readonly string EndedPolicies = $"SELECT p.insurer, p.number, p.person FROM policy p WHERE p.valid_to < @day AND {ErasureRows.IsIdle("p.person")} ORDER BY p.valid_to LIMIT @most";

    private static readonly string Withdrawn = $"SELECT c.person, c.at FROM consent c WHERE c.withdrawn_at <= @limit AND {ErasureRows.IsIdle("c.person")} ORDER BY c.withdrawn_at LIMIT @most";

    private const string Looks = "SELECT person FROM person_look WHERE at <= @now ORDER BY at LIMIT @most";

    private static readonly string Facts =
        $"""
        SELECT p.id, p.phone,
               EXISTS (SELECT 1 FROM policy o WHERE o.person = p.id) AS has_policy,
               NOT ({ErasureRows.IsIdle("p.id")}) OR EXISTS (SELECT 1 FROM upload u WHERE u.patient = p.id) OR {ErasureRows.IsDoubted("p.id")} AS is_busy,
               EXISTS (SELECT 1 FROM session s WHERE s.patient = p.id)
                   OR EXISTS (SELECT 1 FROM appointment a WHERE a.patient = p.id)
                   OR EXISTS (SELECT 1 FROM document d WHERE d.patient = p.id) AS has_history,
               (SELECT max(s.closed_at) FROM session s WHERE s.patient = p.id) AS last_session_at,
               (SELECT max(c.at) FROM consent c WHERE c.person = p.id AND c.withdrawn_at IS NULL) AS last_consent_at,
               EXISTS (SELECT 1 FROM consent c WHERE c.person = p.id AND c.withdrawn_at IS NOT NULL) AS had_consent
        FROM person p
        """;

    // Consents name the account that gave them.
    private const string FormerAccounts =
        """
        SELECT f.id FROM former_account f WHERE f.ended_at <= @until AND NOT EXISTS (SELECT 1 FROM consent c WHERE c.account = f.id) ORDER BY f.ended_at LIMIT @most
        """;

    public Task<(int Erased, int Read, int Most)> ErasePoliciesAsync(RetentionLimits limits, int most) => database.WriteAsync(async connection =>
    {
        List<(string Insurer, string Number, string Person)> ended = [.. await connection.QueryAsync<(string, string, string)>(EndedPolicies, new { day = limits.Policies, most })];
        // Their persons are looked at again: a trigger sees to it, whoever takes a policy away.
        foreach (var policy in ended)
            await connection.ExecuteAsync("DELETE FROM policy WHERE insurer = @Insurer AND number = @Number AND valid_to < @day", new { policy.Insurer, policy.Number, day = limits.Policies });
        await KeepAsync(connection, limits, AuditSubject.Policy, ended.Select(policy => policy.Person));
        return (ended.Count, ended.Count, most);
    });

    public Task<(int Erased, int Read, int Most)> EraseConsentsAsync(RetentionLimits limits, int most) => database.WriteAsync(async connection =>
    {
        List<(string Person, DateTimeOffset At)> ended = [.. await connection.QueryAsync<(string, DateTimeOffset)>(Withdrawn, new { limit = limits.Consents, most })];
        foreach (var (person, at) in ended)
            await connection.ExecuteAsync("DELETE FROM consent WHERE person = @person AND at = @at", new { person, at });
        await ErasureRows.LookAsync(connection, ended.Select(consent => consent.Person), limits.Now);
        await KeepAsync(connection, limits, AuditSubject.Consent, ended.Select(consent => consent.Person));
        return (ended.Count, ended.Count, most);
    });

    /// <summary>Looks at persons of whom something went.</summary>
    public Task<(int Erased, int Read, int Most)> EraseAsync(RetentionLimits limits, int most) => database.WriteAsync(async connection =>
    {
        // Imports neither give a person a policy nor join two meanwhile, and nobody opens a session for one.
        await PolicyBook.TakeTurnAsync(database, connection);
        string[] looked = [.. await connection.QueryAsync<string>(Looks, new { now = limits.Now, most })];
        await PersonRows.TakeAsync(connection, looked);
        List<FactsRow> facts = [.. await connection.QueryAsync<FactsRow>($"{Facts} WHERE {database.In("p.id", "ids")}", new { ids = database.List(looked) })];
        var fates = facts.ToDictionary(row => row.Id, row => RetentionRules.Of(row.Facts(), limits));
        await connection.ExecuteAsync($"DELETE FROM person_look WHERE {database.In("person", "ids")}", new { ids = database.List(looked) });
        foreach (var (person, fate) in fates)
            if (fate.LookAt is { } at)
                await ErasureRows.LookAsync(connection, [person], at);
        string[] consents = [.. fates.Where(fate => fate.Value.EndsConsents).Select(fate => fate.Key)];
        await connection.ExecuteAsync($"DELETE FROM consent WHERE withdrawn_at IS NULL AND {database.In("person", "ids")}", new { ids = database.List(consents) });
        await KeepAsync(connection, limits, AuditSubject.Consent, consents);
        var ended = facts.FindAll(row => fates[row.Id].EndsPerson);
        await EraseAsync(database, connection, [.. ended.Select(row => row.Id)], [.. ended.Select(row => row.Phone).OfType<string>()], limits.Now);
        await KeepAsync(connection, limits, AuditSubject.Persons, ended.Select(row => row.Id));
        return (ended.Count, looked.Length, most);
    });

    /// <summary>Erases the proofs of erasures on request, when nobody needs them any more.</summary>
    public Task<(int Erased, int Read, int Most)> EraseRequestsAsync(RetentionLimits limits, int most) => database.WriteAsync(async connection =>
    {
        var ended = await connection.ExecuteAsync("DELETE FROM erasure WHERE id IN (SELECT id FROM erasure WHERE at <= @limit ORDER BY at LIMIT @most)", new { limit = limits.Consents, most });
        return (ended, ended, most);
    });

    /// <summary>Erases accounts of numbers that were left so long ago that no sign-in made with them is worth anything.</summary>
    public Task<(int Erased, int Read, int Most)> EraseFormerAccountsAsync(RetentionLimits limits, int most) => database.WriteAsync(async connection =>
    {
        string[] ended = [.. await connection.QueryAsync<string>(FormerAccounts, new { until = limits.Now - RetentionRules.FormerAccounts, most })];
        await connection.ExecuteAsync($"DELETE FROM former_account WHERE {database.In("id", "ids")}", new { ids = database.List(ended) });
        return (ended.Length, ended.Length, most);
    });

    /// <summary>Erases the records of persons who have nothing else, in a transaction that chose them; accounts of numbers at which nobody is left are over, with their devices and calendar links.</summary>
    public static async Task EraseAsync(Database database, DbConnection connection, string[] persons, string[] phones, DateTimeOffset now)
    {
        await connection.ExecuteAsync($"DELETE FROM person WHERE {database.In("id", "ids")}", new { ids = database.List(persons) });
        await LeftNumbers.EndErasedAsync(database, connection, [.. phones.Distinct()], now);
    }

    private static Task KeepAsync(DbConnection connection, RetentionLimits limits, AuditSubject what, IEnumerable<string> persons) =>
        ErasureRows.KeepAsync(connection, [.. persons.Distinct().Select(person => ErasureRows.Entry(limits, what, [person]))]);

    private sealed class FactsRow
    {
        public required string Id { get; init; }
        public string? Phone { get; init; }
        public bool HasPolicy { get; init; }
        public bool IsBusy { get; init; }
        public bool HasHistory { get; init; }
        public DateTimeOffset? LastSessionAt { get; init; }
        public DateTimeOffset? LastConsentAt { get; init; }
        public bool HadConsent { get; init; }

        public PersonFacts Facts() => new(
            HasPolicy, IsBusy, HasHistory, LastSessionAt > LastConsentAt || LastConsentAt is null ? LastSessionAt : LastConsentAt, LastConsentAt is not null, HadConsent);
    }
}
