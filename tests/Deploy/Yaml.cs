using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Medzdrav.Tests.Support;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Medzdrav.Tests.Deploy;

/// <summary>YAML as JSON, with what its references and merges bring.</summary>
internal static partial class Yaml
{
    /// <summary>The documents of a file of <c>deploy</c>.</summary>
    public static IReadOnlyList<JsonObject> Read(string file)
    {
        using var text = new StringReader(Files.Read(file));
        var stream = new YamlStream();
        stream.Load(new MergingParser(new Parser(text)));
        return [.. stream.Documents.Select(document => (JsonObject)Of(document.RootNode)!)];
    }

    private static JsonNode? Of(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Children.Select(pair => KeyValuePair.Create(((YamlScalarNode)pair.Key).Value!, Of(pair.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(Of)]),
        YamlScalarNode { Style: ScalarStyle.Plain } plain => Plain(plain.Value ?? ""),
        YamlScalarNode text => text.Value,
        _ => null,
    };

    private static JsonNode? Plain(string text) => text switch
    {
        "" or "null" or "~" => null,
        "true" => true,
        "false" => false,
        _ when Whole().IsMatch(text) => int.Parse(text, CultureInfo.InvariantCulture),
        _ => text,
    };

    [GeneratedRegex(@"^-?\d+$")]
    private static partial Regex Whole();
}

/// <summary>The files of the repository.</summary>
internal static class Files
{
    public static string Read(string file) => File.ReadAllText(Path.Combine(HostProcess.Repository, file));

    /// <summary>The names and values of a file of variables.</summary>
    public static IReadOnlyDictionary<string, string> Variables(string file) =>
        Read(file).Split('\n').Where(line => line.Contains('=', StringComparison.Ordinal) && !line.StartsWith('#')).ToDictionary(line => line.Split('=')[0], line => line[(line.IndexOf('=', StringComparison.Ordinal) + 1)..]);
}
