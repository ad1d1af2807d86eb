using Microsoft.Playwright;

namespace Medzdrav.Tests.Browser;

/// <summary>A consultant rings a patient who has a page of the platform open.</summary>
[Collection(Clinic.SharedApart)]
public sealed class PatientCallTests
{
    [Fact]
    public Task A_patient_is_rung_on_every_page_and_talks_with_the_consultant_who_rang() => Clinic.VisitAsync(async clinic =>
    {
        var patient = await clinic.PatientAsync();
        await patient.SignInAsync();
        var consultant = await clinic.ConsultantAsync();
        await consultant.GoOnDutyAsync();
        var other = new Patient(await patient.Page.Context.NewPageAsync(), clinic, patient.Phone);
        await other.Page.GotoAsync("/medcards");
        await consultant.TestId("patient-query").FillAsync(patient.Phone);
        await consultant.TestId("patient-query").PressAsync("Enter");
        await consultant.Expect("on-platform").ToHaveTextAsync("на платформе сейчас");
        await Gallery.TakeAsync(consultant, "desk-on-platform");

        await consultant.TestId("ring-video").ClickAsync();
        await patient.Expect("incoming").ToContainTextAsync("Вам звонит медконсультант");
        await other.Expect("incoming").ToContainTextAsync("Вам звонит медконсультант");
        await Gallery.TakeAsync(patient, "home-incoming");
        await Gallery.TakeAsync(consultant, "desk-ringing");
        // A page that comes meanwhile rings, too.
        await other.Page.GotoAsync("/calendar");
        await other.Expect("incoming").ToBeVisibleAsync();

        await other.TestId("incoming-decline").ClickAsync();
        await patient.Expect("incoming").ToBeHiddenAsync();
        await Assertions.Expect(consultant.Page.GetByText("звонок отклонён")).ToBeVisibleAsync();

        await consultant.TestId("ring-audio").ClickAsync();
        await patient.Expect("incoming").ToBeVisibleAsync();
        await consultant.TestId("ring-withdraw").PressAsync("Enter");
        await patient.Expect("incoming").ToBeHiddenAsync();
        await other.Expect("incoming").ToBeHiddenAsync();
        await consultant.Expect("rung").ToBeHiddenAsync();

        await consultant.TestId("ring-audio").ClickAsync();
        await patient.TestId("incoming-accept").ClickAsync();
        await patient.ArriveAsync("/session/[^/]+");
        await patient.ExpectStageAsync("talk");
        await other.Expect("incoming").ToBeHiddenAsync();
        await consultant.SayAsync("Вы записаны на завтра");
        await patient.HearAsync("Вы записаны на завтра");
    });
}
