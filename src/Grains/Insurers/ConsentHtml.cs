using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Medzdrav.Grains;

/// <summary>Consent texts as pages show them: Markdown made into HTML. HTML inside of a text is shown as it was typed, and nothing is fetched from elsewhere.</summary>
internal static class ConsentHtml
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().Build();
    private static readonly string[] LinkBeginnings = ["https://", "http://", "mailto:", "tel:"];

    /// <summary>The HTML of a text.</summary>
    public static string Of(string markdown)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        foreach (var link in document.Descendants<LinkInline>())
        {
            link.IsImage = false;
            if (!Leads(link.Url))
                link.Url = "";
        }
        foreach (var address in document.Descendants<AutolinkInline>().Where(address => !address.IsEmail && !Leads(address.Url)).ToArray())
            address.ReplaceBy(new LiteralInline(address.Url));
        return document.ToHtml(Pipeline);
    }

    private static bool Leads(string? url) => Array.Exists(LinkBeginnings, beginning => url?.StartsWith(beginning, StringComparison.OrdinalIgnoreCase) == true);
}
