using Microsoft.Playwright;

namespace Medzdrav.Tests.Calls;

/// <summary>How people come into a call.</summary>
internal static class Calling
{
    /// <summary>A patient who waits in a call, and a consultant on duty who has not answered yet.</summary>
    public static async Task<(Patient Patient, Consultant Consultant)> RingingAsync(this Clinic clinic, string mode = "video", Func<Task<Patient>>? admit = null)
    {
        var consultant = await clinic.ConsultantAsync();
        await consultant.GoOnDutyAsync();
        var patient = await (admit ?? clinic.PatientAsync)();
        await patient.SignInAsync();
        await patient.CallAsync(mode);
        return (patient, consultant);
    }

    /// <summary>The same, answered; by video until they see and hear each other.</summary>
    public static async Task<(Patient Patient, Consultant Consultant)> CallingAsync(this Clinic clinic, string mode = "video", Func<Task<Patient>>? admit = null)
    {
        var (patient, consultant) = await clinic.RingingAsync(mode, admit);
        await consultant.AnswerAsync();
        if (mode == "video")
            await patient.SeeEachOtherAsync(consultant);
        return (patient, consultant);
    }

    /// <summary>Picks the last of the speakers in the settings of the call, and tells its id.</summary>
    public static async Task<string> ChooseSpeakerAsync(this Person person)
    {
        await person.TestId("call-settings").ClickAsync();
        var speakers = person.TestId("pick-speaker");
        var last = await speakers.Locator("option").Last.GetAttributeAsync("value");
        await speakers.SelectOptionAsync(last!);
        await person.Page.GetByRole(AriaRole.Button, new() { Name = "Готово", Exact = true }).ClickAsync();
        return last!;
    }

    /// <summary>Waits until sound and picture go both ways.</summary>
    public static Task SeeEachOtherAsync(this Person one, Person other, int minWidth = 640) => Task.WhenAll(one.SeeAndHearAsync(minWidth), other.SeeAndHearAsync(minWidth));
}
