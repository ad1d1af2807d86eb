using Medzdrav.Tests.Support;

namespace Medzdrav.Tests.Cluster;

/// <summary>A start whose links would be open to strangers, or whose certificates are no good, ends with one line.</summary>
public sealed class LinkStartTests : IDisposable
{
    private readonly PrivateAuthority authority = new();
    private readonly LinkFiles files;

    public LinkStartTests() => files = new LinkFiles(authority, authority.Issue("node"));

    public void Dispose()
    {
        files.Dispose();
        authority.Dispose();
    }

    [Theory]
    [InlineData("--roles=silo", "--Silo:Address=192.0.2.1", "Silo:Address 192.0.2.1 is reached over a network")]
    [InlineData("--roles=silo,gateway,web", "--Silo:Address=192.0.2.1", "Silo:Address 192.0.2.1 is reached over a network")]
    [InlineData("--roles=gateway,web", "--Cluster:Gateways=127.0.0.1:30000,192.0.2.1:30000", "192.0.2.1:30000 in Cluster:Gateways is reached over a network")]
    public async Task Links_over_a_network_need_certificates(string roles, string setting, string line) => await EndsAsync(line, [roles, setting]);

    [Fact]
    public async Task All_three_files_or_none() => await EndsAsync("one of them is missing", "--roles=gateway", $"--Cluster:Certificate={files.Certificate}");

    [Fact]
    public async Task A_key_has_to_be_its_certificate_s()
    {
        File.WriteAllText(files.Key, authority.Issue("another").Key);

        await EndsAsync($"{files.Key} does not hold the private key", Named());
    }

    [Fact]
    public async Task A_certificate_has_to_be_good_now()
    {
        files.Write(authority.Issue("node", days: -1));

        await EndsAsync("NotTimeValid", Named());
    }

    [Fact]
    public async Task A_certificate_has_to_be_its_own_authority_s()
    {
        using var foreign = new PrivateAuthority();
        files.Write(foreign.Issue("node"));

        await EndsAsync("is not good for links", Named());
    }

    private string[] Named() => ["--roles=gateway", .. files.Settings.Select(setting => $"--{setting.Key}={setting.Value}")];

    private static async Task EndsAsync(string line, params string[] arguments)
    {
        var ended = await HostCommand.RunAsync(arguments);

        Assert.Equal(1, ended.ExitCode);
        Assert.Contains(line, Assert.Single(ended.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }
}
