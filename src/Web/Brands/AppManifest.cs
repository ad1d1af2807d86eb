using System.Text.Json;
using Medzdrav.Contracts;

namespace Medzdrav.Web;

/// <summary>The pages as an app that is put on a home screen (W3C Web Application Manifest), under the name of the host's insurer.</summary>
internal static class AppManifest
{
    private static readonly string[] Categories = ["health", "medical"];

    /// <summary>The manifest of a brand.</summary>
    public static string Of(Brand brand) => JsonSerializer.Serialize(
        new
        {
            id = "/",
            name = brand.Logo,
            short_name = brand.Logo,
            description = "Врач на связи: видео, голос, чат. Медкарта, записи и заключения.",
            lang = "ru",
            dir = "ltr",
            start_url = "/",
            scope = "/",
            display = "standalone",
            categories = Categories,
            // The light page's own ground: browsers take one colour here, and the pages name both.
            background_color = "#f4f6f4",
            theme_color = "#f4f6f4",
            prefer_related_applications = false,
            icons = new object[]
            {
                new { src = BrandFiles.Icon(brand), sizes = "any", type = "image/svg+xml", purpose = "any" },
                IconOf(brand, 192, "any"),
                IconOf(brand, 512, "any"),
                IconOf(brand, 192, "maskable"),
                IconOf(brand, 512, "maskable"),
            },
            shortcuts = new object[]
            {
                new { name = "Календарь", url = "/calendar" },
                new { name = "Медкарты", url = "/medcards" },
                new { name = "Проверка связи", url = "/check" },
            },
        },
        WireJson.Options);

    private static object IconOf(Brand brand, int size, string purpose) => new { src = BrandFiles.Picture(brand, size), sizes = $"{size}x{size}", type = "image/png", purpose };
}
