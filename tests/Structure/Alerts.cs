using System.Text.RegularExpressions;

namespace Medzdrav.Tests.Structure;

/// <summary>Each alert says what to do, in docs/operations.md with the same words.</summary>
public sealed partial class Alerts
{
    [Fact]
    public void The_table_of_alerts_says_what_the_rules_say() => Assert.Equal(
        Rule().Matches(Repository.Read("deploy/observability/alerts.yml")).Select(rule => $"| `{rule.Groups["alert"].Value}` | {rule.Groups["severity"].Value} | {rule.Groups["action"].Value} |"),
        Repository.Read("docs/operations.md").Split('\n').SkipWhile(line => line != "### Alerts").Skip(1).TakeWhile(line => !line.StartsWith('#')).Where(line => line.StartsWith("| `", StringComparison.Ordinal)));

    [Fact]
    public void Every_alert_has_all_its_parts() =>
        Assert.Equal(Name().Count(Repository.Read("deploy/observability/alerts.yml")), Rule().Count(Repository.Read("deploy/observability/alerts.yml")));

    [GeneratedRegex(@"- alert: ")]
    private static partial Regex Name();

    [GeneratedRegex(@"- alert: (?<alert>\w+)\n +expr: .+\n +for: \w+\n +labels: \{severity: (?<severity>critical|warning)\}\n +annotations:\n +summary: "".+""\n +action: ""(?<action>.+)""\n")]
    private static partial Regex Rule();
}
