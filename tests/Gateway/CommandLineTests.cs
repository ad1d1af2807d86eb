using Medzdrav.Tests.Support;

namespace Medzdrav.Tests.Gateway;

/// <summary>Settings on the host's command line, in both forms that a .NET program takes.</summary>
public sealed class CommandLineTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("medzdrav-command-line-");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData("--Storage:DataDirectory={0}")]
    [InlineData("--Storage:DataDirectory", "{0}")]
    public async Task A_subcommand_takes_a_setting_with_or_without_an_equals_sign(params string[] setting)
    {
        var done = await HostCommand.RunAsync(["staff", "list", .. Filled(setting)]);

        Assert.Equal((0, ""), (done.ExitCode, done.Error));
        Assert.True(File.Exists(Database));
    }

    [Fact]
    public async Task A_setting_before_a_commands_own_argument_does_not_take_its_place()
    {
        var policies = Path.Combine(folder.FullName, "policies.csv");
        Assert.Equal(0, (await HostCommand.RunAsync("generate-policies", "20", "--out", policies)).ExitCode);

        var done = await HostCommand.RunAsync("import", "--Storage:DataDirectory", folder.FullName, policies);

        Assert.Equal((0, ""), (done.ExitCode, done.Error));
        Assert.StartsWith("created 20", done.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(Database));
    }

    [Fact]
    public async Task The_server_takes_it_too()
    {
        await using var host = await HostProcess.StartAsync([], "--Storage:DataDirectory", folder.FullName, "--roles", "silo,gateway");

        Assert.True(File.Exists(Database));
        Assert.Equal((0, "ready\n"), await HealthAsync(new Uri(host.Address, "/health/ready")));
        Assert.Equal(1, (await HealthAsync(new Uri(host.Address, "/health/nothing"))).ExitCode);
        await host.KillAsync();
        Assert.Equal(1, (await HealthAsync(new Uri(host.Address, "/health/live"))).ExitCode);
    }

    private static async Task<(int ExitCode, string Output)> HealthAsync(Uri address)
    {
        var asked = await HostCommand.RunAsync("health", address.ToString());
        return (asked.ExitCode, asked.Output);
    }

    [Theory]
    [InlineData("Turn__Secret", "--Turn:Secret=0123456789abcdef")]
    [InlineData("Files__Keys", "--files:keys", "a AAAA")]
    [InlineData("Staff__Keys", "staff", "list", "--Staff:Keys=AAAA")]
    [InlineData("Storage__ConnectionString", "staff", "list", "--Storage:Database=Postgres", "--Storage:ConnectionString=Host=db;Username=me;Password=secret")]
    [InlineData("Storage__ConnectionString", "staff", "list", "--Storage:Database=Postgres", "--Storage:ConnectionString=Host=db;SSL Password=secret")]
    public async Task A_secret_on_the_command_line_is_refused_and_its_variable_named(string variable, params string[] arguments)
    {
        var refused = await HostCommand.RunAsync(arguments);

        Assert.Equal(1, refused.ExitCode);
        Assert.EndsWith($"{variable}=…", Assert.Single(refused.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Limits:Offer", "--Limits:Offer=-5")]
    [InlineData("plain HTTP", "--Management:Urls=https://127.0.0.1:6121")]
    [InlineData("is the port of the pages, too", "--urls=http://127.0.0.1:6122", "--Management:Urls=http://127.0.0.1:6122")]
    public async Task A_setting_that_cannot_be_is_named_in_one_line(string said, params string[] arguments)
    {
        var refused = await HostCommand.RunAsync([.. arguments, "--Sms:Url=http://127.0.0.1:9/sms", $"--Storage:DataDirectory={folder.FullName}"]);

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains(said, Assert.Single(refused.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("wrong", "wrong")]
    [InlineData("wrong", "--Storage:DataDirectory", "{0}", "wrong")]
    [InlineData("wrong", "staff", "list", "wrong")]
    [InlineData("wrong", "staff", "list", "--Storage:DataDirectory", "{0}", "wrong")]
    [InlineData("127.0.0.1", "health", "127.0.0.1")]
    [InlineData("--sead=2", "generate-policies", "1", "--sead", "2")]
    [InlineData("--Storage:DataDirectory", "staff", "list", "--Storage:DataDirectory")]
    public async Task A_wrong_word_ends_the_program_with_a_line_that_names_it(string word, params string[] arguments)
    {
        var failed = await HostCommand.RunAsync(Filled(arguments));

        Assert.Equal((1, ""), (failed.ExitCode, failed.Output));
        Assert.Contains($"\"{word}\"", Assert.Single(failed.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_zones_on_the_machine_the_start_ends_with_a_line_that_says_so()
    {
        var failed = await HostCommand.RunInAsync(new() { ["TZDIR"] = folder.CreateSubdirectory("zones").FullName }, "--environment=Development", "--Storage:DataDirectory", folder.FullName, "--urls=http://127.0.0.1:0");

        Assert.Equal(1, failed.ExitCode);
        Assert.Contains("Limits:TimeZone", Assert.Single(failed.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    private string Database => Path.Combine(folder.FullName, "medzdrav.db");

    private string[] Filled(string[] arguments) => [.. arguments.Select(argument => argument.Replace("{0}", folder.FullName, StringComparison.Ordinal))];
}
