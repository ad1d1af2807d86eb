using Microsoft.Playwright;

namespace Medzdrav.Tests.Browser;

/// <summary>A doctor's conclusions: in two windows at once, and two about one contact (S3.6).</summary>
[Collection(Clinic.SharedApart)]
public sealed class ConclusionTests
{
    [Fact]
    public Task Two_windows_show_both_texts_and_a_second_talk_has_a_conclusion_of_its_own() => Clinic.VisitAsync(async clinic =>
    {
        var (consultant, therapist, patient) = await clinic.ConsultingAsync("Температура 38,2", therapist: 2);
        await therapist.WriteAsync("J02.9 Острый фарингит", "Тёплое питьё");

        var other = new Doctor(await therapist.Page.Context.NewPageAsync());
        await other.Page.GotoAsync("/staff/doctor");
        await other.Expect("conclusion-diagnosis").ToHaveValueAsync("J02.9 Острый фарингит");
        await other.TestId("conclusion-text").FillAsync("Тёплое питьё, покой. Контроль через три дня.");
        await other.Expect("conclusion-save").ToHaveTextAsync("Сохранено");
        // The first window says at once that its text is an older one, and what is typed there meets the newer one.
        await therapist.Expect("conclusion-save").ToHaveTextAsync("Изменено в другом окне");
        await therapist.Expect("newer-show").ToBeVisibleAsync();
        await Gallery.TakeAsync(therapist, "desk-doctor-newer");
        await therapist.TestId("conclusion-text").FillAsync("Тёплое питьё, полоскание горла");
        await therapist.Expect("conclusion-conflict").ToContainTextAsync("Заключение изменено в другом окне");
        await therapist.Expect("other-recommendations").ToContainTextAsync("Контроль через три дня");
        await therapist.Expect("other-diagnosis").ToHaveCountAsync(0);
        await Gallery.TakeAsync(therapist, "desk-doctor-conflict");
        await ExpectNewsInSightAsync(therapist);
        // With the last field the doctor has chosen.
        await therapist.TestId("other-add").ClickAsync();
        await therapist.Expect("conclusion-text").ToHaveValueAsync("Тёплое питьё, полоскание горла\nТёплое питьё, покой. Контроль через три дня.");
        await therapist.Expect("conclusion-save").ToHaveTextAsync("Сохранено");
        await therapist.Expect("conclusion-conflict").ToBeHiddenAsync();
        await other.TestId("newer-show").ClickAsync();
        await other.Expect("conclusion-text").ToHaveValueAsync("Тёплое питьё, полоскание горла\nТёплое питьё, покой. Контроль через три дня.");
        await other.Expect("conclusion-save").ToHaveTextAsync("Сохранено");

        // Nothing of a text that is too long is cut off, and it is not saved until it is mended.
        await therapist.TestId("conclusion-history").FillAsync(new string('я', 20_001));
        await therapist.Expect("conclusion-history").ToHaveValueAsync(new string('я', 20_001));
        await Assertions.Expect(therapist.Page.Locator("conclusion-editor .length-over")).ToContainTextAsync("на 1 знак больше, чем помещается");
        await therapist.Expect("conclusion-save").ToHaveTextAsync("Не сохранено");
        await Gallery.TakeAsync(therapist, "desk-doctor-too-long");
        await therapist.TestId("conclusion-history").FillAsync("");
        await therapist.Expect("conclusion-save").ToHaveTextAsync("Сохранено");

        await therapist.EndAsync();
        await consultant.AnswerAsync();
        await consultant.Expect("conclusion-told").ToContainTextAsync("когда врач его подпишет");
        await ExpectToBeWritingAsync(consultant);
        await therapist.GoOnDutyAsync();
        await consultant.TransferToTherapistAsync("Ещё вопрос");
        await therapist.AnswerAsync();
        await therapist.Expect("conclusion-diagnosis").ToHaveValueAsync("");
        await therapist.WriteAsync("Z71.9 Консультация", "Наблюдение");
        await therapist.EndAsync();
        await therapist.Expect("unsigned-entry").ToHaveCountAsync(2);
        await Gallery.TakeAsync(therapist, "desk-doctor-two-unsigned");
        foreach (var (number, diagnosis) in new[] { (1, "J02.9 Острый фарингит"), (2, "Z71.9 Консультация") })
        {
            var entry = therapist.TestId("unsigned-entry").First;
            await Assertions.Expect(entry).ToContainTextAsync($"консультация {number}, с");
            await entry.GetByRole(AriaRole.Button).ClickAsync();
            await therapist.Expect("conclusion-of").ToContainTextAsync($"консультация {number}, с");
            await therapist.Expect("conclusion-diagnosis").ToHaveValueAsync(diagnosis);
            await therapist.SignAsync();
        }
        await therapist.Expect("unsigned-entry").ToHaveCountAsync(0);

        await patient.Page.GotoAsync("/calendar");
        await patient.Expect("calendar-consultation").ToHaveCountAsync(2);
        await patient.Expect("open-conclusion").ToHaveCountAsync(2);
        await Gallery.TakeAsync(patient, "calendar-two-conclusions");
    });

    /// <summary>On a phone, at the last field: what became of the text is in sight there, and the texts to choose from are a tap away.</summary>
    private static async Task ExpectNewsInSightAsync(Doctor doctor)
    {
        await doctor.Page.SetViewportSizeAsync(390, 844);
        await doctor.Page.Locator("[data-go=side]").ClickAsync();
        await doctor.TestId("conclusion-text").FocusAsync();
        await doctor.TestId("conclusion-sign").ScrollIntoViewIfNeededAsync();
        await doctor.Page.EvaluateAsync("() => { const side = document.querySelector('.desk-patient'); side.scrollTop = side.scrollHeight; }");
        await doctor.Expect("conclusion-conflict").Not.ToBeInViewportAsync();
        await doctor.Expect("conclusion-save").ToBeInViewportAsync(new() { Ratio = 1 });
        await Gallery.TakeAsync(doctor, "desk-doctor-news");
        await doctor.TestId("to-conflict").ClickAsync();
        await doctor.Expect("conflict-keep").ToBeInViewportAsync(new() { Ratio = 1 });
        await doctor.Expect("conflict-keep").ToBeFocusedAsync();
        await doctor.Page.SetViewportSizeAsync(1280, 800);
    }

    /// <summary>The only doctor is on duty and writes: whoever would transfer to them reads for how long.</summary>
    private static async Task ExpectToBeWritingAsync(Consultant consultant)
    {
        await consultant.Expect("coverage-therapist").ToContainTextAsync("оформляет");
        await consultant.ActAsync("transfer-therapist");
        await consultant.Expect("transfer-busy").ToContainTextAsync("Врач на линии оформляет заключение и освободится не позже чем через");
        await Gallery.TakeAsync(consultant, "desk-transfer-busy");
        await consultant.TestId("transfer-cancel").ClickAsync();
    }
}
