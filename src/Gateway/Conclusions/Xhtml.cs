using System.Xml.Linq;

namespace Medzdrav.Gateway;

/// <summary>The narrative of a FHIR resource: a <c>div</c> of XHTML.</summary>
internal static class Xhtml
{
    private static readonly XNamespace Html = "http://www.w3.org/1999/xhtml";

    /// <summary>Paragraphs, each of some lines. Whatever a person typed goes in as text; spaces stay as they were typed.</summary>
    public static string Of(IEnumerable<IReadOnlyList<string>> paragraphs) => new XElement(
        Html + "div", new XAttribute("lang", "ru"), new XAttribute(XNamespace.Xml + "lang", "ru"), paragraphs.Select(Paragraph)).ToString(SaveOptions.DisableFormatting);

    private static XElement Paragraph(IReadOnlyList<string> lines)
    {
        var paragraph = new XElement(Html + "p", new XAttribute("style", "white-space: pre-wrap"));
        for (var i = 0; i < lines.Count; i++)
            paragraph.Add(i > 0 ? new XElement(Html + "br") : null, new XText(lines[i]));
        return paragraph;
    }
}
