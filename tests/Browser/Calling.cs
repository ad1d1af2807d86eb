using Microsoft.Playwright;

namespace Medzdrav.Tests.Browser;

/// <summary>How people come to talk with each other.</summary>
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

    /// <summary>A doctor on duty with a patient in a chat, to whom a consultant has led them.</summary>
    public static async Task<(Consultant Consultant, Doctor Therapist, Patient Patient)> ConsultingAsync(this Clinic clinic, string reason, int therapist = 1)
    {
        var consultant = await clinic.ConsultantAsync();
        await consultant.GoOnDutyAsync();
        var doctor = await clinic.TherapistAsync(therapist);
        await doctor.GoOnDutyAsync();
        var patient = await clinic.PatientAsync();
        await patient.SignInAsync();
        await consultant.LeadToDoctorAsync(patient, doctor, reason);
        return (consultant, doctor, patient);
    }

    /// <summary>The ids of the chosen microphone and of another one, in the settings of the call.</summary>
    public static async Task<(string Chosen, string Other)> MicrophonesAsync(this Person person)
    {
        var microphones = person.TestId("pick-microphone");
        var chosen = await microphones.InputValueAsync();
        var all = await microphones.Locator("option").EvaluateAllAsync<string[]>("all => all.map(one => one.value)");
        return (chosen, all.Last(id => id != chosen));
    }

    /// <summary>Waits until the call sends what this microphone hears.</summary>
    public static Task ExpectMicrophoneAsync(this Person person, string id) =>
        person.Page.WaitForFunctionAsync("id => document.querySelector('call-stage').call.media.audioTrack?.getSettings().deviceId === id", id);

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
