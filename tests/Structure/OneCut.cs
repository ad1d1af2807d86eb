using System.Text.RegularExpressions;

namespace Medzdrav.Tests.Structure;

/// <summary>"The session" of docs/architecture.md: contract, grain, rules and hub are cut by the same nouns.</summary>
public sealed class OneCut
{
    /// <summary>The interfaces that the session's grain answers to, by noun; the beginning and the readers have none.</summary>
    private static readonly Type[] Interfaces = [.. Built.Types("Contracts").Where(type => type.IsInterface && Regex.IsMatch(type.Name, "^ISession($|(?!Client)[A-Z])"))];

    [Fact]
    public void Each_noun_has_a_file_on_all_four_sides()
    {
        Assert.True(Interfaces.Length > 6, "The session's interfaces are found by their names.");
        Found.None(Interfaces.SelectMany(type => Sides(NounOf(type)).Append(ContractOf(type))).Where(file => !Repository.Files.Contains(file)));
    }

    [Fact]
    public void A_verb_stands_in_the_file_of_its_noun() =>
        Found.None(
            from type in Interfaces
            from verb in type.GetMethods()
            from side in Sides("")
            let stem = Path.ChangeExtension(side, null)
            from file in Repository.Files
            where file.StartsWith(stem + ".", StringComparison.Ordinal) && file != (NounOf(type) is "" ? side : $"{stem}.{NounOf(type)}.cs")
            where Regex.IsMatch(Repository.Read(file), $@"^    public [^=;(]* {verb.Name}\(", RegexOptions.Multiline)
            select $"{type.Name}.{verb.Name}: {file}");

    [Fact]
    public void An_interface_has_at_most_ten_methods() => Found.None(Interfaces.Where(type => type.GetMethods().Length > 10).Select(type => type.Name));

    private static string NounOf(Type type) => type.Name["ISession".Length..];

    private static string ContractOf(Type type) => $"src/Contracts/{(NounOf(type) == "Call" ? "Calls" : "Sessions")}/{type.Name}.cs";

    private static string[] Sides(string noun)
    {
        var end = noun.Length == 0 ? ".cs" : $".{noun}.cs";
        return [$"src/Grains/Sessions/SessionGrain{end}", $"src/Grains/Sessions/SessionRules{end}", $"src/Gateway/Hub/SessionHub{end}"];
    }
}
