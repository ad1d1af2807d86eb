using System.Text.RegularExpressions;
using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Structure;

/// <summary>docs/access.md says what the code allows.</summary>
public sealed partial class AccessDocument
{
    [Fact]
    public void Every_post_stands_in_the_table_as_the_code_has_it() => Assert.Equal(
        Posts.All.Select(terms => $"| `{Words.Of(terms.Post)}` | {terms.Title} | {Cell(terms.Desk)} | {Cell(terms.Queue)} | {Cell(terms.Role)} |"),
        Rows("## Posts"));

    [Fact]
    public void Every_right_stands_in_the_table_with_the_posts_that_have_it() => Assert.Equal(
        Enum.GetValues<Right>().Select(right => $"| `{Words.Of(right)}` | {string.Join(", ", Posts.All.Where(terms => terms.Rights.Contains(right)).Select(terms => Words.Of(terms.Post)))}"),
        Rows("## Rights").Select(row => string.Join('|', row.Split('|')[..3]).TrimEnd()));

    [Fact]
    public void Every_door_of_the_hub_stands_beside_its_right()
    {
        var hub = Built.Types("Gateway").Single(type => type.Name == "SessionHub");
        var doors = from method in hub.GetMethods()
                    from door in method.GetCustomAttributesData()
                    where door.AttributeType.Name == "NeedsAttribute"
                    select (Right: Words.Of((Right)door.ConstructorArguments[0].Value!), Call: $"`{method.Name}`");
        Assert.NotEmpty(doors);
        Found.None(doors.Where(door => !Rows("## Rights").Any(row => row.StartsWith($"| `{door.Right}` |", StringComparison.Ordinal) && row.Contains(door.Call, StringComparison.Ordinal))));
    }

    [Fact]
    public void Every_use_of_persons_data_stands_in_the_table_with_those_who_may() => Assert.Equal(
        Enum.GetValues<Purpose>().Select(purpose => $"| `{Words.Of(purpose)}` | {string.Join(", ", MedcardRules.Table[purpose].Select(relation => $"`{Words.Of(relation)}`"))}"),
        Rows("## Persons' data").Select(row => string.Join('|', row.Split('|')[..3]).TrimEnd()));

    [Fact]
    public void Every_identity_level_stands_in_the_table_with_what_it_allows() => Assert.Equal(
        IdentityLevels.All.Select(terms => $"| `{Words.Of(terms.Level)}` | {terms.Title} | {string.Join(", ", terms.Allows.Select(act => $"`{Words.Of(act)}`"))} |"),
        Rows("## Identity of the caller"));

    [Fact]
    public void The_table_of_identity_levels_is_in_their_order_and_desks_have_the_same_words()
    {
        Assert.Equal(Enum.GetValues<IdentityLevel>(), IdentityLevels.All.Select(terms => terms.Level));
        var words = Repository.Read("src/Web/wwwroot/js/models/words.js");
        Found.None(IdentityLevels.All.Select(terms => $"  {Words.Of(terms.Level)}: \"{terms.Title}\",").Where(line => !words.Contains(line, StringComparison.Ordinal)));
    }

    [Fact]
    public void The_table_of_posts_is_in_the_order_of_the_posts() => Assert.Equal(Enum.GetValues<Post>(), Posts.All.Select(terms => terms.Post));

    [Fact]
    public void The_scripts_have_words_for_every_queue() =>
        Assert.Equal(Posts.Queues.Select(queue => Words.Of(queue)), Queue().Matches(Repository.Read("src/Web/wwwroot/js/models/words.js")).Select(match => match.Groups[1].Value));

    [GeneratedRegex(@"^  (\w+): \{ name: ", RegexOptions.Multiline)]
    private static partial Regex Queue();

    private static string Cell<T>(T? value) where T : struct, Enum => Words.Of(value) is { } word ? $"`{word}`" : "–";

    private static string[] Rows(string heading) =>
        [.. Repository.Read("docs/access.md").Split('\n')
            .SkipWhile(line => line != heading).Skip(1)
            .TakeWhile(line => !line.StartsWith('#'))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))];
}
