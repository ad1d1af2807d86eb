using System.Collections.Concurrent;
using Medzdrav.Tests.Support;
using Microsoft.Playwright;

namespace Medzdrav.Tests.Browser;

/// <summary>The sight of everybody when a story went wrong: in artifacts/browser, and in few words in the test's output, which is all that a machine far away hands on.</summary>
internal sealed class Evidence
{
    // A page that waits for a stylesheet paints nothing, and then neither a press nor a picture ever ends: so its state is told in words first.
    private const string State =
        """
        async () => {
          const painted = await Promise.race([new Promise((drawn) => requestAnimationFrame(() => drawn(true))), new Promise((late) => setTimeout(late, 2000, false))]);
          return `${document.readyState}, ${document.visibilityState}, ${painted ? "paints" : "paints nothing"}`;
        }
        """;

    private static readonly TimeSpan patience = TimeSpan.FromSeconds(5);

    private readonly List<(IPage Page, ConcurrentDictionary<Microsoft.Playwright.IRequest, bool> Unanswered)> pages = [];

    /// <summary>Follows what the page asks for.</summary>
    public void Watch(IPage page)
    {
        ConcurrentDictionary<Microsoft.Playwright.IRequest, bool> unanswered = [];
        page.Request += (_, request) => unanswered[request] = true;
        page.RequestFinished += (_, request) => unanswered.TryRemove(request, out var _);
        page.RequestFailed += (_, request) => unanswered.TryRemove(request, out var _);
        pages.Add((page, unanswered));
    }

    /// <summary>Keeps it. Nothing that fails here takes the place of what the story failed with.</summary>
    public async Task KeepAsync(string output, IReadOnlyCollection<string> faults)
    {
        var folder = Directory.CreateDirectory(Path.Combine(HostProcess.Repository, "artifacts", "browser", TestContext.Current.TestMethod!.MethodName)).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "host.log"), output);
        await File.WriteAllLinesAsync(Path.Combine(folder, "page-faults.log"), faults);
        foreach (var ((page, unanswered), number) in pages.Select((seen, number) => (seen, number)))
        {
            var open = string.Join(' ', unanswered.Keys.Select(request => request.Url));
            var state = "closed";
            if (!page.IsClosed)
            {
                var untold = await Record.ExceptionAsync(async () => state = await page.EvaluateAsync<string>(State).WaitAsync(patience));
                state = untold?.Message ?? state;
                await Record.ExceptionAsync(() => page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"page{number}.png"), Timeout = (float)patience.TotalMilliseconds }));
            }
            TestContext.Current.TestOutputHelper?.WriteLine($"page {number} at {page.Url}: {state}; unanswered: {open}");
        }
    }
}
