using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Medzdrav.Web;

/// <summary><c>&lt;icon name="video" /&gt;</c>: a picture from the sheet made of Lucide, beside a text that says the same.</summary>
[HtmlTargetElement("icon", TagStructure = TagStructure.WithoutEndTag)]
public sealed class IconTagHelper : TagHelper
{
    /// <summary>Its name in <c>npm/icons.txt</c>.</summary>
    public string Name { get; set; } = "";

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.TagName = "svg";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", $"icon {output.Attributes["class"]?.Value}".TrimEnd());
        output.Attributes.SetAttribute("aria-hidden", "true");
        output.Content.SetHtmlContent($"<use href=\"/lib/icons.svg#{Name}\"></use>");
    }
}
