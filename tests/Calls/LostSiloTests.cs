namespace Medzdrav.Tests.Calls;

/// <summary>A call between three people in a whole cluster, one of whose silos is lost.</summary>
[Collection(ByItself.Name)]
public sealed class LostSiloTests
{
    // As far as clocks of two pages, a silo and this test may be apart where each shows whole seconds.
    private static readonly TimeSpan Near = TimeSpan.FromSeconds(4);

    [Fact]
    public async Task A_video_consultation_of_three_goes_on_while_the_silo_of_its_session_is_killed_and_a_supervisor_sees_it()
    {
        await using var house = await House.OpenAsync(async _ => await LocalCluster.StartAsync());
        var cluster = (LocalCluster)house.Running;
        await Clinic.VisitAloneAsync(house, async clinic =>
        {
            var supervisor = await clinic.ColleagueAsync("supervisor1");
            await supervisor.Page.GotoAsync("/staff/supervisor");
            var doctor = await clinic.TherapistAsync();
            await doctor.GoOnDutyAsync();
            var (patient, consultant) = await clinic.CallingAsync();
            await consultant.SendConsentAsync();
            await patient.ConfirmConsentAsync();
            await consultant.TransferToTherapistAsync("Температура второй день", stays: true);
            await doctor.AnswerAsync();
            await ExpectThreeAsync(patient, doctor, consultant);
            await supervisor.Expect("session").ToContainTextAsync("Консультация: ");
            var ends = await patient.LegEndsAsync(TimeProvider.System);

            await cluster.KillAsync(await cluster.SiloOfSessionAsync());
            var before = await patient.CallAsync();
            await patient.SayAsync("Вы меня слышите?");
            await doctor.HearAsync("Вы меня слышите?");
            await doctor.SayAsync("Слышу, говорите");
            await patient.HearAsync("Слышу, говорите");
            await consultant.HearAsync("Слышу, говорите");

            await ExpectThreeAsync(patient, doctor, consultant);
            Assert.Equal(before.ConnectMs, (await patient.CallAsync()).ConnectMs);
            foreach (var person in new Person[] { patient, doctor })
                Assert.InRange(await person.LegEndsAsync(TimeProvider.System), ends - Near, ends + Near);
            await supervisor.Expect("session").ToContainTextAsync("Консультация: ");
            await Gallery.TakeAsync(supervisor, "supervisor-lost-silo");
            await Gallery.TakeAsync(patient, "call-lost-silo");

            await consultant.TestId("step-out").ClickAsync();
            await patient.Expect("third-video").ToBeHiddenAsync();
            await doctor.EndAsync();
            await consultant.AnswerAsync();
            await patient.SeeEachOtherAsync(consultant);
            await consultant.CloseAsync();
            await patient.ExpectStageAsync("closed");
            await supervisor.Expect("sessions-none").ToBeVisibleAsync();
        });
    }

    private static async Task ExpectThreeAsync(params Person[] people)
    {
        await Task.WhenAll(people.Take(2).Select(person => person.SeeAndHearAsync(minWidth: 1)));
        foreach (var person in people)
            await person.Page.WaitForFunctionAsync("() => { const video = document.querySelector('[data-testid=third-video]'); return video?.videoWidth > 0 && !video.paused; }");
    }
}
