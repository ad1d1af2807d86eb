using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Medzdrav.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Medzdrav.Web;

/// <summary>The files that differ by host: a style sheet with the brand's colours, the icon in its accent, and what an installed app is called. Files, because the pages' content policy allows no style inside a page.</summary>
internal static class BrandFiles
{
    private const string Forever = "public, max-age=31536000, immutable";
    private const string OwnHosts = "no-cache";

    /// <summary>Where a brand's style sheet is.</summary>
    public static string Style(Brand brand) => "/brand.css?v=" + VersionOf(brand);

    /// <summary>Where a brand's icon is.</summary>
    public static string Icon(Brand brand) => "/brand.svg?v=" + VersionOf(brand);

    /// <summary>Where a brand's icon is as a picture of so many points a side.</summary>
    public static string Picture(Brand brand, int size) => string.Create(CultureInfo.InvariantCulture, $"/brand.png?size={size}&v={VersionOf(brand)}");

    /// <summary>Maps them. An address with the brand's version in it never changes its answer.</summary>
    public static void MapBrandFiles(this IEndpointRouteBuilder app)
    {
        app.MapGet("/brand.css", (HttpContext context, Brands brands) => AnswerAsync(context, brands, "text/css", StyleOf));
        app.MapGet("/app.webmanifest", (HttpContext context, Brands brands, PageBuild build) => AnswerAsync(context, brands, "application/manifest+json", brand => AppManifest.Of(brand, build)));
        app.MapGet("/.well-known/assetlinks.json", (IOptions<StoreApps> apps) => apps.Value.Statement() is { } statement ? Results.Text(statement, "application/json", Encoding.UTF8) : Results.NotFound());
        app.MapGet("/brand.png", PictureAsync);
        app.MapGet("/brand.svg", (HttpContext context, Brands brands) => AnswerAsync(context, brands, "image/svg+xml", BrandIcon.Drawing));
        // Browsers ask for this address where no page names an icon, as beside a PDF.
        app.MapGet("/favicon.ico", (HttpContext context, Brands brands) => AnswerAsync(context, brands, "image/svg+xml", BrandIcon.Drawing));
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

    private static string TokensOf(Palette palette) =>
        $"--accent: {palette.Accent}; --accent-strong: {palette.Strong}; --on-accent: {palette.OnAccent}; --tonal: {palette.Tonal}; --tonal-strong: {palette.TonalStrong};";

    private static async Task<IResult> AnswerAsync(HttpContext context, Brands brands, string type, Func<Brand, string> write) =>
        Results.Text(write(await BrandOfAsync(context, brands)), type, Encoding.UTF8);

    private static async Task<IResult> PictureAsync(int? size, HttpContext context, Brands brands) =>
        BrandIcon.Picture(await BrandOfAsync(context, brands), size ?? BrandIcon.UsualSize) is { } picture ? Results.Bytes(picture, "image/png") : Results.NotFound();

    /// <summary>The brand of the host; the answer is kept as long as its address says so.</summary>
    private static async Task<Brand> BrandOfAsync(HttpContext context, Brands brands)
    {
        await brands.RefreshAsync();
        var brand = brands.Of(context.Request.Host.Host);
        context.Response.Headers.CacheControl = context.Request.Query["v"] == VersionOf(brand) ? Forever : OwnHosts;
        return brand;
    }
}
