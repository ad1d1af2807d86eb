using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Medzdrav.Tests.Browser;

/// <summary>Whether a page as it stands can be used by everybody: axe finds nothing serious, what fills the screen fits into it, and nothing is cut off at 320 points' width, which is a desktop at 400 %.</summary>
internal static class Access
{
    private const int Narrowest = 320;

    private const string Run =
        """
        async () => {
          // Colours on their way from one scheme to the other are nobody's.
          await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
          for (const animation of document.getAnimations()) animation.effect?.getComputedTiming().endTime === Infinity ? animation.cancel() : animation.finish();
          const found = await axe.run(document, { resultTypes: ["violations"], runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] });
          return found.violations.filter((one) => one.impact === "serious" || one.impact === "critical")
            .map((one) => `${one.impact} ${one.id}: ${one.nodes.map((node) => node.target.join(" ")).slice(0, 4).join(", ")} ${one.nodes[0].any[0]?.message ?? ""}`);
        }
        """;

    private const string Overhang =
        """
        () => {
          const excess = document.documentElement.scrollWidth - innerWidth;
          if (excess <= 0) return "";
          const wide = [...document.querySelectorAll("body *")].filter((one) => one.getBoundingClientRect().right > innerWidth + 1 && one.checkVisibility());
          return `${excess} px: ${wide.slice(0, 4).map((one) => one.tagName.toLowerCase() + "." + [...one.classList].join(".")).join(", ")}`;
        }
        """;

    /// <summary>A desk or a call fills the screen, and its parts scroll by themselves. Words for readers only are placed by the nearest positioned box: where the part that scrolls is none, they make the whole page longer.</summary>
    private const string Overrun =
        """
        () => document.querySelector(".desk, .session") ? Math.max(0, document.documentElement.scrollHeight - innerHeight) : 0
        """;

    private static readonly Lazy<string> axe = new(() => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "axe.min.js")));

    // Stories go on beside each other: each has its own.
    private static readonly AsyncLocal<ConcurrentQueue<string>> findings = new();

    /// <summary>The findings in this story.</summary>
    public static IReadOnlyCollection<string> Findings => findings.Value!;

    /// <summary>A story begins.</summary>
    public static void Begin() => findings.Value = new ConcurrentQueue<string>();

    /// <summary>Looks at the page on a phone in the light and on a desktop in the dark, and at the narrowest screen.</summary>
    public static async Task LookAsync(IPage page, string name)
    {
        var before = page.ViewportSize!;
        // A page keeps it until the next one is loaded.
        if (!await page.EvaluateAsync<bool>("() => 'axe' in window"))
            await page.EvaluateAsync(axe.Value);
        foreach (var (width, height, scheme) in new[] { (390, 844, ColorScheme.Light), (1280, 800, ColorScheme.Dark) })
        {
            await page.SetViewportSizeAsync(width, height);
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            foreach (var found in await page.EvaluateAsync<string[]>(Run))
                findings.Value!.Enqueue($"{name}, {width} px, {scheme}: {found}");
            if (await page.EvaluateAsync<int>(Overrun) is > 0 and var overrun)
                findings.Value!.Enqueue($"{name}, {width} px: the page as a whole scrolls by {overrun} px");
        }
        await page.SetViewportSizeAsync(Narrowest, before.Height);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        if (await page.EvaluateAsync<string>(Overhang) is { Length: > 0 } overhang)
            findings.Value!.Enqueue($"{name}, {Narrowest} px: scrolls sideways by {overhang}");
        await page.SetViewportSizeAsync(before.Width, before.Height);
    }
}
