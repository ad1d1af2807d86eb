using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Medzdrav.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Medzdrav.Web;

/// <summary>The files that differ by host: a style sheet with the brand's colours, and the icon in its accent. Files, because the pages' content policy allows no style inside a page.</summary>
internal static class BrandFiles
{
    private const string Forever = "public, max-age=31536000, immutable";
    private const string OwnHosts = "no-cache";

    /// <summary>Where a brand's style sheet is.</summary>
    public static string Style(Brand brand) => "/brand.css?v=" + VersionOf(brand);

    /// <summary>Where a brand's icon is.</summary>
    public static string Icon(Brand brand) => "/brand.svg?v=" + VersionOf(brand);

    /// <summary>Maps them. An address with the brand's version in it never changes its answer.</summary>
    public static void MapBrandFiles(this IEndpointRouteBuilder app)
    {
        app.MapGet("/brand.css", (HttpContext context, Brands brands) => AnswerAsync(context, brands, "text/css", StyleOf));
        app.MapGet("/brand.svg", (HttpContext context, Brands brands) => AnswerAsync(context, brands, "image/svg+xml", IconOf));
        // Browsers ask for this address where no page names an icon, as beside a PDF.
        app.MapGet("/favicon.ico", (HttpContext context, Brands brands) => AnswerAsync(context, brands, "image/svg+xml", IconOf));
    }

    /// <summary>Another one whenever anything of a brand changes that browsers keep.</summary>
    public static string VersionOf(Brand brand) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', brand.InsurerId, brand.Name, brand.Logo, brand.Hotline, brand.Address, StyleOf(brand)))).AsSpan(0, 6));

    internal static string StyleOf(Brand brand) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        @layer base {
          :root { {{TokensOf(brand.Light)}} }
          @media (prefers-color-scheme: dark) { :root { {{TokensOf(brand.Dark)}} } }
        }

        """);

    private static string IconOf(Brand brand) =>
        $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="9" fill="{brand.Light.Accent}"/><path d="M6 17h4l3.5-9 5 16 3.5-9h4" fill="none" stroke="{brand.Light.OnAccent}" stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round"/></svg>""";

    private static string TokensOf(Palette palette) =>
        $"--accent: {palette.Accent}; --accent-strong: {palette.Strong}; --on-accent: {palette.OnAccent}; --tonal: {palette.Tonal}; --tonal-strong: {palette.TonalStrong};";

    private static async Task<IResult> AnswerAsync(HttpContext context, Brands brands, string type, Func<Brand, string> write)
    {
        await brands.RefreshAsync();
        var brand = brands.Of(context.Request.Host.Host);
        var isOfNow = context.Request.Query["v"] == VersionOf(brand);
        context.Response.Headers.CacheControl = isOfNow ? Forever : OwnHosts;
        return Results.Text(write(brand), type, Encoding.UTF8);
    }
}
