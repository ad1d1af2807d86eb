using System.Globalization;
using Medzdrav.Tests.Support;

namespace Medzdrav.Tests.Load;

/// <summary>Comparison 7: memory of the server while people come and go at one rate for long. No peer: it has to stay what it is.</summary>
internal static class SteadyComparison
{
    private const int Patients = 200;
    private const int Consultants = 30;
    private const int Arrivals = 20;
    private const int MinuteSeconds = 60;

    // Closed sessions are kept for six minutes and collected in rounds: until as many go as come, memory must grow.
    private const int WarmMinutes = 11;
    private const int Minutes = 10;
    private const double MiB = 1024 * 1024;
    private const double MostGrowth = 2;

    public static async Task<Comparison> RunAsync(CompareSettings settings)
    {
        using var clients = CorePinning.ThisProcess(settings.ClientCore);
        await using var postgres = await PostgresServer.StartNewAsync(durable: true);
        await using var host = await MatchingHost.StartAsync(settings.ServerCore, postgres, units: 3);
        var clinic = await MatchingClinic.OpenAsync(host, Patients, Consultants);
        List<double> resident = [];
        for (var minute = 0; minute < WarmMinutes + Minutes; minute++)
        {
            await clinic.ArriveAsync(Arrivals, MinuteSeconds, seed: 1 + minute);
            resident.Add(await host.Process.CollectedAsync() / MiB);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"minute {minute + 1}: {resident[^1]:F1} MiB"));
        }
        var measured = resident.Skip(WarmMinutes).ToArray();
        return new("Memory at a steady load, PostgreSQL",
        [
            new("Resident without garbage, each minute", "MiB", measured),
            new($"Growth in {Minutes} minutes", "%", [100 * (Late(measured) / Early(measured) - 1)], Target: Target.AtMost(MostGrowth)),
        ],
        [$"{Arrivals} calls a second by chance: an open, a join, an admission and a closing each. Read after two forced collections. The first {WarmMinutes} minutes do not count: a closed session stays in memory for six, and is collected in rounds. Growth: the mean of the last three minutes over that of the first three."]);
    }

    private static double Early(double[] values) => values.Take(3).Average();

    private static double Late(double[] values) => values.TakeLast(3).Average();
}
