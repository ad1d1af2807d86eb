using System.Globalization;

namespace Medzdrav.Tests.Calls;

/// <summary>
/// Fresh calls whose UDP fails for 3 to 12 s, and fresh calls whose both sides ask for new paths at one moment, with signals 50 to 300 ms late each way.
/// Run when asked for only (`-explicit only`), because they want a quiet machine for half an hour. MEDZDRAV_OUTAGES and MEDZDRAV_RESTARTS say how many, if not 100 and 50. Each prints a line of figures.
/// </summary>
[Collection(ByItself.Name)]
public sealed class OutageTests
{
    private const double LastingMs = 3_000;
    private const double LongerMs = 9_000;
    private static readonly int Outages = Wanted("MEDZDRAV_OUTAGES", 100);
    private static readonly int Restarts = Wanted("MEDZDRAV_RESTARTS", 50);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Bearable = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(4);

    [Fact(Explicit = true)]
    public async Task After_outages_of_UDP_sound_and_picture_are_back_within_two_seconds()
    {
        await using var network = await Namespace.CreateAsync();
        await Clinic.VisitAloneAsync(
            async clinic =>
            {
                var (patient, consultant) = await InCallAsync(clinic, network);
                List<Back> back = [];
                for (var outage = 0; outage < Outages; outage++)
                {
                    await FreshAsync(patient, consultant);
                    await network.BlockUdpAsync();
                    // Spread evenly over what is meant, so that two runs are alike.
                    var length = TimeSpan.FromMilliseconds(LastingMs + LongerMs * outage / Math.Max(1, Outages - 1));
                    await Heartbeat.PassAsync(length);
                    await network.LetUdpAsync();
                    var beats = await BackAsync(patient, consultant);
                    NoteLate(length, beats);
                    back.AddRange(beats);
                }
                Judge("outages of UDP", Outages, back);
            },
            alsoAt: network.Here);
    }

    [Fact(Explicit = true)]
    public async Task After_restarts_by_both_sides_at_one_moment_no_picture_is_frozen_and_no_sound_lost()
    {
        await using var network = await Namespace.CreateAsync();
        await Clinic.VisitAloneAsync(
            async clinic =>
            {
                var (patient, consultant) = await InCallAsync(clinic, network);
                List<Back> back = [];
                for (var restart = 0; restart < Restarts; restart++)
                {
                    await FreshAsync(patient, consultant);
                    await patient.AtOnceAsync(Heartbeat.NetworkChanged, consultant, Heartbeat.NetworkChanged);
                    await Heartbeat.PassAsync(Settling);
                    back.AddRange(await BackAsync(patient, consultant));
                }
                Judge("restarts by both sides", Restarts, back);
            },
            alsoAt: network.Here);
    }

    private static Task<(Patient Patient, Consultant Consultant)> InCallAsync(Clinic clinic, Namespace network)
    {
        clinic.InitScript = Heartbeat.Script;
        return clinic.CallingAsync(admit: () => clinic.PatientInAsync(network));
    }

    /// <summary>A page loaded anew begins the call anew for both.</summary>
    private static async Task FreshAsync(Patient patient, Consultant consultant)
    {
        await patient.Page.ReloadAsync();
        await patient.SeeEachOtherAsync(consultant, minWidth: 1);
    }

    private static async Task<Back[]> BackAsync(Patient patient, Consultant consultant) => await Task.WhenAll(BackAsync(patient), BackAsync(consultant));

    private static async Task<Back> BackAsync(Person person)
    {
        var (picture, sound) = await person.BeatAsync(Patience);
        return new Back(person.GetType().Name, picture, sound);
    }

    private static void NoteLate(TimeSpan outage, IEnumerable<Back> beats)
    {
        foreach (var late in beats.Where(beat => !(beat.Picture < Soon)))
            TestContext.Current.SendDiagnosticMessage(string.Create(CultureInfo.InvariantCulture,
                $"after {outage.TotalSeconds:0.0} s away the {late.Who} sees a picture after {late.Picture?.TotalSeconds:0.00} s, hears after {late.Sound?.TotalSeconds:0.00} s"));
    }

    private static void Judge(string what, int count, List<Back> back)
    {
        var (frozen, silent) = (back.Count(one => one.Picture is null), back.Count(one => one.Sound is null));
        var (picture, sound) = (Sorted(back, one => one.Picture), Sorted(back, one => one.Sound));
        TestContext.Current.SendDiagnosticMessage(string.Create(CultureInfo.InvariantCulture,
            $"{count} {what}, both sides: {frozen} pictures frozen, {silent} without sound; picture back p50 {At(picture, 0.5):0.00} s, p95 {At(picture, 0.95):0.00} s, most {At(picture, 1):0.00} s; sound p50 {At(sound, 0.5):0.00} s, p95 {At(sound, 0.95):0.00} s, most {At(sound, 1):0.00} s"));
        Assert.Equal((0, 0), (frozen, silent));
        Assert.InRange(At(picture, 0.95), 0, Bearable.TotalSeconds);
        Assert.InRange(At(sound, 0.95), 0, Bearable.TotalSeconds);
    }

    private static double[] Sorted(List<Back> back, Func<Back, TimeSpan?> of) => [.. back.Select(of).OfType<TimeSpan>().Select(one => one.TotalSeconds).Order()];

    private static double At(double[] sorted, double share) => sorted.Length == 0 ? double.NaN : sorted[(int)Math.Ceiling(share * sorted.Length) - 1];

    private static int Wanted(string name, int usual) => int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : usual;

    private sealed record Back(string Who, TimeSpan? Picture, TimeSpan? Sound);
}
