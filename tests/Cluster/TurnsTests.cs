using System.Globalization;
using Medzdrav.Tests.Support;

namespace Medzdrav.Tests.Cluster;

/// <summary>The host's wishes to its machine.</summary>
public sealed class TurnsTests
{
    private const int Batch = 3;

    /// <summary>The policy's place in <c>/proc/PID/task/TID/stat</c> behind the program's name (<c>proc(5)</c>, field 41).</summary>
    private const int PolicyField = 41 - 3;

    [Fact]
    public async Task A_packet_stops_no_thread_of_the_host_at_its_work()
    {
        var data = Directory.CreateTempSubdirectory("medzdrav-turns-");
        await using (var host = await HostProcess.StartAsync(new() { ["Storage:DataDirectory"] = data.FullName }))
        {
            var policies = Directory.EnumerateDirectories($"/proc/{host.Id}/task").Select(PolicyOf).OfType<int>().ToArray();
            Assert.NotEmpty(policies);
            Assert.All(policies, policy => Assert.Equal(Batch, policy));
        }
        data.Delete(recursive: true);
    }

    private static int? PolicyOf(string thread)
    {
        try
        {
            var stat = File.ReadAllText(Path.Combine(thread, "stat"));
            return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[PolicyField], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            // Ended meanwhile.
            return null;
        }
    }
}
