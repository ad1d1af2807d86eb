using Dapper;
using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Silo;

/// <summary>Insurers with their hosts and consent texts.</summary>
internal sealed class InsurerRecords(Database database) : IInsurerRecords
{
    private const string SelectInsurers =
        """
        SELECT i.id, i.name, i.logo, i.hotline, i.address, i.sms_sign_in, i.sms_assisted, i.accent_light, i.accent_dark,
               (SELECT t.version FROM consent_text t WHERE t.insurer = i.id ORDER BY t.added_at DESC, t.version DESC LIMIT 1) AS consent_version
        FROM insurer i ORDER BY i.id
        """;

    public Task<IReadOnlyList<InsurerRecord>> AllAsync() => database.ReadAsync<IReadOnlyList<InsurerRecord>>(async connection =>
    {
        var hosts = (await connection.QueryAsync<(string Insurer, string Host)>("SELECT insurer, host FROM insurer_host ORDER BY host")).ToLookup(row => row.Insurer, row => row.Host);
        return [.. (await connection.QueryAsync<InsurerRow>(SelectInsurers)).Select(row => Read(row, [.. hosts[row.Id]]))];
    });

    public Task<StoredConsentText?> ConsentTextAsync(string version) => database.ReadAsync(async connection =>
        await connection.QuerySingleOrDefaultAsync<TextRow>("SELECT version, insurer, body FROM consent_text WHERE version = @version", new { version }) is { } row
            ? new StoredConsentText(row.Version, new InsurerId(row.Insurer), row.Body)
            : null);

    public Task<InsurerId?> OfKeyAsync(string hash) => database.ReadAsync<InsurerId?>(async connection =>
        await connection.ExecuteScalarAsync<string?>("SELECT insurer FROM insurer_key WHERE hash = @hash AND revoked_at IS NULL", new { hash }) is { } insurer ? new InsurerId(insurer) : null);

    private static InsurerRecord Read(InsurerRow row, IReadOnlyList<string> hosts) => new()
    {
        Id = new InsurerId(row.Id),
        Name = row.Name,
        Logo = row.Logo,
        Hosts = hosts,
        Hotline = row.Hotline,
        Address = row.Address,
        SmsSignIn = row.SmsSignIn,
        SmsAssisted = row.SmsAssisted,
        AccentLight = row.AccentLight,
        AccentDark = row.AccentDark,
        ConsentVersion = row.ConsentVersion,
    };

    private sealed class InsurerRow
    {
        public required string Id { get; init; }
        public required string Name { get; init; }
        public required string Logo { get; init; }
        public required string Hotline { get; init; }
        public required string Address { get; init; }
        public required string SmsSignIn { get; init; }
        public required string SmsAssisted { get; init; }
        public required string AccentLight { get; init; }
        public required string AccentDark { get; init; }
        public string? ConsentVersion { get; init; }
    }

    private sealed class TextRow
    {
        public required string Version { get; init; }
        public required string Insurer { get; init; }
        public required string Body { get; init; }
    }
}
