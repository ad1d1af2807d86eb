using System.CommandLine;
using System.Globalization;
using Medzdrav.Contracts;
using Medzdrav.Silo;

namespace Medzdrav.Tests.Load;

/// <summary><c>cluster</c>: whole sessions through an Orleans test cluster with the real grains.</summary>
internal static class ClusterCommand
{
    public static Command Define()
    {
        var database = new Option<DatabaseKind>("--db") { Description = "sqlite (one silo) or postgres.", DefaultValueFactory = _ => DatabaseKind.Postgres };
        var silos = new Option<int?>("--silos") { Description = "How many silos. Default 2; with SQLite 1." };
        var rush = new RushOptions();
        var command = new Command("cluster", "Plays whole sessions through a cluster in this process, and checks what its people see.") { database, silos };
        rush.AddTo(command);
        command.SetAction(async (parsed, _) =>
        {
            var kind = parsed.GetValue(database);
            var count = parsed.GetValue(silos) ?? (kind == DatabaseKind.Sqlite ? 1 : 2);
            if (kind == DatabaseKind.Sqlite && count > 1)
            {
                await Console.Error.WriteLineAsync("SQLite serves one silo: say --silos 1, or --db postgres.");
                return 2;
            }
            return await RunAsync(kind, count, rush.Read(parsed));
        });
        return command;
    }

    private static async Task<int> RunAsync(DatabaseKind kind, int silos, RushPlan plan)
    {
        await using var platform = await ClusterPlatform.StartAsync(kind, silos, plan.Limits);
        for (var number = 1; number <= plan.Consultants; number++)
            await platform.HireAsync($"consultant{number}", Post.Consultant, QueueKind.Consultant);
        for (var number = 1; number <= plan.Doctors; number++)
            await platform.HireAsync($"therapist{number}", Post.Therapist, QueueKind.Therapist);
        var phones = await platform.Stored.InsureAsync(plan.Rush.Patients, plan.Rush.Seed);
        var figures = new RunFigures();
        var settings = new Dictionary<string, string>(plan.Settings) { ["db"] = kind.ToString(), ["silos"] = silos.ToString(CultureInfo.InvariantCulture) };
        var outcome = await RunReport.ShowAsync("cluster", figures, settings, () => new Rush(platform, figures, plan.Rush, phones).PlayAsync());
        return RushPlan.Tell(figures, outcome);
    }
}
