using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Medzdrav.Web;

/// <summary><c>&lt;script type="module" src="/js/…"&gt;</c> as the joined file of that page, with what it imports: the browser fetches the chain at once instead of link by link.</summary>
[HtmlTargetElement("script", Attributes = "[type=module],src")]
public sealed class ModuleScriptTagHelper(ModuleImports imports) : TagHelper
{
    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var source = ModuleImports.Joined(output.Attributes["src"].Value.ToString()!);
        output.Attributes.SetAttribute("src", source);
        foreach (var imported in imports.Of(source))
            output.PreElement.AppendHtml($"<link rel=\"modulepreload\" href=\"{imported}\">\n");
    }
}
