namespace Medzdrav.Tests.Deploy;

/// <summary>The settings in the files of <c>deploy</c> are those that the program reads.</summary>
public sealed class SettingTests
{
    [Theory]
    [InlineData("deploy/local/cluster.sh", 15)]
    [InlineData("deploy/compose/compose.yaml", 12)]
    [InlineData("deploy/compose/prepare.sh", 5)]
    [InlineData("deploy/kubernetes/silo.env", 10)]
    [InlineData("deploy/kubernetes/edge.env", 7)]
    [InlineData("deploy/kubernetes/silo.yaml", 1)]
    [InlineData("deploy/systemd/medzdrav-silo.service", 2)]
    [InlineData("deploy/systemd/medzdrav-edge.service", 1)]
    public void Every_setting_is_an_option_of_the_program(string file, int atLeast)
    {
        var names = Settings.In(Files.Read(file)).ToArray();

        Assert.DoesNotContain(names, name => !Settings.Knows(name));
        Assert.True(names.Length >= atLeast, $"{file} sets {names.Length} options only: {string.Join(", ", names)}");
    }

    [Fact]
    public void A_setting_that_nobody_reads_is_found() => Assert.False(Settings.Knows("Storage__Datenbank"));
}
