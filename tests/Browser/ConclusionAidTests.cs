using Microsoft.Playwright;

namespace Medzdrav.Tests.Browser;

/// <summary>The aids beside a doctor's conclusion.</summary>
[Collection(Clinic.Shared)]
public sealed class ConclusionAidTests
{
    [Fact]
    public Task A_diagnosis_is_found_in_the_classification_by_keyboard_and_pointer() => Clinic.VisitAsync(async clinic =>
    {
        var therapist = await ConsultingAsync(clinic);
        await therapist.TestId("conclusion-diagnosis").FillAsync("Фон: здорова");
        var query = therapist.TestId("diagnosis-query");

        await query.FillAsync("острый");
        var options = therapist.TestId("diagnosis-option");
        await Assertions.Expect(options.First).ToContainTextAsync("Острый");
        await Assertions.Expect(query).ToHaveAttributeAsync("aria-expanded", "true");
        await Assertions.Expect(query).ToHaveAttributeAsync("aria-activedescendant", "diagnosis-list-0");
        await Gallery.TakeAsync(therapist, "desk-doctor-diagnoses");
        await query.PressAsync("Escape");
        await Assertions.Expect(query).ToHaveAttributeAsync("aria-expanded", "false");
        await query.FillAsync("неуточнённая инф");
        await Assertions.Expect(options.First).ToContainTextAsync("A08.4");
        await query.PressAsync("ArrowDown");
        await Assertions.Expect(options.Nth(1)).ToHaveAttributeAsync("aria-selected", "true");
        // Enter takes the diagnosis and does not ask for the signature.
        await query.PressAsync("Enter");
        await therapist.Expect("conclusion-diagnosis").ToHaveValueAsync("Фон: здорова\nJ06.9 Острая инфекция верхних дыхательных путей неуточнённая");
        await therapist.Expect("diagnoses-found").ToHaveTextAsync("Записано: J06.9.");
        await therapist.Expect("confirm-yes").ToHaveCountAsync(0);
        await therapist.Expect("conclusion-save").ToHaveTextAsync("Сохранено");

        // The Russian keyboard's keys for R05.
        await query.FillAsync("к05");
        await options.First.ClickAsync();
        await therapist.Expect("conclusion-diagnosis").ToHaveValueAsync("Фон: здорова\nJ06.9 Острая инфекция верхних дыхательных путей неуточнённая\nR05 Кашель");
        await query.FillAsync("ыыы");
        await therapist.Expect("diagnoses-found").ToContainTextAsync("впишите диагноз сами");
        await query.FillAsync("");

        await therapist.TestId("conclusion-text").FillAsync("Питьё, покой");
        await therapist.SignAsync();
        await therapist.Expect("diagnosis-query").ToBeHiddenAsync();
    });

    private static async Task<Doctor> ConsultingAsync(Clinic clinic)
    {
        var consultant = await clinic.ConsultantAsync();
        await consultant.GoOnDutyAsync();
        var therapist = await clinic.TherapistAsync(2);
        await therapist.GoOnDutyAsync();
        var patient = await clinic.PatientAsync();
        await patient.SignInAsync();
        await patient.TestId("call-chat").ClickAsync();
        await consultant.AnswerAsync();
        await consultant.SendConsentAsync();
        await patient.ConfirmConsentAsync();
        await consultant.TransferToTherapistAsync("Температура 38,2");
        await therapist.AnswerAsync();
        return therapist;
    }
}
