using Microsoft.Playwright;

namespace Medzdrav.Tests.Browser;

/// <summary>Looks at the screens on the way: axe and the narrowest width always (<see cref="Access"/>), pictures when MEDZDRAV_SCREENSHOTS names a folder.</summary>
internal static class Gallery
{
    private static readonly string? folder = Environment.GetEnvironmentVariable("MEDZDRAV_SCREENSHOTS");

    /// <summary>Looks at the page as it is, takes it on a phone and on a desktop, light and dark, and leaves it as it was.</summary>
    public static async Task TakeAsync(Person person, string name)
    {
        var page = person.Page;
        await Access.LookAsync(page, name);
        if (string.IsNullOrEmpty(folder))
            return;
        var before = page.ViewportSize!;
        foreach (var (device, width, height) in new[] { ("phone", 390, 844), ("desktop", 1280, 800) })
        {
            await page.SetViewportSizeAsync(width, height);
            foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
            {
                await page.EmulateMediaAsync(new() { ColorScheme = scheme });
                var path = Path.Combine(folder, $"{name}-{device}-{scheme.ToString().ToLowerInvariant()}.png");
                await page.ScreenshotAsync(new() { Path = path, Caret = ScreenshotCaret.Hide, Animations = ScreenshotAnimations.Disabled, Scale = ScreenshotScale.Css });
            }
        }
        await page.SetViewportSizeAsync(before.Width, before.Height);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
    }

    /// <summary>Takes the page as it would be printed from a dark screen.</summary>
    public static async Task PrintAsync(Person person, string name)
    {
        await person.Page.EmulateMediaAsync(new() { Media = Media.Print, ColorScheme = ColorScheme.Dark });
        var card = Assertions.Expect(person.Page.Locator("main .card").First);
        await card.ToHaveCSSAsync("color", "rgb(0, 0, 0)");
        await card.ToHaveCSSAsync("background-color", "rgb(255, 255, 255)");
        if (!string.IsNullOrEmpty(folder))
            await person.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png"), FullPage = true, Scale = ScreenshotScale.Css });
        await person.Page.EmulateMediaAsync(new() { Media = Media.Screen, ColorScheme = ColorScheme.Light });
    }
}
