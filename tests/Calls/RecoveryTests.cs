using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Medzdrav.Tests.Calls;

/// <summary>Calls whose line is pulled, or whose page is loaded anew.</summary>
[Collection(ByItself.Name)]
public sealed partial class RecoveryTests
{
    private const int NarrowKbits = 150;
    private const int ToldAfter = 15;
    private const int OthersOfferedAfter = 40;
    private static readonly int[] Away = [4, ToldAfter, OthersOfferedAfter];

    // 5 s are meant, and reached on a quiet machine; two more suites may run beside this one.
    private static readonly TimeSpan Bearable = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task A_call_is_back_soon_after_a_reload_a_restart_of_the_server_and_a_line_that_was_pulled()
    {
        await using var network = await Namespace.CreateAsync();
        await Clinic.VisitAloneAsync(
            async clinic =>
            {
                var (patient, consultant) = await clinic.CallingAsync(admit: () => clinic.PatientInAsync(network));
                await ReloadAsync(patient, patient, consultant);
                await ReloadAsync(consultant, patient, consultant);
                await RestartAsync(clinic, patient, consultant);
                foreach (var seconds in Away)
                    await PullAsync(network, seconds, patient, consultant);
            },
            alsoAt: network.Here);
    }

    [Fact]
    public async Task On_a_narrow_line_both_are_told_sound_goes_on_and_it_is_good_again_when_the_line_is()
    {
        await using var network = await Namespace.CreateAsync();
        await Clinic.VisitAloneAsync(
            async clinic =>
            {
                var (patient, consultant) = await clinic.CallingAsync(admit: () => clinic.PatientInAsync(network));

                await network.NarrowAsync(NarrowKbits);
                await patient.Expect("call-quality").ToHaveAttributeAsync("data-level", Poor());
                await Gallery.TakeAsync(patient, "call-bad");
                await patient.Page.WaitForFunctionAsync(
                    "() => { const { quality } = document.querySelector('call-stage').call.peer; globalThis.heardBefore ??= quality.heard; return quality.heard > globalThis.heardBefore + 50; }");

                await network.WidenAsync();
                await patient.Expect("call-quality").ToHaveAttributeAsync("data-level", "good");
                await Task.WhenAll(patient.SeeAndHearAsync(minWidth: 1), consultant.SeeAndHearAsync());
            },
            alsoAt: network.Here);
    }

    private static async Task ReloadAsync(Person who, Patient patient, Consultant consultant)
    {
        var began = Stopwatch.GetTimestamp();
        await who.Page.ReloadAsync();
        await ExpectBackAsync(patient, consultant, $"{who.GetType().Name} loads the page anew", began);
    }

    /// <summary>Sound and picture do not come through the server: they go on while it is away.</summary>
    private static async Task RestartAsync(Clinic clinic, Patient patient, Consultant consultant)
    {
        await clinic.Host.KillAsync();
        await patient.SeeEachOtherAsync(consultant);
        await clinic.Host.StartAgainAsync();
        await patient.SayAsync("Слышно?");
        await consultant.HearAsync("Слышно?");
        Assert.Equal(("connected", "connected"), ((await patient.CallAsync()).State, (await consultant.CallAsync()).State));
        await consultant.Expect("offer").ToHaveCountAsync(0);
    }

    private static async Task PullAsync(Namespace network, int seconds, Patient patient, Consultant consultant)
    {
        await network.PullAsync();
        using (var timer = new PeriodicTimer(TimeSpan.FromSeconds(seconds)))
            await timer.WaitForNextTickAsync();
        Note($"{seconds} s away: patient {await WordsAsync(patient)}; consultant {await WordsAsync(consultant)}");
        if (seconds >= ToldAfter)
            foreach (var person in new Person[] { patient, consultant })
                await person.Expect("call-state").ToHaveTextAsync(Lost());
        if (seconds >= OthersOfferedAfter)
            await patient.Expect("call-trouble").ToBeVisibleAsync();
        await network.PlugAsync();
        await ExpectBackAsync(patient, consultant, $"{seconds} s away", Stopwatch.GetTimestamp());
    }

    private static async Task ExpectBackAsync(Patient patient, Consultant consultant, string what, long began)
    {
        await patient.SeeEachOtherAsync(consultant, minWidth: 1);
        var took = Stopwatch.GetElapsedTime(began);
        await patient.SeeEachOtherAsync(consultant);
        Note($"{what}: back after {took.TotalSeconds:0.0} s, with a large picture after {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s");
        Assert.InRange(took, TimeSpan.Zero, Bearable);
        await consultant.Expect("offer").ToHaveCountAsync(0);
    }

    [GeneratedRegex("weak|bad")]
    private static partial Regex Poor();

    [GeneratedRegex("не слышно")]
    private static partial Regex Lost();

    private static async Task<string> WordsAsync(Person person)
    {
        var (call, words) = (await person.CallAsync(), await person.TestId("call-state").TextContentAsync());
        return $"{call.State} «{words}»";
    }

    private static void Note(string text) => TestContext.Current.SendDiagnosticMessage(text);
}
