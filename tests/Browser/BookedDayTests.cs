namespace Medzdrav.Tests.Browser;

/// <summary>The day of a booking, from the reminder to the end of the contact; the limits of the host are short, and the times before the start long.</summary>
[Collection(Clinic.SharedBeside)]
public sealed class BookedDayTests
{
    [Fact]
    public Task A_booked_patient_is_reminded_calls_goes_to_the_booked_doctor_and_after_the_time_back_to_the_consultant() => Clinic.VisitAloneAsync(
        async clinic =>
        {
            var (patient, consultant) = await clinic.CallingAsync("chat");
            await consultant.SendConsentAsync();
            await patient.ConfirmConsentAsync();
            await consultant.CloseAsync();
            await using var reception = await Reception.OpenAsync(clinic);
            var doctor = await clinic.SpecialistAsync();
            var planned = await reception.PlanAsync("Кардиограммова", "Asia/Vladivostok", "кардиология");
            await patient.Page.GotoAsync("/");
            await patient.Expect("coming-booking").ToHaveCountAsync(0);
            await reception.BookAsync(patient.Phone, planned, "кардиология", NextQuarter());
            await clinic.ExpectSmsAsync(patient, "напоминаем о консультации врача");

            // The page is open still.
            await patient.Expect("coming-booking").ToContainTextAsync("Кардиограммова");
            await Gallery.TakeAsync(patient, "home-booking");
            await patient.CallAsync("chat");
            await consultant.ExpectOfferAsync();
            await consultant.Expect("offer-booked").ToContainTextAsync("Кардиограммова");
            await consultant.AnswerAsync();
            await Gallery.TakeAsync(consultant, "desk-booked");
            await consultant.ActAsync("transfer-booked");
            await Gallery.TakeAsync(consultant, "transfer-booked");
            await consultant.TestId("transfer-confirm").ClickAsync();

            // The doctor's duty is off: the offer is for nobody else.
            await doctor.ExpectOfferAsync();
            await doctor.Expect("offer-booked").ToBeVisibleAsync();
            await Gallery.TakeAsync(doctor, "desk-doctor-booked");
            await doctor.AnswerAsync();
            await patient.SayAsync("Здравствуйте, доктор");
            await doctor.HearAsync("Здравствуйте, доктор");

            // The time is over, and the patient is back.
            await consultant.ExpectOfferAsync();
            await consultant.AnswerAsync();
            await consultant.CloseAsync();
        },
        new() { ["Limits:BookedConsultation"] = "00:00:15", ["Limits:BookingNear"] = "01:00:00", ["Limits:Reminder"] = "01:00:00" });

    /// <summary>The next quarter of an hour that is a while ahead.</summary>
    private static DateTimeOffset NextQuarter()
    {
        var quarter = TimeSpan.FromMinutes(15);
        var soon = TimeProvider.System.GetUtcNow() + TimeSpan.FromMinutes(3);
        return new DateTimeOffset(soon.Ticks / quarter.Ticks * quarter.Ticks, TimeSpan.Zero) + quarter;
    }
}
