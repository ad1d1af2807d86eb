namespace Medzdrav.Tests.Browser;

/// <summary>The settings of a call, in a phone's dialog.</summary>
[Collection(Clinic.SharedApart)]
public sealed class CallSettingsTests
{
    [Fact]
    public Task A_chosen_microphone_is_kept_by_whichever_button_closes_the_dialog() => Clinic.VisitAsync(async clinic =>
    {
        var patient = await clinic.PatientAsync();
        await patient.VisitAsync("video");
        await patient.Expect("local-video").ToBeVisibleAsync();
        foreach (var button in new[] { "call-corner", "mode-audio" })
        {
            await patient.TestId("call-settings").ClickAsync();
            var (_, other) = await patient.MicrophonesAsync();
            await patient.TestId("pick-microphone").SelectOptionAsync(other);
            await patient.Expect("trial-note").ToContainTextAsync("«Готово»");
            await Gallery.TakeAsync(patient, "call-settings-chosen");
            await patient.TestId(button).ClickAsync();
            await patient.ExpectMicrophoneAsync(other);
        }
    });

    [Fact]
    public Task Whoever_is_muted_reads_so_beside_the_bar_that_stays_empty() => Clinic.VisitAsync(async clinic =>
    {
        var patient = await clinic.PatientAsync();
        await patient.VisitAsync("audio");
        await patient.TestId("call-mute").ClickAsync();
        await patient.TestId("call-settings").ClickAsync();
        await patient.Expect("trial-note").ToContainTextAsync("Ваш микрофон выключен");
    });
}
