using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;
using Medzdrav.Contracts;
using Medzdrav.Tests.Support;

namespace Medzdrav.Tests.Gateway;

/// <summary>The dashboard and the alert rules of <c>deploy/observability</c> ask for what the program tells.</summary>
public sealed partial class DashboardTests(MeasuredClinic clinic) : IClassFixture<MeasuredClinic>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly string Folder = Path.Combine(HostProcess.Repository, "deploy", "observability");

    /// <summary>Labels that Prometheus itself adds.</summary>
    private static readonly string[] OfPrometheus = ["job", "instance"];

    [Fact]
    public async Task Every_metric_and_label_that_they_ask_for_is_told()
    {
        var wanted = Expressions().SelectMany(Wanted).ToHashSet();
        Assert.True(wanted.Count > 40, $"Only {wanted.Count} are asked for.");
        await PlayAsync();

        HashSet<string> told = [];
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(500));
        for (var began = Stopwatch.GetTimestamp(); !wanted.IsSubsetOf(told) && Stopwatch.GetElapsedTime(began) < Patience; await look.WaitForNextTickAsync())
            told.UnionWith(await clinic.ToldAsync());

        Assert.Empty(wanted.Except(told).Order());
    }

    [Theory]
    [InlineData("check", "rules", "alerts.yml")]
    [InlineData("check", "config", "prometheus.yml")]
    [InlineData("test", "rules", "alerts.test.yml")]
    public async Task The_rules_pass_the_checker_of_Prometheus(params string[] arguments)
    {
        using var tool = Process.Start(new ProcessStartInfo("promtool", arguments) { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, error) = (tool.StandardOutput.ReadToEndAsync(), tool.StandardError.ReadToEndAsync());
        await tool.WaitForExitAsync();
        Assert.True(tool.ExitCode == 0, await output + await error);
    }

    [Fact]
    public void Every_rule_is_tried_both_ways()
    {
        var tried = File.ReadAllLines(Path.Combine(Folder, "alerts.test.yml"));
        foreach (var alert in Rules().Select(rule => rule.Alert))
            Assert.Equal(2, tried.Count(line => line.Contains($"ALERTS{{alertname=\"{alert}\", alertstate=\"firing\"}}", StringComparison.Ordinal) && line.Contains("expr:", StringComparison.Ordinal)));
    }

    /// <summary>Somebody is helped and leaves without a word, an offer is declined, a credential ends, a stranger asks.</summary>
    private async Task PlayAsync()
    {
        await using var consultant = await clinic.OnDutyAsync("consultant1");
        await using var patient = await clinic.PatientAsync();
        var session = await patient.Call();
        await consultant.Device.Command<OfferAnswer>("AnswerOffer", (await consultant.Offered(session, LegKind.Intake)).OfferId, false);
        await using var colleague = await clinic.OnDutyAsync("consultant2");
        await colleague.Take(session, LegKind.Intake);
        await patient.Device.Say("Здравствуйте");
        await patient.Device.StopAsync();
        await colleague.Device.Until(() => colleague.Device.Kinds.Contains("dropped"), "the patient is missed");
        await using (var another = await clinic.PatientAsync())
        using (await clinic.PostAsync("/api/sign-out", new { }, another.Tokens))
            await another.Device.Closed;
        using var stranger = new HttpRequestMessage(HttpMethod.Get, "/api/me") { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", $"{new string('A', 22)}.{new string('A', 43)}") } };
        using var refused = await clinic.Http.SendAsync(stranger);
        await colleague.Device.Command<SessionView>("CloseSession", session, "completed");
    }

    /// <summary>All that dashboard and rules ask for.</summary>
    private static IEnumerable<string> Expressions()
    {
        using var dashboard = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "dashboard.json")));
        return [.. Asked(dashboard.RootElement), .. Rules().Select(rule => rule.Expression)];
    }

    private static IEnumerable<string> Asked(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(one => one is { Name: "expr", Value.ValueKind: JsonValueKind.String } ? [one.Value.GetString()!] : Asked(one.Value)).ToList(),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Asked).ToList(),
        _ => [],
    };

    private static IEnumerable<(string Alert, string Expression)> Rules() =>
        Rule().Matches(File.ReadAllText(Path.Combine(Folder, "alerts.yml"))).Select(rule => (rule.Groups["alert"].Value, rule.Groups["expr"].Value));

    /// <summary>The metrics of an expression, each also with each label by which it is chosen: <c>metric</c>, <c>metric{label}</c>.</summary>
    private static IEnumerable<string> Wanted(string expression) =>
        from Match metric in Metric().Matches(expression)
        let name = metric.Groups["name"].Value
        from what in Label().Matches(metric.Groups["labels"].Value).Select(label => label.Groups[1].Value).Except(OfPrometheus).Select(label => $"{name}{{{label}}}").Append(name)
        select what;

    [GeneratedRegex(@"- alert: (?<alert>\w+)\n\s+expr: (?<expr>.+)")]
    private static partial Regex Rule();

    [GeneratedRegex(@"\b(?<name>(medzdrav|orleans|dotnet|http_server)_\w+)(\{(?<labels>[^}]*)\})?")]
    private static partial Regex Metric();

    [GeneratedRegex(@"(\w+) ?(=~|!=|=)")]
    private static partial Regex Label();
}

/// <summary>A clinic that tells its figures, and whose links have certificates.</summary>
public sealed partial class MeasuredClinic : Clinic
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("medzdrav-measured-");
    private readonly PrivateAuthority authority = new();
    private readonly Uri management = new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Ports.Free()}"));
    private LinkFiles? files;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        files?.Dispose();
        authority.Dispose();
        folder.Delete(recursive: true);
    }

    /// <summary>The metrics that it tells now, each also with each of its labels: <c>metric</c>, <c>metric{label}</c>.</summary>
    internal async Task<HashSet<string>> ToldAsync() =>
        (from line in (await Http.GetStringAsync(new Uri(management, "/metrics"))).Split('\n')
         where line.Length > 0 && line[0] != '#'
         let series = Series().Match(line)
         from what in Label().Matches(series.Groups["labels"].Value).Select(label => $"{series.Groups["name"].Value}{{{label.Groups[1].Value}}}").Append(series.Groups["name"].Value)
         select what).ToHashSet();

    protected override Task<Dictionary<string, string>> SettingsAsync()
    {
        files = new LinkFiles(authority, authority.Issue("node"));
        return Task.FromResult(new Dictionary<string, string>(files.Settings)
        {
            ["Storage:DataDirectory"] = folder.FullName,
            ["Management:Urls"] = management.GetLeftPart(UriPartial.Authority),
            ["Limits:ToldAbsent"] = "00:00:01",
            ["Limits:AbsenceGrace"] = "00:00:00",
        });
    }

    [GeneratedRegex(@"^(?<name>\w+)(\{(?<labels>[^}]*)\})?")]
    private static partial Regex Series();

    [GeneratedRegex(@"(\w+)=""")]
    private static partial Regex Label();
}
