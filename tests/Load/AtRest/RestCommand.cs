using System.CommandLine;
using System.Globalization;
using System.Text.Json;

namespace Medzdrav.Tests.Load;

/// <summary><c>rest</c>: visitors who are connected and say nothing, for experiments with faults. It is led by lines on its standard input, and says one line of JSON for each.</summary>
internal static class RestCommand
{
    private static readonly Option<string> Url = new("--url") { Description = "Where they come in.", Required = true };
    private static readonly Option<int> Connections = new("--connections") { Description = "How many.", DefaultValueFactory = _ => 1_000 };
    private static readonly Option<int> AtOnce = new("--at-once") { Description = "How many come at once at first.", DefaultValueFactory = _ => 16 };

    public static Command Define()
    {
        var command = new Command("rest", "Holds visitors' connections. Lines it reads: \"count\" (losses from now on), \"storm SECONDS\" (all hang up, sign in anew and come back within so many seconds), \"tell\"; the end of its input ends it.") { Url, Connections, AtOnce };
        command.SetAction((parsed, _) => RunAsync(new Uri(parsed.GetValue(Url)!), parsed.GetValue(Connections), parsed.GetValue(AtOnce)));
        return command;
    }

    private static async Task<int> RunAsync(Uri url, int connections, int atOnce)
    {
        using var lobby = new Lobby(url);
        var visitors = Enumerable.Range(0, connections).Select(_ => new RestingVisitor(lobby)).ToArray();
        await Parallel.ForEachAsync(visitors, new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (visitor, _) => await visitor.ComeAsync());
        Tell("held", lobby);
        while (await Console.In.ReadLineAsync() is { } line)
        {
            if (line.Split(' ') is ["storm", var seconds])
                await StormAsync(lobby, visitors, TimeSpan.FromSeconds(double.Parse(seconds, CultureInfo.InvariantCulture)));
            else if (line == "count")
                lobby.Forget();
            Tell(line, lobby);
        }
        await Parallel.ForEachAsync(visitors, async (visitor, _) => await visitor.DisposeAsync());
        return 0;
    }

    /// <summary>All hang up, and come back as new visitors, spread evenly over a time.</summary>
    private static async Task StormAsync(Lobby lobby, RestingVisitor[] visitors, TimeSpan within)
    {
        await Parallel.ForEachAsync(visitors, async (visitor, _) => await visitor.DisposeAsync());
        lobby.Forget();
        await Task.WhenAll(visitors.Select(async (visitor, number) =>
        {
            await Task.Delay(within * number / visitors.Length, TimeProvider.System);
            await visitor.ComeAsync();
        }));
    }

    private static void Tell(string line, Lobby lobby) => Console.WriteLine(JsonSerializer.Serialize(lobby.Tell(line), JsonSerializerOptions.Web));
}
