using System.Text.Json;
using Medzdrav.Contracts;

namespace Medzdrav.Web;

/// <summary>The pages as an app that is put on a home screen (W3C Web Application Manifest), under the name of the host's insurer.</summary>
internal static class AppManifest
{
    private static readonly string[] Categories = ["health", "medical"];

    private static readonly object[] Screens =
    [
        Screen("home", "Врач на связи: видео, голос или чат", 390, 844, "narrow"),
        Screen("talk", "Консультация врача", 390, 844, "narrow"),
        Screen("home-wide", "То же на компьютере", 1280, 800, "wide"),
    ];

    /// <summary>The manifest of a brand.</summary>
    public static string Of(Brand brand, PageBuild build) => JsonSerializer.Serialize(
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
            // A notice that is touched opens its page in the window that is there: of two windows both would ring.
            launch_handler = new { client_mode = "navigate-existing" },
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
            // They show the platform's own name: an app of an insurer's host is installed without.
            screenshots = brand.IsInsurers ? [] : Screens,
            shortcuts = new object[] { Shortcut(brand, "Календарь", "/calendar"), Shortcut(brand, "Медкарты", "/medcards"), Shortcut(brand, "Проверка связи", "/check") },
            build = build.Version,
        },
        WireJson.Options);

    private static object Shortcut(Brand brand, string name, string url) => new { name, url, icons = new[] { IconOf(brand, BrandIcon.UsualSize, "any") } };

    private static object Screen(string name, string label, int width, int height, string form) =>
        new { src = $"/app/{name}.png", sizes = $"{width}x{height}", type = "image/png", form_factor = form, label };

    private static object IconOf(Brand brand, int size, string purpose) => new { src = BrandFiles.Picture(brand, size), sizes = $"{size}x{size}", type = "image/png", purpose };
}
