using System.Security.Cryptography;
using Medzdrav.Contracts;
using Medzdrav.Silo;
using Medzdrav.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Medzdrav.Tests.Gateway;

/// <summary>Backups at the console, beside the running platform: restored elsewhere, a conversation goes on.</summary>
public abstract class BackupCommandTests(Clinic clinic) : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("medzdrav-backup-");

    public void Dispose()
    {
        folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_backup_made_while_people_talk_is_restored_elsewhere_and_the_conversation_goes_on()
    {
        await using var consultant = await clinic.OnDutyAsync("consultant1");
        await using var patient = await clinic.PatientAsync();
        var session = await patient.ConsentAsync(consultant);
        await consultant.Device.Ask<PatientCard>("PatientCard", session);
        var pdf = Photo.Pdf(300_000);
        var document = await new Tus(clinic.Http, patient.Tokens).UploadAsync(patient.Person.PatientId, "анализ.pdf", pdf);
        await patient.Device.Say("до копии");
        await SealedAsync();

        var backup = Path.Combine(folder.FullName, "backup");
        var (saying, stop) = Saying(patient.Device);
        Assert.Contains("files of documents", await clinic.CommandAsync("backup", backup, "--with-key"), StringComparison.Ordinal);
        stop();
        var said = await saying;
        Assert.NotEmpty(said);

        Assert.Equal("Whole.\n", (await HostCommand.RunAsync("verify", backup)).Output);
        var elsewhere = await ElsewhereAsync(folder.CreateSubdirectory("elsewhere").FullName);
        await CommandAsync(elsewhere, "restore", backup);
        await using var host = await HostProcess.StartAsync(elsewhere);
        await using var again = await Device.ConnectAsync(host.Address, patient.Tokens.AccessToken);
        await again.Join(session);
        Assert.Equal(Enumerable.Range(1, again.Log.Count), again.Log.Keys.Select(sequence => (int)sequence));
        Assert.Equal("до копии", again.Texts[0]);
        Assert.Equal(said.Take(again.Texts.Length - 1), again.Texts[1..]);
        await again.Say("после копии");
        await again.Until(() => again.Texts[^1] == "после копии", "the conversation goes on");

        using var http = new HttpClient { BaseAddress = host.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/documents/{document}?view=original") { Headers = { Authorization = new("Bearer", patient.Tokens.AccessToken) } };
        using var original = await http.SendAsync(request);
        Assert.Equal(SHA256.HashData(pdf), SHA256.HashData(await original.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync()));
        Assert.EndsWith("Whole.\n", await CommandAsync(elsewhere, "audit", "check", "--against", Path.Combine(backup, "manifest.json")), StringComparison.Ordinal);
    }

    /// <summary>The settings of an empty place.</summary>
    private protected abstract Task<Dictionary<string, string>> ElsewhereAsync(string place);

    /// <summary>Waits until the use of the card is sealed.</summary>
    private async Task SealedAsync()
    {
        var check = clinic.Storage.GetRequiredService<AuditCheck>();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while ((await check.RunAsync([], patience.Token)).End!.Number == 0)
            await look.WaitForNextTickAsync(patience.Token);
    }

    /// <summary>Says something again and again, and remembers what was acknowledged.</summary>
    private static (Task<List<string>> Said, Action Stop) Saying(Device device)
    {
        var goes = true;
        return (Task.Run(async () =>
        {
            var said = new List<string>();
            // As fast as a connection may for long.
            using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
            while (Volatile.Read(ref goes))
            {
                var text = $"во время копии {said.Count}";
                await device.Say(text);
                said.Add(text);
                await pace.WaitForNextTickAsync();
            }
            return said;
        }), () => Volatile.Write(ref goes, false));
    }

    private static async Task<string> CommandAsync(Dictionary<string, string> settings, params string[] arguments)
    {
        var done = await HostCommand.RunAsync([.. arguments, .. settings.Select(setting => $"--{setting.Key}={setting.Value}")]);
        Assert.True(done.ExitCode == 0, done.Error + done.Output);
        return done.Output;
    }
}

[Collection(nameof(OnSqlite))]
public sealed class BackupCommandTestsOnSqlite(SqliteClinic clinic) : BackupCommandTests(clinic)
{
    private protected override Task<Dictionary<string, string>> ElsewhereAsync(string place) => Task.FromResult(new Dictionary<string, string> { ["Storage:DataDirectory"] = Path.Combine(place, "data") });

    [Theory]
    [InlineData("names no folder", "backup")]
    [InlineData("names no folder", "verify", "--Storage:DataDirectory", "{0}")]
    [InlineData("There is no folder", "verify", "{0}/nowhere")]
    [InlineData("There is no folder", "restore", "{0}/nowhere")]
    [InlineData("There is no database in", "backup", "{0}/new", "--Storage:DataDirectory", "{0}")]
    [InlineData("\"wrong\"", "restore", "{0}", "wrong")]
    public async Task A_command_that_can_not_be_done_ends_with_1_and_a_line(string line, params string[] arguments)
    {
        var place = Directory.CreateTempSubdirectory("medzdrav-backup-");
        var failed = await HostCommand.RunAsync([.. arguments.Select(argument => argument.Replace("{0}", place.FullName, StringComparison.Ordinal))]);
        place.Delete(recursive: true);

        Assert.Equal((1, ""), (failed.ExitCode, failed.Output));
        Assert.Contains(line, Assert.Single(failed.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backup_that_is_not_whole_ends_with_2()
    {
        var place = Directory.CreateTempSubdirectory("medzdrav-backup-");
        var broken = await HostCommand.RunAsync("verify", place.FullName);
        place.Delete(recursive: true);

        Assert.Equal((2, ""), (broken.ExitCode, broken.Error));
        Assert.EndsWith("NOT WHOLE.\n", broken.Output, StringComparison.Ordinal);
    }
}

[Collection(nameof(OnPostgres))]
public sealed class BackupCommandTestsOnPostgres(PostgresClinic clinic) : BackupCommandTests(clinic)
{
    private protected override async Task<Dictionary<string, string>> ElsewhereAsync(string place) => new()
    {
        ["Storage:Database"] = "Postgres",
        ["Storage:ConnectionString"] = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync(),
        ["Files:Directory"] = Path.Combine(place, "files"),
        ["Staff:KeyFile"] = Path.Combine(place, "staff.key"),
        ["Silo:Port"] = $"{Ports.Free()}",
        ["Silo:GatewayPort"] = $"{Ports.Free()}",
    };
}
