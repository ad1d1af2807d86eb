namespace Medzdrav.Tests.Browser;

public sealed class JourneyTests
{
    [Fact]
    public Task From_the_phone_number_to_the_conclusion_in_the_calendar() => Clinic.VisitAloneAsync(async clinic =>
    {
        var consultant = await clinic.ConsultantAsync();
        var therapist = await clinic.TherapistAsync();
        await Gallery.TakeAsync(consultant, "desk-consultant-off");
        await therapist.GoOnDutyAsync();

        // The patient signs in by code and calls by chat.
        var patient = await clinic.PatientAsync();
        await patient.Page.GotoAsync("/");
        await Gallery.TakeAsync(patient, "home");
        await patient.Page.GotoAsync("/sign-in");
        await Gallery.TakeAsync(patient, "sign-in");
        await patient.AskForCodeAsync();
        await Gallery.TakeAsync(patient, "sign-in-code");
        await patient.EnterCodeAsync();
        await patient.ArriveAsync("/");
        await Gallery.TakeAsync(patient, "home-signed-in");
        await patient.CallAsync("chat");

        // Nobody is on duty: said at once; then somebody is, and answers.
        await patient.Expect("nobody").ToBeVisibleAsync();
        await Gallery.TakeAsync(patient, "waiting-nobody");
        await consultant.GoOnDutyAsync();
        await patient.Expect("nobody").ToBeHiddenAsync();
        await Gallery.TakeAsync(patient, "waiting");
        await consultant.ExpectOfferAsync();
        await Gallery.TakeAsync(consultant, "desk-consultant-offer");
        await consultant.AnswerAsync();
        await patient.ExpectStageAsync("talk");

        await patient.SayAsync("Здравствуйте! Второй день температура 38,4 и болит горло");
        await consultant.HearAsync("болит горло");
        await consultant.SayAsync("Здравствуйте! Соединю вас с дежурным терапевтом. Подтвердите, пожалуйста, согласие.");
        await patient.HearAsync("Подтвердите");

        // No doctor before the consent.
        await consultant.SendConsentAsync();
        await patient.Expect("consent-read").ToBeVisibleAsync();
        await Gallery.TakeAsync(patient, "consent");
        await patient.ConfirmConsentAsync();
        await consultant.Expect("consent-send").ToBeHiddenAsync();
        await Gallery.TakeAsync(consultant, "desk-consultant");
        await consultant.TransferToTherapistAsync("Лихорадка второй день, боль в горле");

        await therapist.ExpectOfferAsync();
        await Gallery.TakeAsync(therapist, "desk-doctor-offer");
        await therapist.AnswerAsync();
        await patient.Expect("time-left").ToBeVisibleAsync();
        await therapist.SayAsync("Добрый день. Есть ли сыпь, затруднённое дыхание?");
        await patient.HearAsync("затруднённое дыхание");
        await patient.SayAsync("Нет, только слабость");
        await therapist.HearAsync("только слабость");
        await Gallery.TakeAsync(patient, "consultation");
        await therapist.WriteAsync("J02.9 Острый фарингит неуточнённый", "Тёплое питьё, покой. При температуре выше 38,5 — жаропонижающее.\nПовторная консультация через три дня.");
        await Gallery.TakeAsync(therapist, "desk-doctor");
        await therapist.EndAsync();

        // Back at the same consultant, who closes.
        await consultant.AnswerAsync();
        await patient.ExpectStageAsync("talk");
        await consultant.SayAsync("Врач пришлёт заключение. Выздоравливайте!");
        await patient.HearAsync("Выздоравливайте");
        await consultant.CloseAsync();
        await patient.ExpectStageAsync("closed");
        await Gallery.TakeAsync(patient, "closed");
        await RateAsync(patient);

        // A restart in between loses nothing: the doctor signs what was written before it.
        Assert.Equal(0, await clinic.Host.StopAsync());
        await clinic.Host.StartAgainAsync();
        await therapist.Page.ReloadAsync();
        await therapist.TestId("unsigned-entry").First.ClickAsync();
        await therapist.Expect("conclusion-diagnosis").ToHaveValueAsync("J02.9 Острый фарингит неуточнённый");
        await therapist.SignAsync();
        await Gallery.TakeAsync(therapist, "desk-doctor-signed");

        await patient.Page.GotoAsync("/calendar");
        await patient.Expect("calendar-rated").ToContainTextAsync("4 из 5");
        await Gallery.TakeAsync(patient, "calendar");
        await patient.TestId("open-conclusion").First.ClickAsync();
        await patient.Expect("conclusion").ToContainTextAsync("Острый фарингит");
        await patient.Expect("conclusion").ToContainTextAsync("Повторная консультация через три дня.");
        await Gallery.TakeAsync(patient, "conclusion");
        await Gallery.PrintAsync(patient, "conclusion-print");
        await TakeTheRestAsync(patient, consultant);
    });

    /// <summary>By the keyboard alone: into the stars, to the fourth of them, a few words, sent.</summary>
    private static async Task RateAsync(Person patient)
    {
        await patient.Expect("rating").ToBeVisibleAsync();
        await patient.TestId("star-1").FocusAsync();
        for (var steps = 0; steps < 4; steps++)
            await patient.Page.Keyboard.PressAsync("ArrowRight");
        await patient.Page.Keyboard.PressAsync("ArrowLeft");
        await patient.Expect("star-4").ToBeCheckedAsync();
        await patient.Page.Keyboard.PressAsync("Tab");
        await patient.Page.Keyboard.TypeAsync("Спасибо, быстро ответили");
        await Gallery.TakeAsync(patient, "closed-rating");
        await patient.Page.Keyboard.PressAsync("Tab");
        await patient.Page.Keyboard.PressAsync("Enter");
        await patient.Expect("rating-thanks").ToContainTextAsync("4 из 5");
        await Gallery.TakeAsync(patient, "closed-rated");
    }

    private static async Task TakeTheRestAsync(Patient patient, Consultant consultant)
    {
        foreach (var (name, address) in new[] { ("medcards", "/medcards"), ("not-found", "/nothing-here") })
        {
            await patient.Page.GotoAsync(address);
            await Gallery.TakeAsync(patient, name);
        }
        await consultant.TestId("sign-out").ClickAsync();
        await consultant.Expect("login").ToBeVisibleAsync();
        await Gallery.TakeAsync(consultant, "staff-sign-in");
    }
}
