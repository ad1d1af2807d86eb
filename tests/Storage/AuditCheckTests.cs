using Medzdrav.Silo;

namespace Medzdrav.Tests.Storage;

/// <summary>Whoever changes the record is noticed, and the entry is named.</summary>
public abstract class AuditCheckTests(DatabaseKind kind) : IAsyncLifetime
{
    private AuditTrail trail = null!;

    public async ValueTask InitializeAsync()
    {
        trail = await AuditTrail.CreateAsync(kind);
        await trail.SealedAsync(9);
        Assert.Empty((await trail.CheckAsync()).Faults);
    }

    public async ValueTask DisposeAsync()
    {
        await trail.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData("who = 's2'")]
    [InlineData("post = 'consultanT'")]
    [InlineData("deed = 'changed'")]
    [InlineData("what = 'history'")]
    [InlineData("whose = '[\"p-2\"]'")]
    [InlineData("whose = '[\"p-3\"'")]
    [InlineData("session = ''")]
    [InlineData("session = 'session'")]
    [InlineData("purpose = 'treatmen'")]
    [InlineData("at = (SELECT e.at FROM audit_entry e WHERE e.number = 1)")]
    public async Task A_changed_value_is_noticed(string change)
    {
        await trail.SpoilAsync($"UPDATE audit_entry SET {change} WHERE number = 4");

        Assert.StartsWith("Entry 4 (row 4: ", await FaultAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_hash_is_noticed()
    {
        await trail.SpoilAsync("UPDATE audit_entry SET hash = (SELECT hash FROM audit_entry WHERE number = 1) WHERE number = 4");

        Assert.Equal(["Entry 4 ", "Entry 5 "], (await trail.CheckAsync()).Faults.Select(fault => fault[..8]));
    }

    [Fact]
    public async Task A_changed_entry_that_was_sealed_anew_is_noticed()
    {
        await trail.SpoilAsync("UPDATE audit_entry SET who = 's2' WHERE number = 4");
        await trail.ForgeAsync(4, until: 4);

        Assert.Contains("entry 4 was changed and sealed anew", await FaultAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("number = 5", "Entry 5 is missing.")]
    [InlineData("number IN (1, 2, 3)", "Entries 1 to 3 are missing.")]
    [InlineData("number = 9", "Entry 9 at the end is missing.")]
    [InlineData("number > 6", "Entries 7 to 9 at the end are missing.")]
    [InlineData("true", "All entries are missing: 9 were sealed.")]
    public async Task Deleted_entries_are_named(string which, string fault)
    {
        await trail.SpoilAsync($"DELETE FROM audit_entry WHERE {which}");

        Assert.Equal(fault, await FaultAsync());
    }

    [Fact]
    public async Task Two_entries_that_changed_places_are_noticed()
    {
        await trail.SpoilAsync("UPDATE audit_entry SET number = 100 WHERE number = 4; UPDATE audit_entry SET number = 4 WHERE number = 7; UPDATE audit_entry SET number = 7 WHERE number = 100");

        var faults = (await trail.CheckAsync()).Faults;
        Assert.Contains(faults, fault => fault.StartsWith("Entry 4 (row 7: ", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.StartsWith("Entry 7 (row 4: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Entries_behind_the_end_and_a_missing_end_are_noticed()
    {
        await trail.SpoilAsync("UPDATE audit_head SET number = 7, hash = (SELECT hash FROM audit_entry WHERE number = 7)");
        Assert.Equal("Entries 8 to 9 stand behind the end of the chain.", await FaultAsync());

        await trail.SpoilAsync("DELETE FROM audit_head");
        Assert.Contains("audit_head", await FaultAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_whole_chain_that_was_forged_does_not_fit_to_a_kept_end()
    {
        KeptHead[] kept = [new(3, await HashAsync(3), "Monday"), await trail.EndAsync()];
        await trail.SpoilAsync("UPDATE audit_entry SET who = 's2' WHERE number = 5");
        await trail.ForgeAsync(5);

        // Nothing inside of the database tells.
        Assert.Empty((await trail.CheckAsync()).Faults);
        Assert.Contains("an entry after 3 and up to 9 was changed", Assert.Single((await trail.CheckAsync(kept)).Faults), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_restored_copy_of_yesterday_does_not_fit_to_a_kept_end()
    {
        KeptHead[] kept = [new(5, await HashAsync(5), "Monday"), await trail.EndAsync()];
        await trail.PutBackAsync(5);

        Assert.Empty((await trail.CheckAsync()).Faults);
        Assert.StartsWith("Entry 9 was sealed (yesterday), and the chain ends at 5: an earlier copy of the database was restored", Assert.Single((await trail.CheckAsync(kept)).Faults), StringComparison.Ordinal);
        // Also when work went on there.
        await trail.SealedAsync(20);
        Assert.Contains("after 5 and up to 9", Assert.Single((await trail.CheckAsync(kept)).Faults), StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_entries_and_the_end_deleted_together_do_not_fit_to_a_kept_end()
    {
        var kept = await trail.EndAsync();
        await trail.SpoilAsync("UPDATE audit_head SET number = 0, hash = (SELECT previous FROM audit_entry WHERE number = 1); DELETE FROM audit_entry; DELETE FROM audit_person");

        Assert.StartsWith("Entry 9 was sealed", Assert.Single((await trail.CheckAsync(kept)).Faults), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Kept_ends_that_fit_are_no_fault()
    {
        KeptHead[] kept = [new(5, await HashAsync(5), "Monday"), await trail.EndAsync()];

        var found = await trail.CheckAsync(kept);

        Assert.True(found.IsSound);
        Assert.Equal(2, found.Compared);
    }

    [Fact]
    public async Task An_entry_without_a_seal_for_more_than_a_minute_is_a_fault_and_a_young_one_is_none()
    {
        await trail.AddAsync(AuditTrail.Entry());
        var found = await trail.CheckAsync();
        Assert.Equal((true, 1), (found.IsSound, found.Waiting));

        await trail.AddAsync(AuditTrail.Entry(at: TimeProvider.System.GetUtcNow().AddMinutes(-2)), AuditTrail.Entry(at: TimeProvider.System.GetUtcNow().AddHours(1)));
        found = await trail.CheckAsync();
        Assert.StartsWith("2 entries have no seal for more than a minute, or are of the future; the first is row 11:", Assert.Single(found.Faults), StringComparison.Ordinal);
        Assert.Equal(1, found.Waiting);
    }

    [Fact]
    public async Task A_seal_that_was_taken_away_is_noticed()
    {
        await trail.SpoilAsync("UPDATE audit_entry SET number = NULL WHERE number = 6");

        Assert.Equal("Entry 6 is missing.", await FaultAsync());
    }

    [Fact]
    public async Task An_entry_that_is_not_found_under_its_person_any_more_is_noticed()
    {
        await trail.SpoilAsync("DELETE FROM audit_person WHERE person = 'p-3'");

        Assert.Equal("Entry 4 (row 4: s1 consultant read card) is not found any more under person p-3 at its time (table audit_person).", await FaultAsync());
    }

    [Fact]
    public async Task An_entry_that_is_found_at_another_time_is_noticed()
    {
        await trail.SpoilAsync("UPDATE audit_person SET at = (SELECT e.at FROM audit_entry e WHERE e.number = 9) WHERE person = 'p-3'");

        Assert.Equal("Entry 4 (row 4: s1 consultant read card) is not found any more under person p-3 at its time (table audit_person).", await FaultAsync());
    }

    [Theory]
    [InlineData("SELECT 'p-8', at, id FROM audit_entry WHERE number = 4", "Entry 4 (row 4: s1 consultant read card) is found under person p-8, whom it is not about (table audit_person).")]
    [InlineData("SELECT 'nobody', at, id FROM audit_entry WHERE number = 4", "Entry 4 (row 4: s1 consultant read card) is found under person nobody, whom it is not about (table audit_person).")]
    [InlineData("SELECT 'p-3', e.at, 4 FROM audit_entry e WHERE e.number = 9", "Entry 4 (row 4: s1 consultant read card) is found under person p-3 at another time than its own, too (table audit_person).")]
    public async Task A_line_that_was_put_in_is_noticed(string line, string fault)
    {
        await trail.SpoilAsync($"INSERT INTO audit_person (person, at, entry) {line}");

        Assert.Equal(fault, await FaultAsync());
    }

    [Fact]
    public async Task A_line_that_leads_nowhere_is_found_by_nobody_and_is_no_fault()
    {
        await trail.SpoilAsync("INSERT INTO audit_person (person, at, entry) SELECT 'p-3', at, 4000 FROM audit_entry WHERE number = 4");

        Assert.Empty((await trail.CheckAsync()).Faults);
    }

    private async Task<string> FaultAsync() => Assert.Single((await trail.CheckAsync()).Faults);

    private async Task<string> HashAsync(long number)
    {
        await using var connection = await trail.Storage.ConnectAsync();
        return Convert.ToHexStringLower(Assert.Single(await AuditRows.ReadAsync(connection, $"{AuditRows.Select} WHERE number = @number", new { number })).Hash);
    }
}

public sealed class SqliteAuditCheckTests() : AuditCheckTests(DatabaseKind.Sqlite);

[Trait("database", "postgres")]
public sealed class PostgresAuditCheckTests() : AuditCheckTests(DatabaseKind.Postgres);
