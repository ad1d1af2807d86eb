namespace Medzdrav.Tests.Calls;

/// <summary>Sound and picture of a call as a page gets them, to the hundredth of a second; its signals come late.</summary>
internal static class Heartbeat
{
    /// <summary>Keeps the page's connections in sight.</summary>
    private const string Keeping =
        """
        globalThis.connections = [];
        const Plain = globalThis.RTCPeerConnection;
        globalThis.RTCPeerConnection = class extends Plain {
          constructor(configuration) { super(configuration); connections.push(this); }
          close() { connections.splice(connections.indexOf(this), 1); super.close(); }
        };
        """;

    /// <summary>Everything that the page and the platform tell each other takes 50 to 300 ms longer each way, in its order.</summary>
    private const string Delaying =
        """
        const Swift = globalThis.WebSocket;
        const late = () => {
          let last = 0;
          return (work) => {
            last = Math.max(last, performance.now() + 50 + 250 * Math.random());
            setTimeout(work, last - performance.now());
          };
        };
        globalThis.WebSocket = class extends Swift {
          #out = late();
          #in = late();
          send(data) { this.#out(() => this.readyState === Swift.OPEN && super.send(data)); }
          set onmessage(handler) { super.onmessage = handler && ((event) => this.#in(() => handler(event))); }
        };
        """;

    /// <summary>Counts painted frames and packets of sound from now on, and says when both have grown since and for how long each stood still.</summary>
    private const string Watching =
        """
        async (patience) => {
          const began = performance.now();
          const now = async () => {
            let heard = 0;
            for (const connection of connections)
              for (const one of (await connection.getStats()).values()) if (one.type === "inbound-rtp" && one.kind === "audio") heard += one.packetsReceived;
            return { painted: document.querySelector("call-stage:not([hidden])").call.peer?.picture?.painted ?? 0, heard, connections: connections[0] };
          };
          const first = await now();
          const at = { picture: null, sound: null };
          let before = first;
          while (performance.now() - began < patience && (at.picture === null || at.sound === null)) {
            await new Promise((done) => setTimeout(done, 20));
            const next = await now();
            if (next.painted > before.painted) at.picture ??= performance.now() - began;
            if (next.heard > (next.connections === before.connections ? before.heard : 0)) at.sound ??= performance.now() - began;
            before = next;
          }
          return [at.picture ?? -1, at.sound ?? -1];
        }
        """;

    /// <summary>The script that a page needs to be watched; its signals come late.</summary>
    public const string Script = Keeping + Delaying;

    /// <summary>A page asks for new paths of its call, as it does when its network has changed, for <see cref="AtOnceAsync"/>.</summary>
    public const string NetworkChanged = "(call) => call.networkChanged()";

    /// <summary>How soon the next frame is painted and the next sound comes.</summary>
    /// <returns>Null for what does not come in time.</returns>
    public static async Task<(TimeSpan? Picture, TimeSpan? Sound)> BeatAsync(this Person person, TimeSpan patience)
    {
        var ms = await person.Page.EvaluateAsync<double[]>(Watching, patience.TotalMilliseconds);
        return (Of(ms[0]), Of(ms[1]));
    }

    /// <summary>Does something in both pages at one moment; a script gets the page's call.</summary>
    public static async Task AtOnceAsync(this Person one, string work, Person other, string theirs)
    {
        var at = await one.Page.EvaluateAsync<double>("() => Date.now() + 500");
        await Task.WhenAll(one.Page.EvaluateAsync(At(work), at), other.Page.EvaluateAsync(At(theirs), at));
    }

    /// <summary>Lets a call go on by itself.</summary>
    public static async Task PassAsync(TimeSpan time)
    {
        using var timer = new PeriodicTimer(time);
        await timer.WaitForNextTickAsync();
    }

    private static string At(string work) =>
        $"(at) => new Promise((done) => setTimeout(() => {{ ({work})(document.querySelector('call-stage:not([hidden])').call); done(); }}, at - Date.now()))";

    private static TimeSpan? Of(double ms) => ms < 0 ? null : TimeSpan.FromMilliseconds(ms);
}
