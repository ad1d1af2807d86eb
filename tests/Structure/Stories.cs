using System.Text.RegularExpressions;

namespace Medzdrav.Tests.Structure;

/// <summary>The conventions of the stories in browsers, each of which came from a story that failed now and then.</summary>
public sealed partial class Stories
{
    private static readonly string[] Files = [.. Repository.In("tests", ".cs").Where(file => !file.EndsWith("Stories.cs", StringComparison.Ordinal))];

    [Fact]
    public void Nobody_waits_for_a_navigation_that_may_have_ended() =>
        Found.None(Repository.Lines(Files, text => Navigation().IsMatch(text)));

    [Fact]
    public void A_story_with_a_line_of_its_own_goes_on_by_itself() =>
        Found.None(Files.Where(file => file.EndsWith("Tests.cs", StringComparison.Ordinal)).Where(file => Repository.Read(file) is var text && Line().IsMatch(text) && !Alone().IsMatch(text)));

    [GeneratedRegex(@"\b(WaitForURLAsync|WaitForNavigationAsync|RunAndWaitForNavigationAsync)\b(?! misses)")]
    private static partial Regex Navigation();

    [GeneratedRegex(@"\b(Namespace\.CreateAsync|Relay\.StartAsync)\(")]
    private static partial Regex Line();

    [GeneratedRegex(@"\[Collection\((WithLine|ByItself)\.Name\)\]")]
    private static partial Regex Alone();
}
