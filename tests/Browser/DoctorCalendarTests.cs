using Medzdrav.Client;
using Medzdrav.Contracts;

namespace Medzdrav.Tests.Browser;

/// <summary>A doctor's day and week, live while a consultant books.</summary>
[Collection(Clinic.SharedBeside)]
public sealed class DoctorCalendarTests
{
    [Fact]
    public Task A_doctor_sees_who_is_booked_by_the_day_and_by_the_week_as_it_changes() => Clinic.VisitAsync(async clinic =>
    {
        var (patient, consultant) = await clinic.CallingAsync("chat");
        await consultant.SendConsentAsync();
        await patient.ConfirmConsentAsync();
        await using var reception = await Reception.OpenAsync(clinic);
        var staff = await reception.PlanAsync("Кардиограммова", "Asia/Vladivostok", "кардиология");
        var at = new DateTimeOffset(TimeProvider.System.GetUtcNow().UtcDateTime.Date.AddDays(3).AddHours(2), TimeSpan.Zero);
        var day = at.AddHours(10).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

        var doctor = await clinic.ColleagueAsync("specialist1");
        await doctor.Page.GotoAsync($"/staff/calendar?day={day}");
        await doctor.Expect("booked-none").ToContainTextAsync("На этот день к вам никто не записан");
        await Gallery.TakeAsync(doctor, "doctor-day-empty");

        var booked = await reception.BookAsync(patient.Phone, staff, "кардиология", at, "Кардиограмма");
        await doctor.Expect("booked").ToContainTextAsync("12:00");
        await doctor.Expect("booked").ToContainTextAsync("Проверкина Анна");
        await doctor.Expect("booked").ToContainTextAsync("документов ещё нет");
        await doctor.Expect("booked").ToContainTextAsync("На этом устройстве");
        await doctor.Expect("booked").Not.ToContainTextAsync("Боли в груди");
        await Gallery.TakeAsync(doctor, "doctor-day");
        await Gallery.PrintAsync(doctor, "doctor-day-printed");

        await doctor.TestId("days-week").ClickAsync();
        await doctor.Expect("booked-week").ToContainTextAsync("12:00");
        await Gallery.TakeAsync(doctor, "doctor-week");
        await reception.Consultant.CancelAsync(new CancelOrder(booked.AppointmentId, 1, CancelledBy.Patient, "Выздоровела")).OrThrow();
        await doctor.Expect("booked").ToHaveCountAsync(0);
    });
}
