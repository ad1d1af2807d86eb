using Dapper;
using Medzdrav.Contracts;
using Medzdrav.Grains;
using Medzdrav.Silo;
using Microsoft.Extensions.DependencyInjection;

namespace Medzdrav.Tests.Storage;

/// <summary>Entries are sealed in one chain, whoever writes and seals at a time.</summary>
public abstract class AuditChainTests(DatabaseKind kind) : IAsyncLifetime
{
    private AuditTrail trail = null!;

    public async ValueTask InitializeAsync() => trail = await AuditTrail.CreateAsync(kind);

    public async ValueTask DisposeAsync()
    {
        await trail.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_seal_is_what_the_document_says()
    {
        await trail.AddAsync(AuditTrail.Entry(at: Sample.Now) with { Whose = [new PatientId("p-1"), new PatientId("p-2")] });
        await trail.SealAsync();

        // Made by another program from the description in docs/access.md.
        Assert.Equal("61d0cf2aaa07c659df80a47f953f6453c69713b1287703fa9ef9fcb2cf9894ed", (await trail.EndAsync()).Hash);
    }

    [Fact]
    public async Task Three_silos_that_write_and_seal_at_once_make_one_chain()
    {
        const int each = 60;
        ServiceProvider[] silos = [.. Enumerable.Range(0, 3).Select(_ => new ServiceCollection().AddLogging().AddStorage(trail.Storage.Configuration).BuildServiceProvider())];
        var writing = Task.WhenAll(silos.Select(silo => Task.Run(() => WriteAsync(silo, each))));

        var sealing = Task.WhenAll(silos.Select(silo => Task.Run(async () =>
        {
            while (!writing.IsCompleted)
                await AuditTrail.SealAsync(silo.GetRequiredService<IAuditSeals>(), atOnce: 7);
        })));
        await Task.WhenAll(writing, sealing);
        await trail.SealAsync();

        var found = await trail.CheckAsync();
        Assert.Empty(found.Faults);
        Assert.Equal((3 * each, 3 * each), (found.Read, found.End!.Number));
        foreach (var silo in silos)
            await silo.DisposeAsync();
    }

    [Fact]
    public async Task Of_two_sealers_that_read_the_same_entries_one_stores_nothing()
    {
        await trail.AddAsync(AuditTrail.Entry(), AuditTrail.Entry());
        var (first, second) = (await trail.Seals.UnsealedAsync(10), await trail.Seals.UnsealedAsync(1));

        Assert.True(await trail.Seals.SealAsync(first.End, AuditChain.Seal(first.End, first.Entries)));
        Assert.False(await trail.Seals.SealAsync(second.End, AuditChain.Seal(second.End, second.Entries)));

        Assert.Empty((await trail.CheckAsync()).Faults);
        Assert.Equal(2, (await trail.EndAsync()).Number);
    }

    [Fact]
    public async Task A_batch_that_can_not_be_stored_whole_is_not_stored_at_all()
    {
        await trail.AddAsync(AuditTrail.Entry(), AuditTrail.Entry(), AuditTrail.Entry());
        var waiting = await trail.Seals.UnsealedAsync(10);
        await trail.SpoilAsync($"DELETE FROM audit_entry WHERE id = {waiting.Entries[1].Row}");

        await Assert.ThrowsAsync<InvalidOperationException>(() => trail.Seals.SealAsync(waiting.End, AuditChain.Seal(waiting.End, waiting.Entries)));

        Assert.Equal(0, (await trail.EndAsync()).Number);
        Assert.Equal(2, (await trail.Seals.UnsealedAsync(10)).Entries.Count);
    }

    [Fact]
    public async Task A_clock_that_goes_backwards_leaves_the_chain_whole()
    {
        var now = TimeProvider.System.GetUtcNow();
        foreach (var seconds in new[] { 0, -30, 10, -50 })
        {
            await trail.AddAsync(AuditTrail.Entry(at: now.AddSeconds(seconds)));
            await trail.SealAsync();
        }

        var found = await trail.CheckAsync();
        Assert.Empty(found.Faults);
        Assert.Equal(4, found.Read);
    }

    [Fact]
    public async Task Each_column_of_an_entry_is_sealed()
    {
        await using var connection = await trail.Storage.ConnectAsync();
        var columns = await connection.QueryAsync<string>(kind == DatabaseKind.Postgres
            ? "SELECT column_name::text FROM information_schema.columns WHERE table_name = 'audit_entry'"
            : "SELECT name FROM pragma_table_info('audit_entry')");

        Assert.Equal(StoredEntry.Columns.Concat(["id", "number", "previous", "hash"]).Order(), columns.Order());
    }

    private static async Task WriteAsync(ServiceProvider silo, int count)
    {
        var (records, journal) = (silo.GetRequiredService<IAuditRecords>(), silo.GetRequiredService<IJournal>());
        for (var number = 0; number < count; number += 2)
            await Task.WhenAll(
                records.AddAsync(new AuditEntries([AuditTrail.Entry()])),
                journal.AppendAsync(Sample.Commit(Sample.Session(), records: [new AuditEntries([AuditTrail.Entry() with { Deed = AuditDeed.Changed }])])));
    }
}

public sealed class SqliteAuditChainTests() : AuditChainTests(DatabaseKind.Sqlite);

[Trait("database", "postgres")]
public sealed class PostgresAuditChainTests() : AuditChainTests(DatabaseKind.Postgres);
