using System.Text.RegularExpressions;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Structure;

/// <summary>The walls inside Grains: which folder knows which is a table in docs/architecture.md, and nothing is shown to the outside that nobody there needs.</summary>
public sealed partial class Rooms
{
    private const string Root = "src/Grains/";

    /// <summary>The host's set-up and commands need the first four, theories of tests the last three.</summary>
    private static readonly string[] Shown = ["GrainsSetup", "InsurerRecord", "ApiKey", "ImportStep", "NoticeState", "SmsOutcome", "PushOutcome"];

    private static readonly Dictionary<string, string> Files = Repository.In("src/Grains", ".cs")
        .Where(file => file[Root.Length..].Contains('/', StringComparison.Ordinal)).ToDictionary(file => file, Code);

    private static readonly Dictionary<string, string[]> Table =
        Row().Matches(Repository.Read("docs/architecture.md").Split("\n## Rooms of the grains")[1].Split("\n## ")[0])
            .Where(row => row.Groups[1].Value != "room")
            .ToDictionary(row => row.Groups[1].Value, row => row.Groups[2].Value == "none" ? [] : row.Groups[2].Value.Split(", "));

    [Fact]
    public void Grains_shows_only_what_other_projects_need() =>
        Found.None(typeof(GrainsSetup).Assembly.GetExportedTypes().Where(type => type.Namespace == typeof(GrainsSetup).Namespace && !type.IsNested).Select(type => type.Name).Except(Shown));

    [Fact]
    public void A_room_knows_what_the_table_says_and_nothing_else()
    {
        var homes = Files
            // The names of facts are everyday words, and mean other things elsewhere.
            .Where(file => !file.Key.EndsWith("/SessionFact.cs", StringComparison.Ordinal))
            .SelectMany(file => Declaration().Matches(file.Value).Select(match => (Name: match.Groups[1].Value, Room: RoomOf(file.Key))))
            .DistinctBy(home => home.Name).ToDictionary(home => home.Name, home => home.Room);
        var met = Files
            .SelectMany(file => TypeName().Matches(MemberName().Replace(file.Value, "")).Select(word => (From: RoomOf(file.Key), To: homes.GetValueOrDefault(word.Value) ?? RoomOf(file.Key), Name: word.Value, File: file.Key)))
            .Where(use => use.To != use.From).Distinct().ToArray();

        Found.None(met.Where(use => !Table.GetValueOrDefault(use.From, []).Contains(use.To)).Select(use => $"{use.File}: {use.From} knows {use.To} by {use.Name}"));
        Found.None(Table.SelectMany(row => row.Value.Where(to => !met.Any(use => use.From == row.Key && use.To == to)).Select(to => $"{row.Key} does not know {to} any more")));
    }

    [Fact]
    public void Every_room_is_in_the_table() => Assert.Equal(Files.Keys.Select(RoomOf).Distinct().Order(), Table.Keys.Order());

    [Fact]
    public void No_room_knows_itself_through_others()
    {
        var left = new Dictionary<string, string[]>(Table);
        while (left.Where(room => !room.Value.Any(left.ContainsKey)).Select(room => room.Key).ToArray() is { Length: > 0 } free)
            foreach (var room in free)
                left.Remove(room);
        Found.None(left.Keys);
    }

    private static string RoomOf(string file) => file[Root.Length..].Split('/')[0];

    /// <summary>A file without comments and texts.</summary>
    private static string Code(string file) => Texts().Replace(Comments().Replace(Repository.Read(file), ""), "\"\"");

    [GeneratedRegex(@"^(?:public|internal) (?:sealed |static |abstract |readonly |partial )*(?:class|record struct|record|interface|enum|struct) (\w+)", RegexOptions.Multiline)]
    private static partial Regex Declaration();

    [GeneratedRegex(@"(?<![.\w])[A-Z]\w+")]
    private static partial Regex TypeName();

    /// <summary>The name of a member: after its type, before its value, or in the list of an enum.</summary>
    [GeneratedRegex(@"(?<=[\w>?\]] )(?<!\b(?:new|is|as|not|or|and|return|await|case|in|out|ref|throw|where|params|this) )[A-Z]\w+(?= ?[{(,;=)]| =>)|^ +[A-Z]\w+,?$|\b[A-Z]\w+(?= ?[:=])", RegexOptions.Multiline)]
    private static partial Regex MemberName();

    [GeneratedRegex(@"//[^\n]*")]
    private static partial Regex Comments();

    [GeneratedRegex("\"(?:[^\"\\\\\\n]|\\\\.)*\"")]
    private static partial Regex Texts();

    [GeneratedRegex(@"^\| (\w+) \| ([\w, ]+) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
