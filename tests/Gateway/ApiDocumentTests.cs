using System.Text.Json;
using System.Text.RegularExpressions;
using Medzdrav.Gateway;

namespace Medzdrav.Tests.Gateway;

/// <summary>The OpenAPI document says what <c>docs/protocol.md</c> says.</summary>
[Collection(nameof(OnSqlite))]
public sealed partial class ApiDocumentTests(SqliteClinic clinic)
{
    private static readonly string Protocol = File.ReadAllText(Path.Combine(Support.HostProcess.Repository, "docs/protocol.md"));

    [Fact]
    public async Task Every_call_of_the_protocol_is_in_the_document_and_no_other()
    {
        var listed = from row in Section("## HTTP").Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal))
                     from Match call in Call().Matches(row.Split('|')[1])
                     from method in call.Groups[1].Value.Split("`/`")
                     select $"{method} {call.Groups[2].Value}";

        Assert.Equal(listed.Distinct().Order(), Calls(await DocumentAsync()).Select(call => $"{call.Method.ToUpperInvariant()} {call.Path}").Order());
    }

    [Fact]
    public async Task Every_code_of_the_protocol_may_stand_in_a_problem()
    {
        var codes = Section("## Refusal codes").Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split('`')[1]);
        var problem = (await DocumentAsync()).GetProperty("components").GetProperty("schemas").GetProperty("Problem").GetProperty("properties").GetProperty("code");

        Assert.Equal(codes.Append("fault").Order(), problem.GetProperty("enum").EnumerateArray().Select(code => code.GetString()).Order());
    }

    [Fact]
    public async Task Every_call_says_its_purpose_its_answer_and_its_refusals_with_the_status_of_the_protocol()
    {
        foreach (var (path, method, call) in Calls(await DocumentAsync()))
        {
            Assert.True(call.TryGetProperty("summary", out _), $"{method} {path} has no summary.");
            var answers = call.GetProperty("responses").EnumerateObject().ToDictionary(answer => answer.Name, answer => answer.Value);
            Assert.Contains(answers.Keys, status => status.StartsWith('2'));
            foreach (var (status, answer) in answers.Where(answer => !answer.Key.StartsWith('2')))
            {
                Assert.EndsWith("/Problem", answer.GetProperty("content").GetProperty("application/problem+json").GetProperty("schema").GetProperty("$ref").GetString(), StringComparison.Ordinal);
                foreach (Match code in Code().Matches(answer.GetProperty("description").GetString()!))
                    Assert.True(StatusIn(code.Groups[1].Value) == status, $"{method} {path}: {code.Groups[1].Value} is {status}, the protocol says {StatusIn(code.Groups[1].Value)}.");
            }
            Assert.Superset(new HashSet<string> { "403", "429", "500", "503" }, answers.Keys.ToHashSet());
        }
    }

    [Fact]
    public async Task Ids_enums_and_instants_have_the_form_that_they_have_on_the_wire()
    {
        var schemas = (await DocumentAsync()).GetProperty("components").GetProperty("schemas");

        Assert.Equal(["created", "updated", "unchanged"], schemas.GetProperty("PolicyOutcome").GetProperty("enum").EnumerateArray().Select(word => word.GetString()));
        Assert.Equal("date-time", schemas.GetProperty("CodeSent").GetProperty("properties").GetProperty("expiresAt").GetProperty("format").GetString());
        Assert.Equal("string", schemas.GetProperty("CodeSent").GetProperty("properties").GetProperty("attemptId").GetProperty("type").GetString());
    }

    private async Task<JsonElement> DocumentAsync() => JsonDocument.Parse(await clinic.Http.GetStringAsync(new Uri(ApiDocument.Address, UriKind.Relative))).RootElement;

    private static IEnumerable<(string Path, string Method, JsonElement Call)> Calls(JsonElement document) =>
        from path in document.GetProperty("paths").EnumerateObject()
        from method in path.Value.EnumerateObject()
        select (path.Name, method.Name, method.Value);

    /// <summary>As "Status by code" has it.</summary>
    private static string StatusIn(string code)
    {
        if (code == "fault")
            return "500";
        var line = Protocol.Split('\n').Single(line => line.StartsWith("Status by code:", StringComparison.Ordinal));
        line = line[..line.IndexOf("the others", StringComparison.Ordinal)];
        return Statuses().Matches(line).FirstOrDefault(part => part.Groups[1].Value.Contains($"`{code}`", StringComparison.Ordinal))?.Groups[2].Value ?? "409";
    }

    private static string Section(string heading)
    {
        var from = Protocol.IndexOf("\n" + heading + "\n", StringComparison.Ordinal) + heading.Length + 2;
        return Protocol[from..Protocol.IndexOf("\n## ", from, StringComparison.Ordinal)];
    }

    [GeneratedRegex(@"`((?:GET|POST|PUT|DELETE)(?:`/`(?:GET|POST|PUT|DELETE))?) (/api/[^`?\s]+)")]
    private static partial Regex Call();

    [GeneratedRegex("- `([a-zA-Z]+)`:")]
    private static partial Regex Code();

    [GeneratedRegex(@"((?:`[a-zA-Z]+`(?:, | and )?)+) ([0-9]{3})")]
    private static partial Regex Statuses();
}
