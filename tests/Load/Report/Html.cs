using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Medzdrav.Tests.Load;

/// <summary>Pages that are HTML and XML at once, so that nothing in them goes unescaped.</summary>
internal static class Html
{
    private static readonly XNamespace Page = "http://www.w3.org/1999/xhtml";
    private static readonly XNamespace Drawing = "http://www.w3.org/2000/svg";

    /// <summary>An element of the page. An empty one gets an end tag of its own: HTML knows no other for most.</summary>
    public static XElement Of(string name, params object?[] content) => new(Page + name, content.Length == 0 ? "" : content);

    /// <summary>An element of a drawing.</summary>
    public static XElement Svg(string name, params object?[] content) => new(Drawing + name, content);

    /// <summary>An attribute.</summary>
    public static XAttribute At(string name, string value) => new(name, value);

    /// <summary>An attribute of a drawing: a length, to a tenth.</summary>
    public static XAttribute At(string name, double value) => new(name, Number(value));

    /// <summary>A length, to a tenth.</summary>
    public static string Number(double value) => Math.Round(value, 1).ToString(CultureInfo.InvariantCulture);

    /// <summary>Text from anywhere; what XML cannot hold is shown as missing.</summary>
    public static string Text(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            clean.Append(rune.IsBmp && !XmlConvert.IsXmlChar((char)rune.Value) ? "\uFFFD" : rune.ToString());
        return clean.ToString();
    }

    /// <summary>A whole page, self-contained.</summary>
    public static string PageOf(string title, params object?[] body)
    {
        using var css = new StreamReader(typeof(Html).Assembly.GetManifestResourceStream("report.css")!);
        var page = Of(
            "html",
            At("lang", "en"),
            Of(
                "head",
                Of("meta", At("charset", "utf-8")),
                Of("meta", At("name", "viewport"), At("content", "width=device-width, initial-scale=1")),
                Of("title", Text(title)),
                Of("style", css.ReadToEnd())),
            Of("body", Of("main", body)));
        return $"<!DOCTYPE html>\n{page}\n";
    }

    /// <summary>A table; the first cell of each row is its heading, the others are figures.</summary>
    public static XElement Table(string caption, IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<string>> rows) =>
        Of("div", At("class", "scroll"), Of(
            "table",
            Of("caption", Text(caption)),
            Of("thead", Of("tr", [.. headings.Select(heading => Of("th", At("scope", "col"), Text(heading)))])),
            Of("tbody", [.. rows.Select(row => Of("tr", [Of("th", At("scope", "row"), Text(row[0])), .. row.Skip(1).Select(cell => Of("td", Text(cell)))]))])));
}
