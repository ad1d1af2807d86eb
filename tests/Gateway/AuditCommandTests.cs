using Dapper;
using Medzdrav.Tests.Support;
using Microsoft.Data.Sqlite;

namespace Medzdrav.Tests.Gateway;

/// <summary>The check of the audit at the console.</summary>
public sealed class AuditCommandTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("medzdrav-audit-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_record_that_is_whole_ends_with_0_and_a_spoilt_one_with_2_and_the_entry_named()
    {
        var kept = Path.Combine(folder.FullName, "heads");
        Assert.Equal(0, (await CheckAsync()).ExitCode);
        await SpoilAsync("INSERT INTO audit_entry (at, who, post, deed, what, whose, purpose, number, previous, hash) VALUES (1, 's1', 'consultant', 'read', 'card', '[]', 'treatment', 1, zeroblob(32), zeroblob(32)); UPDATE audit_head SET number = 1");

        var spoilt = await CheckAsync();
        Assert.Equal((2, ""), (spoilt.ExitCode, spoilt.Error));
        Assert.StartsWith("Entry 1 (row 1: s1 consultant read card) was changed", spoilt.Output, StringComparison.Ordinal);
        Assert.EndsWith("NOT WHOLE.", spoilt.Output.TrimEnd(), StringComparison.Ordinal);

        await SpoilAsync("DELETE FROM audit_entry; UPDATE audit_head SET number = 0");
        await File.WriteAllTextAsync(kept, $"2026-11-28T03:00:00.000Z 17 {new string('a', 64)}\n");
        var restored = await CheckAsync("--against", kept);
        Assert.Equal(2, restored.ExitCode);
        Assert.Contains("Entry 17 was sealed (2026-11-28T03:00:00.000Z)", restored.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_kept_ends_that_is_none_ends_with_1_and_a_line()
    {
        var empty = Path.Combine(folder.FullName, "empty");
        await File.WriteAllTextAsync(empty, "nothing\n");

        foreach (var file in new[] { empty, Path.Combine(folder.FullName, "nowhere") })
        {
            var failed = await CheckAsync("--against", file);
            Assert.Equal((1, ""), (failed.ExitCode, failed.Output));
            Assert.Contains(file, Assert.Single(failed.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
        }
    }

    private Task<HostCommand> CheckAsync(params string[] more) => HostCommand.RunAsync(["audit", "check", .. more, "--Storage:DataDirectory", folder.FullName]);

    private async Task SpoilAsync(string sql)
    {
        await using var database = new SqliteConnection($"Data Source={Path.Combine(folder.FullName, "medzdrav.db")};Pooling=False");
        await database.ExecuteAsync(sql);
    }
}
