namespace Medzdrav.Tests.Calls;

/// <summary>Both sides ask for new paths at one moment, as when a network comes back for both: the picture must go on being painted.</summary>
public sealed class FrozenPictureTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    // Long enough for frames that were on their way before.
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(2);

    [Fact]
    public Task Both_sides_ask_for_new_paths_at_one_moment_and_the_picture_goes_on_or_is_back_when_it_froze_all_the_same() => Clinic.VisitAloneAsync(async clinic =>
    {
        clinic.InitScript = Heartbeat.Script;
        var (patient, consultant) = await clinic.CallingAsync();

        await patient.AtOnceAsync(Heartbeat.NetworkChanged, consultant, Heartbeat.NetworkChanged);
        await Heartbeat.PassAsync(Settling);
        await ExpectBeatsAsync(patient, consultant);

        await patient.Page.ReloadAsync();
        await patient.SeeEachOtherAsync(consultant);
        // As pages from before the question did it: both offer, and the patient's takes its offer back.
        await patient.AtOnceAsync("() => { const call = connections.at(-1); call.restartIce(); call.setLocalDescription(); }", consultant, "() => connections.at(-1).restartIce()");
        await Heartbeat.PassAsync(Settling);
        await ExpectBeatsAsync(patient, consultant);
    });

    private static async Task ExpectBeatsAsync(params Person[] people)
    {
        foreach (var person in people)
        {
            var (picture, sound) = await person.BeatAsync(Patience);
            Assert.True(picture is not null && sound is not null, $"{person.GetType().Name}: picture {picture}, sound {sound}");
        }
    }
}
