using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Playwright;

namespace Medzdrav.Tests.Browser;

/// <summary>The worker of somebody's pages: takes pushes as from the browser, and shows notices.</summary>
internal sealed class PageWorker
{
    private const string Listed = "async () => (await (await navigator.serviceWorker.ready).getNotifications()).map(({ title, body, tag, data }) => [title, body, tag, data].join('|'))";

    private readonly ConcurrentDictionary<string, SemaphoreSlim> displayed = new();
    private readonly Person person;
    private readonly ICDPSession cdp;
    private readonly string registration;

    private PageWorker(Person person, ICDPSession cdp, string registration) => (this.person, this.cdp, this.registration) = (person, cdp, registration);

    public static async Task<PageWorker> OfAsync(Person person)
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
        var worker = new PageWorker(person, cdp, await registered.Task.WaitAsync(TimeSpan.FromSeconds(20)));
        cdp.Event("BackgroundService.backgroundServiceEventReceived").OnEvent += (_, told) => worker.Note(told!.Value.GetProperty("backgroundServiceEvent"));
        await cdp.SendAsync("BackgroundService.setRecording", new() { ["shouldRecord"] = true, ["service"] = "notifications" });
        await cdp.SendAsync("BackgroundService.startObserving", new() { ["service"] = "notifications" });
        return worker;
    }

    /// <summary>Takes a push whose words were opened already.</summary>
    public Task PushAsync(string data) =>
        cdp.SendAsync("ServiceWorker.deliverPushMessage", new() { ["origin"] = new Uri(person.Page.Url).GetLeftPart(UriPartial.Authority), ["registrationId"] = registration, ["data"] = data });

    /// <summary>
    /// Waits until the browser says that it shows such a notice: its title, words, tag and path, between bars.
    /// Only then the notices are listed: Chromium forgets a notice that comes while somebody lists them, though it shows it.
    /// </summary>
    /// <param name="notices">Each of them was shown anew.</param>
    public async Task ExpectAsync(params string[] notices)
    {
        foreach (var notice in notices)
            Assert.True(await DisplayedAs(notice[..notice.LastIndexOf('|')]).WaitAsync(TimeSpan.FromSeconds(20)), $"{notice} was not shown");
        var listed = await person.Page.EvaluateAsync<string[]>(Listed);
        Assert.All(notices, notice => Assert.Contains(notice, listed));
    }

    private void Note(JsonElement happened)
    {
        if (happened.GetProperty("eventName").GetString() != "Notification displayed")
            return;
        var said = happened.GetProperty("eventMetadata").EnumerateArray().ToDictionary(entry => entry.GetProperty("key").GetString()!, entry => entry.GetProperty("value").GetString());
        DisplayedAs($"{said["Title"]}|{said["Body"]}|{happened.GetProperty("instanceId").GetString()}").Release();
    }

    private SemaphoreSlim DisplayedAs(string words) => displayed.GetOrAdd(words, _ => new(0));
}
