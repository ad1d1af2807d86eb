using System.Data.Common;
using Dapper;
using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Silo;

/// <summary>An API key as operators see it.</summary>
/// <param name="Id">The id that it is revoked by.</param>
/// <param name="MadeAt">When it was made.</param>
/// <param name="RevokedAt">Since when it is worth nothing; null while it is good.</param>
public sealed record ListedKey(string Id, DateTimeOffset MadeAt, DateTimeOffset? RevokedAt);

/// <summary>Insurers, their texts and keys, for operators at the console. What is wrong is answered in English; nothing was written then.</summary>
public sealed class InsurerRegister
{
    private const string InsertInsurer =
        """
        INSERT INTO insurer (id, name, logo, hotline, address, sms_sign_in, sms_assisted, accent_light, accent_dark)
        VALUES (@Id, @Name, @Logo, @Hotline, @Address, @SmsSignIn, @SmsAssisted, @AccentLight, @AccentDark) ON CONFLICT (id) DO NOTHING
        """;

    private const string UpdateInsurer =
        """
        UPDATE insurer SET name = @Name, logo = @Logo, hotline = @Hotline, address = @Address, sms_sign_in = @SmsSignIn, sms_assisted = @SmsAssisted,
                           accent_light = @AccentLight, accent_dark = @AccentDark
        WHERE id = @Id
        """;

    private readonly Database _database;
    private readonly IInsurerRecords _records;
    private readonly TimeProvider _clock;

    internal InsurerRegister(Database database, IInsurerRecords records, TimeProvider clock) => (_database, _records, _clock) = (database, records, clock);

    /// <summary>All insurers by id.</summary>
    public Task<IReadOnlyList<InsurerRecord>> ListAsync() => _records.AllAsync();

    /// <summary>Finds an insurer; null when unknown.</summary>
    public async Task<InsurerRecord?> FindAsync(string id) => (await _records.AllAsync()).FirstOrDefault(insurer => insurer.Id.Value == id);

    /// <summary>Adds an insurer.</summary>
    /// <returns>The fault; null when it was added.</returns>
    public async Task<string?> AddAsync(InsurerRecord insurer)
    {
        ArgumentNullException.ThrowIfNull(insurer);
        return InsurerRules.Fault(insurer) ?? await WriteAsync(insurer, InsertInsurer, $"There is an insurer {insurer.Id} already.");
    }

    /// <summary>Changes all of an insurer but its texts and keys.</summary>
    /// <returns>The fault; null when it was changed.</returns>
    public async Task<string?> ChangeAsync(InsurerRecord insurer)
    {
        ArgumentNullException.ThrowIfNull(insurer);
        return InsurerRules.Fault(insurer) ?? await WriteAsync(insurer, UpdateInsurer, $"There is no insurer {insurer.Id}.");
    }

    /// <summary>Gives an insurer another consent text; those confirmed before keep standing. The text that is sent already is not added again.</summary>
    /// <returns>The version, or what is wrong.</returns>
    public async Task<(string? Version, string? Fault)> AddConsentTextAsync(InsurerId insurer, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (InsurerRules.FaultOfConsent(text) is { } fault)
            return (null, fault);
        if (await FindAsync(insurer.Value) is not { } known)
            return (null, $"There is no insurer {insurer}.");
        var body = text.ReplaceLineEndings("\n").Trim();
        if (known.ConsentVersion is { } current && (await _records.ConsentTextAsync(current))?.Body == body)
            return (current, null);
        var version = await _database.WriteAsync(async connection =>
        {
            var count = await connection.ExecuteScalarAsync<int>("SELECT count(*) FROM consent_text WHERE insurer = @Value", new { insurer.Value });
            var row = new { Version = $"{insurer}-{count + 1}", Insurer = insurer.Value, Body = body, Now = _clock.GetUtcNow() };
            var added = await connection.ExecuteAsync("INSERT INTO consent_text (version, insurer, body, added_at) VALUES (@Version, @Insurer, @Body, @Now) ON CONFLICT (version) DO NOTHING", row);
            return added == 1 ? row.Version : null;
        });
        return version is null ? (null, "Another text was added meanwhile. Try again.") : (version, null);
    }

    /// <summary>Makes an API key.</summary>
    /// <returns>The key, whose text is nowhere else; null when there is no such insurer.</returns>
    public async Task<ApiKey?> MakeKeyAsync(InsurerId insurer)
    {
        if (await FindAsync(insurer.Value) is null)
            return null;
        var key = ApiKey.New();
        var row = new { key.Id, Hash = ApiKey.HashOf(key.Text), Insurer = insurer.Value, Now = _clock.GetUtcNow() };
        await _database.WriteAsync(connection => connection.ExecuteAsync("INSERT INTO insurer_key (hash, id, insurer, made_at) VALUES (@Hash, @Id, @Insurer, @Now)", row));
        return key;
    }

    /// <summary>Ends an API key. Idempotent.</summary>
    /// <returns>False when the insurer has no such key.</returns>
    public Task<bool> RevokeKeyAsync(InsurerId insurer, string key) => _database.WriteAsync(async connection =>
        await connection.ExecuteAsync(
            "UPDATE insurer_key SET revoked_at = COALESCE(revoked_at, @Now) WHERE id = @key AND insurer = @Value", new { key, insurer.Value, Now = _clock.GetUtcNow() }) == 1);

    /// <summary>An insurer's API keys, newest first.</summary>
    public Task<IReadOnlyList<ListedKey>> KeysAsync(InsurerId insurer) => _database.ReadAsync<IReadOnlyList<ListedKey>>(async connection =>
        [.. (await connection.QueryAsync<KeyRow>("SELECT id, made_at, revoked_at FROM insurer_key WHERE insurer = @Value ORDER BY made_at DESC, id", new { insurer.Value }))
            .Select(row => new ListedKey(row.Id, row.MadeAt, row.RevokedAt))]);

    private async Task<string?> WriteAsync(InsurerRecord insurer, string statement, string otherwise)
    {
        // Before writing, so that the console can say whose the host is.
        var taken = (await _records.AllAsync()).Where(other => other.Id != insurer.Id).SelectMany(other => other.Hosts, (other, host) => (other.Id, host));
        foreach (var (other, host) in taken)
            if (insurer.Hosts.Contains(host))
                return $"The host {host} is {other}'s.";
        return await _database.WriteAsync(async connection =>
        {
            var row = new { Id = insurer.Id.Value, insurer.Name, insurer.Logo, insurer.Hotline, insurer.Address, insurer.SmsSignIn, insurer.SmsAssisted, insurer.AccentLight, insurer.AccentDark };
            if (await connection.ExecuteAsync(statement, row) != 1)
                return otherwise;
            await WriteHostsAsync(connection, insurer);
            return null;
        });
    }

    private static async Task WriteHostsAsync(DbConnection connection, InsurerRecord insurer)
    {
        await connection.ExecuteAsync("DELETE FROM insurer_host WHERE insurer = @Value", new { insurer.Id.Value });
        foreach (var host in insurer.Hosts.Distinct())
            await connection.ExecuteAsync("INSERT INTO insurer_host (host, insurer) VALUES (@host, @Value)", new { host, insurer.Id.Value });
    }

    private sealed class KeyRow
    {
        public required string Id { get; init; }
        public DateTimeOffset MadeAt { get; init; }
        public DateTimeOffset? RevokedAt { get; init; }
    }
}
