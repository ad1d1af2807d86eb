using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;

namespace Medzdrav.Tests.Gateway;

/// <summary>The rules of a FHIR R4 document (https://hl7.org/fhir/R4/documents.html) that reading it strictly does not check.</summary>
internal static partial class FhirRules
{
    private static readonly XNamespace Html = "http://www.w3.org/1999/xhtml";
    private static readonly string[] InstantNames = ["timestamp", "date", "time", "start", "end", "recordedDate"];

    public static void AssertDocument(byte[] json)
    {
        Assert.IsType<Bundle>(new FhirJsonDeserializer().DeserializeResource(Encoding.UTF8.GetString(json)));
        using var document = JsonDocument.Parse(json);
        var bundle = document.RootElement;
        Assert.Equal("document", bundle.GetProperty("type").GetString());
        Assert.False(string.IsNullOrEmpty(bundle.GetProperty("identifier").GetProperty("system").GetString()));
        Assert.Matches(Address(), bundle.GetProperty("identifier").GetProperty("value").GetString());
        Assert.False(bundle.TryGetProperty("total", out _));

        var entries = bundle.GetProperty("entry").EnumerateArray().ToArray();
        var addresses = entries.Select(entry => entry.GetProperty("fullUrl").GetString()!).ToArray();
        Assert.All(addresses, address => Assert.Matches(Address(), address));
        Assert.Equal(addresses.Length, addresses.Distinct().Count());
        Assert.All(entries, entry => Assert.Equal(entry.GetProperty("fullUrl").GetString(), $"urn:uuid:{entry.GetProperty("resource").GetProperty("id").GetString()}"));
        Assert.Equal("Composition", entries[0].GetProperty("resource").GetProperty("resourceType").GetString());
        AssertAllReached(entries, addresses);
        foreach (var (name, value) in Strings(bundle))
            AssertValue(name, value);
    }

    /// <summary>The text of a narrative: its line breaks are lines.</summary>
    public static string TextOf(string div)
    {
        var text = new StringBuilder();
        foreach (var node in XElement.Parse(div, LoadOptions.PreserveWhitespace).DescendantNodes())
            if (node is XText words)
                text.Append(words.Value);
            else if (node is XElement { Name.LocalName: "br" })
                text.Append('\n');
        return text.ToString();
    }

    /// <summary>Every reference leads to an entry, and every entry is led to from the Composition.</summary>
    private static void AssertAllReached(JsonElement[] entries, string[] addresses)
    {
        var (reached, ahead) = (new HashSet<string>(), new Queue<string>([addresses[0]]));
        while (ahead.TryDequeue(out var address))
        {
            if (!reached.Add(address))
                continue;
            foreach (var (_, reference) in Strings(entries[Array.IndexOf(addresses, address)]).Where(one => one.Name == "reference"))
            {
                Assert.Contains(reference, addresses);
                ahead.Enqueue(reference);
            }
        }
        Assert.Equal(addresses.Order(), reached.Order());
    }

    private static void AssertValue(string name, string value)
    {
        Assert.Matches(FhirString(), value);
        Assert.Equal(value, value.Trim());
        if (InstantNames.Contains(name))
            Assert.Matches(InstantWithOffset(), value);
        if (name != "div")
            return;
        var div = XElement.Parse(value, LoadOptions.PreserveWhitespace);
        Assert.Equal(Html + "div", div.Name);
        Assert.All(div.Descendants(), element => Assert.Contains(element.Name, new[] { Html + "p", Html + "br" }));
        Assert.All(div.DescendantsAndSelf().Attributes().Where(attribute => !attribute.IsNamespaceDeclaration), attribute => Assert.Contains(attribute.Name.LocalName, new[] { "lang", "style" }));
        Assert.NotEmpty(TextOf(value).Trim());
    }

    private static IEnumerable<(string Name, string Value)> Strings(JsonElement element, string name = "") => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Strings(member.Value, member.Name)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(item => Strings(item, name)),
        JsonValueKind.String => [(name, element.GetString()!)],
        JsonValueKind.Null => throw new InvalidDataException($"{name} is null."),
        _ => [],
    };

    [GeneratedRegex("^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$")]
    private static partial Regex Address();

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?[+-]\d{2}:\d{2}$")]
    private static partial Regex InstantWithOffset();

    // A space without a break is no space to this rule.
    [GeneratedRegex(@"^[ \r\n\t\S]+$", RegexOptions.ECMAScript)]
    private static partial Regex FhirString();
}
