using System.CommandLine;
using Medzdrav.Contracts;
using Medzdrav.Silo;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Medzdrav.Tests.Load;

/// <summary><c>gateway</c>: the same people over real web sockets, against running hosts in Development.</summary>
internal static class GatewayCommand
{
    private const string DemoPassword = "demo";
    private const int CannotRun = 2;
    private static readonly string[] Crowd = ["SignIn__VisitorsPerAddress=1000000", "SignIn__OpeningsPerCaller=1000000", "SignIn__OpeningsPerAddress=1000000", "SignIn__CodesPerAddress=1000000", "SignIn__CodesInAll=1000000", "SignIn__CodesPerCountryDay=1000000", "SignIn__CodesInAllDay=1000000"];
    private static readonly Option<string[]> Urls = new("--url") { Description = "A running host; may be given several times.", Required = true };
    private static readonly Option<string> Protocol = new Option<string>("--protocol") { Description = "json or messagepack.", DefaultValueFactory = _ => "json" }.AcceptOnlyFromAmong("json", "messagepack");
    private static readonly Option<string?> Storage = new("--storage") { Description = "The hosts' database: SQLite's data folder or a PostgreSQL connection string. With it staff are hired, and the checks read it; without it the demo's staff serve: 6 consultants and 4 therapists." };

    public static Command Define()
    {
        var rush = new RushOptions();
        var command = new Command("gateway", "Plays whole sessions over web sockets through running hosts, and checks what their people see.") { Urls, Protocol, Storage };
        rush.AddTo(command);
        command.Add(rush.Records);
        command.Validators.Add(given =>
        {
            if (given.GetValue(rush.Records) && given.GetValue(Storage) is null)
                given.AddError("--records needs --storage.");
        });
        command.SetAction((parsed, _) => RunAsync(parsed, rush.Read(parsed)));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, RushPlan plan)
    {
        var (hosts, protocol) = (parsed.GetValue(Urls)!.Select(url => new Uri(url)).ToArray(), parsed.GetValue(Protocol)!);
        Console.WriteLine($"The hosts are expected to have limits as fast, and to let so many in from one address: {string.Join(' ', [.. plan.Limits.Environment, .. Crowd])}");
        if (await SilentAsync(hosts) is { } silent)
        {
            await Console.Error.WriteLineAsync($"{silent} does not answer as a host in Development. Start one as README.md says, with the settings above.");
            return CannotRun;
        }
        var seed = plan.Rush.Seed;
        await using var services = parsed.GetValue(Storage) is { } storage ? Open(storage) : null;
        var stored = services is null ? null : new Stored(services);
        var staff = stored is null ? Demo() : await HireAsync(stored, plan);
        await using var platform = new GatewayPlatform(hosts, protocol == "messagepack", stored is null ? DemoPassword : Stored.Password, plan.Limits, staff, stored);
        if (stored is null)
            await platform.InsureAsync("administrator1", Stored.PolicyFileOf(plan.Rush.Patients, seed));
        else
            await stored.InsureAsync(plan.Rush.Patients, seed);
        string[] phones = [.. Enumerable.Range(0, plan.Rush.Patients).Select(number => Stored.PhoneOf(number, seed))];
        var figures = new RunFigures();
        var settings = new Dictionary<string, string>(plan.Settings) { ["url"] = platform.Name, ["protocol"] = protocol, ["consultants"] = Count(staff, isConsultant: true), ["doctors"] = Count(staff, isConsultant: false) };
        var outcome = await RunReport.ShowAsync("gateway", figures, settings, () => new Rush(platform, figures, plan.Rush, phones).PlayAsync());
        return RushPlan.Tell(figures, outcome);
    }

    /// <summary>The first host that is not there, or shows nobody its sign-in codes.</summary>
    private static async Task<Uri?> SilentAsync(Uri[] hosts)
    {
        using var http = new HttpClient();
        foreach (var host in hosts)
        {
            try
            {
                using var outbox = await http.GetAsync(new Uri(host, "/dev/sms?phone=none"));
                if (!outbox.IsSuccessStatusCode)
                    return host;
            }
            catch (HttpRequestException)
            {
                // Nobody listens there.
                return host;
            }
        }
        return null;
    }

    private static string Count(IReadOnlyList<Colleague> staff, bool isConsultant) => FormattableString.Invariant($"{staff.Count(colleague => colleague.Queue == QueueKind.Consultant == isConsultant)}");

    private static ServiceProvider Open(string storage)
    {
        var isPostgres = storage.Contains('=', StringComparison.Ordinal);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([
            new("Storage:Database", isPostgres ? "Postgres" : "Sqlite"),
            new(isPostgres ? "Storage:ConnectionString" : "Storage:DataDirectory", isPostgres ? storage : Path.GetFullPath(storage))]).Build();
        return new ServiceCollection().AddLogging().AddStorage(configuration).BuildServiceProvider();
    }

    private static IReadOnlyList<Colleague> Demo() =>
        [.. Enumerable.Range(1, 6).Select(number => new Colleague($"consultant{number}", QueueKind.Consultant)), .. Enumerable.Range(1, 4).Select(number => new Colleague($"therapist{number}", QueueKind.Therapist))];

    private static async Task<IReadOnlyList<Colleague>> HireAsync(Stored stored, RushPlan plan)
    {
        var staff = new List<Colleague>();
        foreach (var (word, post, queue, count) in new[] { ("consultant", Post.Consultant, QueueKind.Consultant, plan.Consultants), ("therapist", Post.Therapist, QueueKind.Therapist, plan.Doctors) })
            for (var number = 1; number <= count; number++)
            {
                var login = FormattableString.Invariant($"load-{word}{number}");
                await stored.HireAsync(login, post);
                if (plan.Rush.HasRecords && queue == QueueKind.Therapist)
                    await stored.PlanAsync(login, word);
                staff.Add(new Colleague(login, queue));
            }
        return staff;
    }
}
