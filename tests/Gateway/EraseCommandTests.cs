using Dapper;
using Medzdrav.Tests.Support;
using Microsoft.Data.Sqlite;

namespace Medzdrav.Tests.Gateway;

/// <summary>Erasing at the console.</summary>
public sealed class EraseCommandTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("medzdrav-erase-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_person_is_weighed_then_erased_then_unknown()
    {
        var unknown = await EraseAsync("p-1", "--because", "письмо");
        Assert.Equal((1, ""), (unknown.ExitCode, unknown.Output));
        Assert.Contains("no person with this id", unknown.Error, StringComparison.Ordinal);
        await ExecuteAsync("INSERT INTO person (id, name, name_key, birth_date, sex, phone) VALUES ('p-1', 'Ромашкина Анна', 'РОМАШКИНА АННА', '1990-05-01', 'female', '+79001234567')");

        var weighed = await EraseAsync("p-1", "--because", "письмо", "--dry-run");
        Assert.Equal((0, ""), (weighed.ExitCode, weighed.Error));
        Assert.StartsWith("Would be erased:", weighed.Output, StringComparison.Ordinal);
        var erased = await EraseAsync("p-1", "--because", "письмо № 12");

        Assert.Equal((0, ""), (erased.ExitCode, erased.Error));
        Assert.Contains("  the person", erased.Output.Split(Environment.NewLine));
        Assert.DoesNotContain("Ромашкина", erased.Output + weighed.Output, StringComparison.Ordinal);
        Assert.Equal(1, (await EraseAsync("p-1", "--because", "письмо")).ExitCode);
        Assert.Equal("письмо № 12", await ExecuteAsync("SELECT because FROM erasure"));
    }

    [Fact]
    public async Task A_reason_is_needed()
    {
        Assert.NotEqual(0, (await EraseAsync("p-1")).ExitCode);
        Assert.Contains("Say why", (await EraseAsync("p-1", "--because", " ")).Error, StringComparison.Ordinal);
    }

    private Task<HostCommand> EraseAsync(string person, params string[] more) => HostCommand.RunAsync(["erase", "person", person, .. more, "--Storage:DataDirectory", folder.FullName]);

    private async Task<string?> ExecuteAsync(string sql)
    {
        await using var database = new SqliteConnection($"Data Source={Path.Combine(folder.FullName, "medzdrav.db")};Pooling=False");
        return await database.ExecuteScalarAsync<string?>(sql);
    }
}
