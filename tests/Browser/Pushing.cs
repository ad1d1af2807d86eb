using System.Text.Json;
using Medzdrav.Tests.Support;

namespace Medzdrav.Tests.Browser;

/// <summary>How pushes come to a browser: by the test's push service to the keys that its page told, and from there to the pages' worker.</summary>
internal static class Pushing
{
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
}
