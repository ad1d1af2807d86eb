namespace Medzdrav.Tests.Browser;

public sealed class CrashTests
{
    private const int Each = 30;

    [Fact]
    public Task A_host_killed_in_the_middle_of_a_chat_loses_and_doubles_nothing() => Clinic.VisitAloneAsync(async clinic =>
    {
        var (patient, doctor) = await TalkAsync(clinic);
        var endsAt = await doctor.LegEndsAsync(TimeProvider.System);

        var talking = Task.WhenAll(SayAllAsync(patient, "п"), SayAllAsync(doctor, "в"));
        await doctor.HearAsync("п10.");
        await clinic.Host.KillAsync();
        await clinic.Host.StartAgainAsync();
        await talking;

        // Both pages come back by themselves.
        await patient.ExpectMessageCountAsync(2 * Each);
        await doctor.ExpectMessageCountAsync(2 * Each);
        await patient.ExpectNothingPendingAsync();
        await doctor.ExpectNothingPendingAsync();
        var seen = await patient.MessagesAsync();
        Assert.Equal(seen, await doctor.MessagesAsync());
        Assert.Equal(Numbered("п"), seen.Where(text => text.StartsWith('п')));
        Assert.Equal(Numbered("в"), seen.Where(text => text.StartsWith('в')));

        // The limit runs on as if nothing had been.
        Assert.Equal(0, (await doctor.LegEndsAsync(TimeProvider.System) - endsAt).TotalSeconds, tolerance: 3);
        Assert.Equal(0, (await patient.LegEndsAsync(TimeProvider.System) - endsAt).TotalSeconds, tolerance: 3);
    });

    private static IEnumerable<string> Numbered(string who) => Enumerable.Range(1, Each).Select(number => $"{who}{number}.");

    private static async Task SayAllAsync(Person person, string who)
    {
        foreach (var text in Numbered(who))
            await person.SayAsync(text);
    }

    private static async Task<(Patient, Doctor)> TalkAsync(Clinic clinic)
    {
        var (_, doctor, patient) = await clinic.ConsultingAsync("Температура");
        return (patient, doctor);
    }
}
