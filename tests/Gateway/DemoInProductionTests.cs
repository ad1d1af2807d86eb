using System.Globalization;
using Medzdrav.Tests.Support;

namespace Medzdrav.Tests.Gateway;

/// <summary>Accounts whose password everybody knows are not served outside Development.</summary>
public sealed class DemoInProductionTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("medzdrav-demo-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_database_with_enabled_demo_accounts_is_refused_until_they_are_disabled()
    {
        await using (await HostProcess.StartAsync(new() { ["Storage:DataDirectory"] = folder.FullName }))
        {
            // It makes the demo set.
        }

        var refused = await HostCommand.RunAsync([.. Production, string.Create(CultureInfo.InvariantCulture, $"--urls=http://127.0.0.1:{Ports.Free()}")]);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("staff disable --demo", Assert.Single(refused.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);

        var disabled = await HostCommand.RunAsync("staff", "disable", "--demo", $"--Storage:DataDirectory={folder.FullName}");
        Assert.Equal(0, disabled.ExitCode);
        Assert.Contains("17", disabled.Output, StringComparison.Ordinal);

        await using var served = await HostProcess.StartAsync(new() { ["ASPNETCORE_ENVIRONMENT"] = "Production" }, Production);
        Assert.Contains("Medzdrav is ready", served.Output, StringComparison.Ordinal);
    }

    private string[] Production => [$"--Storage:DataDirectory={folder.FullName}", "--Sms:Url=http://127.0.0.1:9/sms"];
}
