using Medzdrav.Tests.Support;

namespace Medzdrav.Tests.Load;

/// <summary>Comparison 3: how fast one queue decides, assigns for good, and tells both sides.</summary>
internal static class MatchingComparison
{
    private const int Consultants = 64;
    private const int UnitsToDrain = 20;
    private const int Arrivals = 200;
    private const int WarmRounds = 2;
    private const int MostWarmRounds = 12;
    private static readonly double[] WarmSteps = [0.2, 0.4, 0.7, 1];

    public static async Task<Comparison> RunAsync(CompareSettings settings)
    {
        using var clients = CorePinning.ThisProcess(settings.ClientCore);
        List<Figure> figures = [];
        List<string> notes = [
            "Decisions: the rules alone, 200 specialists with 3 units, 1,000 waiting, four notices a decision, on the clients' core.",
            $"Matches: the built host; {Consultants} consultants' connections accept {UnitsToDrain} offers each, one after the other, of a line of {Consultants * UnitsToDrain}. The peer's {Consultants} clients assign as many rows of a table on the same PostgreSQL, each with assignment, claim and event in one statement and commit, and tell nobody.",
            $"Notified: the built host; {Arrivals} calls a second by chance, each from OpenSession as intended until both the patient's connection saw the leg begin and the consultant's its acceptance confirmed; an open, a join, an admission and a closing each. Offered: until the consultant's connection saw the offer.",
        ];
        var postgres = await PostgresServer.StartNewAsync(durable: true);
        using var database = CorePinning.Tree(postgres.ProcessId, settings.ClientCore);
        if (settings.Among is null || settings.Among.Contains("decisions"))
            figures.Add(Decisions(settings));
        foreach (var (name, server) in new[] { ("PostgreSQL", postgres), ("SQLite", null) })
            if (settings.Among?.Any(name.Contains) ?? true)
            {
                await DrainAsync(name, server, settings, figures, notes);
                await ArriveAsync(name, server, settings, figures, notes);
            }
        await postgres.DisposeAsync();
        return new Comparison("Matching", figures, notes);
    }

    private static Figure Decisions(CompareSettings settings)
    {
        var decisions = new MatchingDecisions(staff: 200, waiting: 1_000);
        decisions.Measure(TimeSpan.FromSeconds(1));
        return new Figure("decisions of one queue", "/s", [.. Enumerable.Range(0, settings.Rounds).Select(_ => decisions.Measure(TimeSpan.FromSeconds(1)))], Target: Target.AtLeast(10_000));
    }

    private static async Task DrainAsync(string name, PostgresServer? postgres, CompareSettings settings, List<Figure> figures, List<string> notes)
    {
        await using var peer = postgres is null ? null : await MatchingSkipLocked.CreateAsync(await postgres.CreateDatabaseAsync(), Consultants);
        await using var host = await MatchingHost.StartAsync(settings.ServerCore, postgres, UnitsToDrain);
        var clinic = await MatchingClinic.OpenAsync(host, Consultants * UnitsToDrain, Consultants);
        for (var round = 0; round < WarmRounds; round++)
            await clinic.DrainAsync();
        await WarmAsync(host, clinic.DrainAsync);
        var (ours, theirs) = (new double[settings.Rounds], new List<double>());
        for (var round = 0; round < settings.Rounds; round++)
        {
            ours[round] = await clinic.DrainAsync();
            if (peer is not null)
                theirs.Add(await peer.DrainAsync(Consultants, UnitsToDrain));
            await ComparisonTable.SayAsync($"{name}: {ours[round]:F0} matches/s, table {theirs.LastOrDefault():F0}/s");
        }
        figures.Add(new Figure($"{name}: durable matches of one queue", "/s", ours, peer is null ? null : "SKIP LOCKED table", [.. theirs]));
        notes.Add($"{name}: acceptances refused while the line was taken: {(clinic.Refused is { Length: > 0 } refused ? refused : "none")}.");
    }

    private static async Task ArriveAsync(string name, PostgresServer? postgres, CompareSettings settings, List<Figure> figures, List<string> notes)
    {
        await using var host = await MatchingHost.StartAsync(settings.ServerCore, postgres, units: 3);
        var clinic = await MatchingClinic.OpenAsync(host, patients: 600, consultants: 100);
        // By steps: a host whose code is not compiled yet falls behind, and never catches up.
        foreach (var step in WarmSteps)
            await clinic.ArriveAsync(Arrivals * step, settings.Seconds, seed: 1);
        await WarmAsync(host, () => clinic.ArriveAsync(Arrivals, settings.Seconds, seed: 1));
        List<MatchingNotices> rounds = [];
        for (var round = 0; round < settings.Rounds; round++)
        {
            var notices = await clinic.ArriveAsync(Arrivals, settings.Seconds, seed: 2 + round);
            rounds.Add(notices);
            await ComparisonTable.SayAsync($"{name}: {notices.Calls} calls, offered p50 {notices.OfferP50:F1} ms p99 {notices.OfferP99:F1} ms, both notified p50 {notices.BothP50:F1} ms p99 {notices.BothP99:F1} ms, core {notices.Share:P0}");
        }
        figures.Add(new Figure($"{name}: offered, p50 at {Arrivals}/s", "ms", [.. rounds.Select(round => round.OfferP50)]));
        figures.Add(new Figure($"{name}: offered, p99 at {Arrivals}/s", "ms", [.. rounds.Select(round => round.OfferP99)]));
        figures.Add(new Figure($"{name}: both notified, p50 at {Arrivals}/s", "ms", [.. rounds.Select(round => round.BothP50)]));
        figures.Add(new Figure($"{name}: both notified, p99 at {Arrivals}/s", "ms", [.. rounds.Select(round => round.BothP99)], Target: Target.AtMost(50)));
        figures.Add(new Figure($"{name}: server at {Arrivals}/s", "% of a core", [.. rounds.Select(round => round.Share * 100)]));
        notes.Add($"{name}: acceptances refused at {Arrivals}/s: {(clinic.Refused is { Length: > 0 } refused ? refused : "none")}.");
    }

    /// <summary>Until the hot code is compiled for good, figures are of the compiler. It works in the pauses: a busy core leaves it no time.</summary>
    private static async Task WarmAsync(MatchingHost host, Func<Task> load)
    {
        for (var round = 0; round < MostWarmRounds && host.Process.IsCompiling; round++)
        {
            await load();
            await Pace.PassAsync(TimeSpan.FromSeconds(5));
        }
    }
}
