using System.Globalization;
using Dapper;
using Medzdrav.Contracts;
using Medzdrav.Grains;
using Medzdrav.Silo;
using Medzdrav.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Medzdrav.Tests.Storage;

/// <summary>A record of uses in a database of its own, which a test may spoil.</summary>
internal sealed class AuditTrail(StorageFixture storage) : IAsyncDisposable
{
    public StorageFixture Storage => storage;

    public IAuditSeals Seals => storage.Services.GetRequiredService<IAuditSeals>();

    public static async Task<AuditTrail> CreateAsync(DatabaseKind kind) => new(await StorageFixture.CreateAsync(kind));

    /// <summary>An entry of now, about a card.</summary>
    public static AuditEntry Entry(string person = "p-1", DateTimeOffset? at = null)
    {
        var now = at ?? TimeProvider.System.GetUtcNow();
        return new(now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMillisecond)), new StaffId("s1"), Post.Consultant, AuditDeed.Read, AuditSubject.Card, [new PatientId(person)], null, Purpose.Treatment);
    }

    /// <summary>Adds entries one after the other, and seals them.</summary>
    public async Task SealedAsync(int count)
    {
        // A millisecond each, whatever the machine's clock does: tests tell entries by their times.
        var first = TimeProvider.System.GetUtcNow();
        for (var number = 0; number < count; number++)
            await AddAsync(Entry($"p-{number}", first.AddMilliseconds(number)));
        await SealAsync();
    }

    public Task AddAsync(params AuditEntry[] entries) => storage.Services.GetRequiredService<IAuditRecords>().AddAsync(new AuditEntries(entries));

    /// <summary>Seals all that has no seal, as the sealer does.</summary>
    public Task SealAsync() => SealAsync(Seals);

    public static async Task SealAsync(IAuditSeals seals, int atOnce = 500)
    {
        while (await seals.UnsealedAsync(atOnce) is { Entries.Count: > 0 } waiting)
            await seals.SealAsync(waiting.End, AuditChain.Seal(waiting.End, waiting.Entries));
    }

    /// <summary>Where the chain ends now, as it would be kept.</summary>
    public async Task<KeptHead> EndAsync()
    {
        var state = await Seals.StateAsync();
        return new KeptHead(state.End.Number, state.End.Digits, "yesterday");
    }

    public Task<AuditFindings> CheckAsync(params KeptHead[] kept) => storage.Services.GetRequiredService<AuditCheck>().RunAsync(kept);

    /// <summary>Changes what the owner of the database may change, whom nobody hinders.</summary>
    public Task SpoilAsync(string sql) => storage.ExecuteAsync(sql);

    /// <summary>Seals entries anew, as a forger would who knows how.</summary>
    /// <param name="from">The first.</param>
    /// <param name="until">The last; null for all of them, and the end of the chain.</param>
    public async Task ForgeAsync(long from, long? until = null)
    {
        await using var connection = await storage.ConnectAsync();
        var rows = await AuditRows.ReadAsync(connection, $"{AuditRows.Select} WHERE number >= @from AND number <= @until ORDER BY number", new { from, until = until ?? long.MaxValue });
        foreach (var seal in AuditChain.Seal(new AuditHead(from - 1, rows[0].Previous), rows.ConvertAll(row => row.Entry)))
        {
            await connection.ExecuteAsync("UPDATE audit_entry SET previous = @Previous, hash = @Hash WHERE id = @Row", seal);
            if (until is null)
                await connection.ExecuteAsync("UPDATE audit_head SET hash = @Hash", seal);
        }
    }

    /// <summary>Puts the record back to where it ended at that number, as an earlier copy of the database has it.</summary>
    public Task PutBackAsync(long number) => SpoilAsync(string.Create(CultureInfo.InvariantCulture, $"""
        UPDATE audit_head SET number = {number}, hash = (SELECT hash FROM audit_entry WHERE number = {number});
        DELETE FROM audit_person WHERE entry IN (SELECT id FROM audit_entry WHERE number > {number});
        DELETE FROM audit_entry WHERE number > {number};
        """));

    public ValueTask DisposeAsync() => storage.DisposeAsync();
}
