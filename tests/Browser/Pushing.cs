using System.Text.Json;
using Medzdrav.Tests.Support;

namespace Medzdrav.Tests.Browser;

/// <summary>How pushes come to a browser: by the test's push service to the keys that its page told, and from there to the pages' worker.</summary>
internal static class Pushing
{
    private const string Shown = "async () => (await (await navigator.serviceWorker.ready).getNotifications()).map(({ title, body, tag, data }) => [title, body, tag, data].join('|'))";

    /// <summary>Chromium subscribes by its vendor's service only: a page that does subscribes at the test's.</summary>
    public static string SubscribingAt(PushedBrowser browser) =>
        $$"""
        let subscription = null; const kept = () => (subscription ??= sessionStorage.getItem('subscribed') ? made() : null);
        const made = () => ({ endpoint: "{{browser.Endpoint}}", toJSON: () => ({ endpoint: "{{browser.Endpoint}}", expirationTime: null, keys: { p256dh: "{{browser.P256dh}}", auth: "{{browser.Auth}}" } }), unsubscribe: async () => { sessionStorage.removeItem('subscribed'); subscription = null; return true; } });
        if (globalThis.PushManager) {
          PushManager.prototype.subscribe = async ({ userVisibleOnly, applicationServerKey }) => {
            if (!userVisibleOnly || applicationServerKey.length !== 87) throw new TypeError("wrong wish");
            sessionStorage.setItem('subscribed', '1'); return (subscription ??= made());
          };
          PushManager.prototype.getSubscription = async () => kept();
        }
        """;

    public static async Task<JsonElement> ComeAsync(PushService service, PushedBrowser browser)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (service.To(browser).Length == 0)
            await look.WaitForNextTickAsync(patience.Token);
        return browser.Read(service.To(browser)[0].Body);
    }

    /// <summary>The way to the page's worker that a push takes from the browser on.</summary>
    public static async Task<Func<string, Task>> WorkerAsync(Person person)
    {
        var cdp = await person.Page.Context.NewCDPSessionAsync(person.Page);
        var registered = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        cdp.Event("ServiceWorker.workerRegistrationUpdated").OnEvent += (_, told) =>
        {
            if (told!.Value.GetProperty("registrations").EnumerateArray().FirstOrDefault() is { ValueKind: JsonValueKind.Object } registration)
                registered.TrySetResult(registration.GetProperty("registrationId").GetString()!);
        };
        await person.Page.EvaluateAsync("() => navigator.serviceWorker.ready.then(() => undefined)");
        await cdp.SendAsync("ServiceWorker.enable");
        var id = await registered.Task.WaitAsync(TimeSpan.FromSeconds(20));
        var origin = new Uri(person.Page.Url).GetLeftPart(UriPartial.Authority);
        return data => cdp.SendAsync("ServiceWorker.deliverPushMessage", new() { ["origin"] = origin, ["registrationId"] = id, ["data"] = data });
    }

    public static async Task ShowAsync(Person person, string expected)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        string[] shown;
        while (!(shown = await person.Page.EvaluateAsync<string[]>(Shown)).Contains(expected))
        {
            Assert.False(patience.IsCancellationRequested, $"Shown is {string.Join(", ", shown)} instead of {expected}");
            await look.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }
}
