using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Medzdrav.Tests.Browser;

/// <summary>Somebody in front of a page.</summary>
internal abstract class Person(IPage page)
{
    public IPage Page => page;

    /// <summary>The chat in sight.</summary>
    protected ILocator Chat => page.Locator("session-chat:not([hidden])");

    public ILocator TestId(string id) => page.GetByTestId(id);

    public ILocatorAssertions Expect(string testId) => Assertions.Expect(TestId(testId));

    /// <summary>Waits until the page of this path has loaded. It asks again and again, because WaitForURLAsync misses a navigation that ends between its first look and its waiting.</summary>
    public Task ArriveAsync([StringSyntax(StringSyntaxAttribute.Regex)] string path) => ArriveAsync(page, path);

    /// <inheritdoc cref="ArriveAsync(string)"/>
    public static async Task ArriveAsync(IPage page, [StringSyntax(StringSyntaxAttribute.Regex)] string path)
    {
        await Assertions.Expect(page).ToHaveURLAsync(new Regex(@"^https?://[^/]+" + path + @"([?#].*)?$"), new() { Timeout = 30_000 });
        await page.WaitForFunctionAsync("() => document.readyState === 'complete'");
    }

    /// <summary>Waits until the page says yes to a question whose answer takes a promise, which WaitForFunctionAsync would take for a yes itself.</summary>
    public async Task UntilAsync(string question, TimeSpan? atMost = null)
    {
        using var patience = new CancellationTokenSource(atMost ?? TimeSpan.FromSeconds(20));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(300));
        while (!await page.EvaluateAsync<bool>(question).WaitAsync(patience.Token))
            await timer.WaitForNextTickAsync(patience.Token);
    }

    /// <summary>Presses what gives a file, and reads the file as a text.</summary>
    public async Task<(string Name, string Text)> DownloadAsync(string testId)
    {
        var download = await page.RunAndWaitForDownloadAsync(() => TestId(testId).ClickAsync());
        return (download.SuggestedFilename, await File.ReadAllTextAsync(await download.PathAsync()));
    }

    public async Task SayAsync(string text)
    {
        await TypeAsync(text);
        await Chat.GetByTestId("chat-send").ClickAsync();
    }

    /// <summary>Types a message without sending it. The field is clicked first, as people do: FillAsync alone is no touch of the page, and a desk that moves the focus meanwhile to what is asked first would get the text there.</summary>
    public async Task TypeAsync(string text)
    {
        await OpenChatAsync();
        await Chat.GetByTestId("chat-input").ClickAsync();
        await Chat.GetByTestId("chat-input").FillAsync(text);
    }

    /// <summary>Waits until the chat holds a message, acknowledged.</summary>
    public async Task HearAsync(string text)
    {
        await OpenChatAsync();
        await Assertions.Expect(Chat.GetByTestId("message").Filter(new() { HasTextString = text })).ToBeVisibleAsync();
    }

    /// <summary>In a video call on a phone the chat is a sheet, to be pulled up.</summary>
    private async Task OpenChatAsync()
    {
        if (await TestId("chat-open").Filter(new() { Visible = true }).CountAsync() > 0 && !await TestId("chat-close").IsVisibleAsync())
            await TestId("chat-open").ClickAsync();
    }

    public Task ExpectMessageCountAsync(int count) => Assertions.Expect(Chat.GetByTestId("message")).ToHaveCountAsync(count, new() { Timeout = 45_000 });

    /// <summary>All messages of the chat in sight, in their order.</summary>
    public Task<IReadOnlyList<string>> MessagesAsync() => Chat.GetByTestId("message").Locator(".bubble-text").AllInnerTextsAsync();

    public Task ExpectNothingPendingAsync() => Assertions.Expect(Chat.GetByTestId("pending")).ToHaveCountAsync(0);

    /// <summary>Waits until sound and picture of the other side come in, and go on coming: frames count when they are painted, for a page may decode them and show none.</summary>
    public async Task SeeAndHearAsync(int minWidth = 640)
    {
        // Counted anew for each connection: the next one's first frame is as good as the former one's thousandth.
        await page.WaitForFunctionAsync(
            """
            ([asked, minWidth]) => {
              const peer = document.querySelector("call-stage:not([hidden])")?.call.peer;
              if (!peer) return false;
              const { heard, width } = peer.quality;
              const painted = peer.picture?.painted ?? 0;
              if (globalThis.counted?.asked !== asked || globalThis.counted.peer !== peer) globalThis.counted = { asked, peer, painted, heard };
              return painted > globalThis.counted.painted && heard > globalThis.counted.heard && width >= minWidth;
            }
            """,
            new object[] { Guid.NewGuid().ToString(), minWidth },
            new() { Timeout = 30_000 });
    }

    /// <summary>How the call in sight goes, as its page counts it.</summary>
    public Task<CallFigures> CallAsync() => page.EvaluateAsync<CallFigures>(
        """
        () => {
          const call = document.querySelector("call-stage:not([hidden])")?.call;
          const quality = call?.peer?.quality;
          return { state: call?.state ?? "none", painted: call?.peer?.picture?.painted ?? 0, heard: quality?.heard ?? 0, width: quality?.width ?? 0, relayed: quality?.relayed ?? false, connectMs: call?.peer?.connectMs ?? 0 };
        }
        """);

    /// <summary>Until when the leg lasts, as this page counts it.</summary>
    public async Task<DateTimeOffset> LegEndsAsync(TimeProvider clock)
    {
        await Assertions.Expect(TestId("time-left")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex(@"\d+:\d\d"));
        var digits = (await TestId("time-left").Locator(".time-left-digits").InnerTextAsync()).Split(':').Select(int.Parse).ToArray();
        return clock.GetUtcNow() + TimeSpan.FromSeconds(digits[0] * 60 + digits[1]);
    }
}
