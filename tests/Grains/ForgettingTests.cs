using System.Globalization;
using Dapper;
using Medzdrav.Grains;
using Microsoft.Data.Sqlite;

namespace Medzdrav.Tests.Grains;

/// <summary>The grain that removes states goes over all of them, and comes again the next day.</summary>
public sealed class ForgettingTests(Clinic clinic) : IClassFixture<Clinic>
{
    [Fact]
    public async Task Ended_attempts_counts_and_credentials_go_and_are_counted_and_those_that_stand_stay()
    {
        // The sweep wakes the clinic's own for the first time.
        await clinic.Until(() => DueAt() > clinic.Clock.GetUtcNow().AddHours(1), "the first look is over");
        using var removed = new Measured(clinic, "medzdrav.cleanup.removed");
        await StoreAsync("attempt", days: 9);
        await StoreAsync("attempt", days: 7);
        await StoreAsync("taken", days: 3);
        await StoreAsync("credential", days: 36);
        await StoreAsync("credential", days: 31);
        await StoreAsync("devices", days: 401);
        await StoreAsync("keys", days: 1_000);
        var grain = clinic.Grains.GetGrain<IForgettingGrain>("tested");

        var next = await grain.Wake();

        Assert.Equal(clinic.Clock.GetUtcNow().AddDays(1), next);
        Assert.Equal(["attempt 7", "credential 31", "devices 401", "keys 1000"], await KeptAsync());
        Assert.Equal([1], removed.With("what=attempt"));
        Assert.Equal([1], removed.With("what=taken"));
        Assert.Equal([1], removed.With("what=credential"));
        Assert.Equal([0], removed.With("what=devices"));
    }

    private async Task StoreAsync(string name, int days)
    {
        await using var file = Open();
        await file.ExecuteAsync(
            "INSERT INTO grain_state (service, grain_type, key_n0, key_n1, key_text, payload, version, modified_at) VALUES ('medzdrav', @name, 0, 0, @key, x'01', 1, @at)",
            new { name, key = $"{name} {days}", at = clinic.Clock.GetUtcNow().AddDays(-days).UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) });
    }

    private async Task<string[]> KeptAsync()
    {
        await using var file = Open();
        return [.. await file.QueryAsync<string>("SELECT key_text FROM grain_state ORDER BY key_text")];
    }

    private DateTimeOffset DueAt()
    {
        using var records = new SqliteConnection($"Data Source={clinic.Records.Database};Pooling=False");
        return DateTimeOffset.FromUnixTimeMilliseconds(records.ExecuteScalar<long>("SELECT at FROM due WHERE kind = 'grainStates'"));
    }

    private SqliteConnection Open() => new($"Data Source={Path.Combine(Path.GetDirectoryName(clinic.Records.Database)!, "grains.db")};Pooling=False");
}
