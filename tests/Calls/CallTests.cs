namespace Medzdrav.Tests.Calls;

/// <summary>Real calls between pages, with a made-up camera and microphone.</summary>
[Collection(Clinic.SharedBeside)]
public sealed class CallTests
{
    [Fact]
    public Task A_patient_sees_and_hears_consultant_doctor_and_consultant_again_and_they_the_patient() => Clinic.VisitAsync(async clinic =>
    {
        var doctor = await clinic.TherapistAsync();
        await doctor.GoOnDutyAsync();
        var (patient, consultant) = await clinic.RingingAsync();
        await patient.ExpectStageAsync("waiting");
        await patient.Expect("local-video").ToBeVisibleAsync();
        await Gallery.TakeAsync(patient, "call-waiting");

        await consultant.AnswerAsync();
        await patient.SeeEachOtherAsync(consultant);
        await Gallery.TakeAsync(patient, "call");
        await Gallery.TakeAsync(consultant, "desk-consultant-call");
        await consultant.SendConsentAsync();
        await patient.ConfirmConsentAsync();
        await consultant.TransferToTherapistAsync("Температура второй день");

        await doctor.AnswerAsync();
        await patient.SeeEachOtherAsync(doctor);
        await doctor.EndAsync();

        await consultant.AnswerAsync();
        await patient.SeeEachOtherAsync(consultant);
        await consultant.CloseAsync();
        await patient.ExpectStageAsync("closed");
        await patient.Expect("call").ToBeHiddenAsync();
    });

    [Fact]
    public Task A_consultant_who_stays_is_the_third_in_the_call_until_stepping_out() => Clinic.VisitAloneAsync(
        async clinic =>
        {
            var doctor = await clinic.TherapistAsync();
            await doctor.GoOnDutyAsync();
            var (patient, consultant) = await clinic.RingingAsync();
            await consultant.AnswerAsync();
            await consultant.SendConsentAsync();
            await patient.ConfirmConsentAsync();
            await patient.SeeEachOtherAsync(consultant);

            await consultant.TransferToTherapistAsync("Температура второй день", stays: true);
            await consultant.Expect("step-out").ToBeVisibleAsync();
            await patient.SeeEachOtherAsync(consultant);
            var speaker = await patient.ChooseSpeakerAsync();
            await doctor.AnswerAsync();
            await patient.SeeEachOtherAsync(doctor);
            await patient.Page.WaitForFunctionAsync("id => [...document.querySelectorAll('.call-remote, .call-third')].every(one => one.sinkId === id)", speaker);
            foreach (var person in new Person[] { patient, doctor, consultant })
            {
                await person.Expect("third-video").ToBeVisibleAsync();
                await person.Page.WaitForFunctionAsync("() => document.querySelector('[data-testid=third-video]').videoWidth > 0");
            }
            await Gallery.TakeAsync(patient, "call-three");
            // Not on the desk any more: after a reload only the page knows where the consultant stays.
            await consultant.Page.ReloadAsync();
            await Task.WhenAll(patient.SeeEachOtherAsync(doctor), consultant.SeeAndHearAsync());
            await consultant.SayAsync("Передаю вас врачу");
            await doctor.HearAsync("Передаю вас врачу");

            await consultant.TestId("step-out").ClickAsync();
            foreach (var person in new Person[] { patient, doctor })
                await person.Expect("third-video").ToBeHiddenAsync();
            await patient.SeeEachOtherAsync(doctor);
            await consultant.Expect("call").ToBeHiddenAsync();
        },
        // Pictures come and go at the speed of the machine; the consultant steps out by hand.
        new() { ["Limits:Companion"] = "00:05:00" });
}
