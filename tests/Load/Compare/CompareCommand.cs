using System.CommandLine;

namespace Medzdrav.Tests.Load;

/// <summary><c>compare</c>: the product and its peers in one run, on the same cores, in alternating rounds.</summary>
internal static class CompareCommand
{
    /// <summary>All comparisons, by the name that <c>--only</c> takes.</summary>
    private static readonly Dictionary<string, Func<CompareSettings, Task<Comparison>>> All = new()
    {
        ["relay"] = RelayComparison.RunAsync,
        ["append"] = AppendComparison.RunAsync,
        ["matching"] = MatchingComparison.RunAsync,
        ["waiting"] = WaitingRoomComparison.RunAsync,
        ["idle"] = IdleComparison.RunAsync,
        ["coldstart"] = ColdStartComparison.RunAsync,
        ["steady"] = SteadyComparison.RunAsync,
        ["growth"] = GrowthComparison.RunAsync,
    };

    public static Command Define()
    {
        var only = new Option<string?>("--only") { Description = $"Some of {string.Join(", ", All.Keys)}, divided by commas. Default: all." };
        var rounds = new Option<int>("--rounds") { Description = "Alternating rounds.", DefaultValueFactory = _ => 5 };
        var seconds = new Option<int>("--seconds") { Description = "How long one measurement takes.", DefaultValueFactory = _ => 8 };
        var among = new Option<string?>("--among") { Description = "relay: only servers whose name contains one of these words, divided by commas; prints lines, no table." };
        var tries = new Option<string[]>("--try") { Description = "relay: the product on PostgreSQL once more, with environment variables: NAME=value;NAME=value. HOST=file takes another build of the host; Storage__Database=Sqlite takes SQLite. May be repeated." };
        var compare = new Command("compare", "Measures the product beside its peers and prints ratios.") { only, rounds, seconds, among, tries };
        compare.SetAction((parsed, _) => RunAsync(
            parsed.GetValue(only),
            new CompareSettings(parsed.GetValue(rounds), parsed.GetValue(seconds), ServerCore: 0, ClientCore: 1, parsed.GetValue(among)?.Split(','), parsed.GetValue(tries))));
        return compare;
    }

    private static async Task<int> RunAsync(string? only, CompareSettings settings)
    {
        var names = only?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [.. All.Keys];
        if (names.FirstOrDefault(name => !All.ContainsKey(name)) is { } unknown)
        {
            await Console.Error.WriteLineAsync($"\"{unknown}\" is none of {string.Join(", ", All.Keys)}.");
            return 2;
        }
        var found = new List<Comparison>();
        foreach (var name in names)
        {
            var comparison = await All[name](settings);
            ComparisonTable.Print(comparison);
            found.Add(comparison);
        }
        await ComparisonTable.KeepAsync(found);
        return 0;
    }
}
