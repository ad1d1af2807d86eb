using System.Globalization;

namespace Medzdrav.Tests.Calls;

/// <summary>Calls one after the other: how soon they ring and the first picture is there, and what they leave behind. MEDZDRAV_CALLS says how many; a few by default.</summary>
[Collection(Clinic.SharedBeside)]
public sealed class ManyCallsTests
{
    private const int Few = 2;

    private const string Counting =
        """
        globalThis.left = { connections: new Set(), tracks: new Set(), intervals: new Set() };
        const Plain = globalThis.RTCPeerConnection;
        globalThis.RTCPeerConnection = class extends Plain {
          constructor(configuration) { super(configuration); left.connections.add(this); }
          close() { left.connections.delete(this); super.close(); }
        };
        const ask = MediaDevices.prototype.getUserMedia;
        MediaDevices.prototype.getUserMedia = async function (constraints) {
          const stream = await ask.call(this, constraints);
          for (const track of stream.getTracks()) left.tracks.add(track);
          return stream;
        };
        const every = globalThis.setInterval.bind(globalThis), never = globalThis.clearInterval.bind(globalThis);
        globalThis.setInterval = (work, ms) => { const id = every(work, ms); left.intervals.add(id); return id; };
        globalThis.clearInterval = (id) => { left.intervals.delete(id); never(id); };
        """;

    private const string Timing =
        """
        addEventListener("click", (event) => { if (event.target.closest("[data-mode]")) sessionStorage.tappedAt = Date.now(); }, true);
        new MutationObserver(() => {
          if (!document.querySelector("[data-testid=offer]")) globalThis.rangAt = undefined;
          else globalThis.rangAt ??= Date.now();
        }).observe(document, { childList: true, subtree: true });
        """;

    private static readonly int Calls = int.TryParse(Environment.GetEnvironmentVariable("MEDZDRAV_CALLS"), out var calls) ? calls : Few;

    [Fact]
    public Task A_call_rings_soon_after_the_tap_and_the_first_picture_comes_soon_after_the_accept() => Clinic.VisitAloneAsync(async clinic =>
    {
        clinic.InitScript = Timing;
        var consultant = await clinic.ConsultantAsync();
        await consultant.GoOnDutyAsync();
        var patient = await clinic.PatientAsync();
        await patient.SignInAsync();
        foreach (var (callers, isCold) in new[] { ("further calls of one browser", false), ("first calls of new browsers", true) })
        {
            List<double> rings = [], firstFrames = [];
            for (var call = 0; call < Calls; call++)
            {
                // Whoever calls without signing in needs no number of their own.
                var caller = isCold ? await clinic.PatientAsync(patient.Phone) : patient;
                await (isCold ? caller.VisitAsync("video") : CallFromHomeAsync(caller));
                await caller.Expect("local-video").ToBeVisibleAsync();
                await consultant.ExpectOfferAsync();
                rings.Add(await consultant.Page.EvaluateAsync<double>("() => rangAt") - await caller.Page.EvaluateAsync<double>("() => Number(sessionStorage.tappedAt)"));
                var accepted = await consultant.Page.EvaluateAsync<double>("() => { document.querySelector('[data-testid=offer-accept]').click(); return Date.now(); }");
                await caller.SeeEachOtherAsync(consultant);
                foreach (var person in new Person[] { caller, consultant })
                    firstFrames.Add(await person.Page.EvaluateAsync<double>("(accepted) => performance.timeOrigin + performance.getEntriesByName('call-first-frame').at(-1).startTime - accepted", accepted));
                await consultant.CloseAsync();
                await caller.ExpectStageAsync("closed");
            }
            TestContext.Current.SendDiagnosticMessage($"{Calls} {callers}: from tap to ring {Told(rings)}; from accept to the first frame, both sides, {Told(firstFrames)}");
            Assert.Equal((Calls, 2 * Calls), (rings.Count, firstFrames.Count));
            Assert.All(rings, ring => Assert.True(ring > 0));
        }
    }, new() { ["SignIn:OpeningsPerCaller"] = "100000" });

    private static async Task CallFromHomeAsync(Patient patient)
    {
        await patient.Page.GotoAsync("/");
        await patient.CallAsync("video");
    }

    private static string Told(IEnumerable<double> times)
    {
        var sorted = times.Order().ToArray();
        return string.Create(CultureInfo.InvariantCulture, $"p50 {sorted[sorted.Length / 2]:0} ms, p95 {sorted[(int)(sorted.Length * 0.95)]:0} ms, most {sorted[^1]:0} ms");
    }

    [Fact]
    public Task Transfers_leave_no_connection_track_or_timer_behind() => Clinic.VisitAsync(async clinic =>
    {
        clinic.InitScript = Counting;
        Consultant[] consultants = [await clinic.ConsultantAsync(1), await clinic.ConsultantAsync(2)];
        foreach (var consultant in consultants)
            await consultant.GoOnDutyAsync();
        var patient = await clinic.PatientAsync();
        await patient.SignInAsync();
        await patient.CallAsync("video");
        var (with, other) = await FirstAsync(consultants);
        await patient.SeeEachOtherAsync(with);
        await other.Expect("offer").ToHaveCountAsync(0);
        var before = await LeftAsync(patient);

        for (var transfer = 0; transfer < Calls; transfer++)
        {
            await with.HandOverAsync("Передача смены");
            (with, other) = (other, with);
            await with.AnswerAsync();
            await patient.SeeEachOtherAsync(with);
        }

        var after = await LeftAsync(patient);
        TestContext.Current.SendDiagnosticMessage($"{Calls} transfers: before {before}; after {after}; consultants {await LeftAsync(with)}, {await LeftAsync(other)}");
        Assert.Equal((1, 2), (after.Connections, after.Tracks));
        Assert.Equal(before.Intervals, after.Intervals);
        Assert.Equal((1, 2), ((await LeftAsync(with)).Connections, (await LeftAsync(with)).Tracks));
        Assert.Equal((0, 0), ((await LeftAsync(other)).Connections, (await LeftAsync(other)).Tracks));
    });

    private static async Task<(Consultant With, Consultant Other)> FirstAsync(Consultant[] consultants)
    {
        var rings = consultants.Select(consultant => consultant.ExpectOfferAsync()).ToArray();
        var first = Array.IndexOf(rings, await Task.WhenAny(rings));
        await consultants[first].AnswerAsync();
        return (consultants[first], consultants[1 - first]);
    }

    private static async Task<Left> LeftAsync(Person person)
    {
        var session = await person.Page.Context.NewCDPSessionAsync(person.Page);
        await session.SendAsync("HeapProfiler.collectGarbage");
        var heap = (await session.SendAsync("Runtime.getHeapUsage"))!.Value.GetProperty("usedSize").GetDouble();
        var counts = await person.Page.EvaluateAsync<int[]>("() => [left.connections.size, [...left.tracks].filter((track) => track.readyState === 'live').length, left.intervals.size]");
        return new Left(counts[0], counts[1], counts[2], Math.Round(heap / 1024 / 1024, 1));
    }

    private sealed record Left(int Connections, int Tracks, int Intervals, double HeapMiB);
}
