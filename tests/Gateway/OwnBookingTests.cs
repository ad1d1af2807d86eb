using System.Net.Http.Json;
using Medzdrav.Client;
using Medzdrav.Contracts;

namespace Medzdrav.Tests.Gateway;

/// <summary>A patient's own bookings over the wire, told of as they change.</summary>
public abstract class OwnBookingTests(Clinic clinic)
{
    [Fact]
    public async Task The_patients_and_the_doctors_devices_hear_of_each_change_and_nobody_else_does()
    {
        await using var consulted = await Consulted.BeginAsync(clinic);
        await using var stranger = await clinic.PatientAsync();
        await using var bookings = await Bookings.OpenAsync(clinic, "therapist3");
        var (patient, consultant, ten) = (consulted.Patient, bookings.Consultant, Bookings.At(10));

        var booked = await bookings.BookAsync(patient.Person.PatientId, 10, "Кардиограмма");
        await HeardAsync(1);
        var own = Assert.Single((await patient.Device.Hub.MyAppointmentsAsync().OrThrow()).Appointments);
        Assert.Equal(
            (booked.AppointmentId, 1L, AppointmentState.Booked, patient.Person.Name, "therapist", ten, ten.AddMinutes(15), "Europe/Moscow", "Кардиограмма", true),
            (own.AppointmentId, own.Version, own.State, own.PatientName, own.Specialty, own.StartsAt, own.EndsAt, own.Zone, own.Documents, own.DocumentsAwaited));

        await consultant.Hub.MoveAsync(new MoveOrder(booked.AppointmentId, 1, ten.AddMinutes(15), "Просит позже")).OrThrow();
        await HeardAsync(2);
        await consultant.Hub.CancelAsync(new CancelOrder(booked.AppointmentId, 2, CancelledBy.Clinic, "Врач болен")).OrThrow();
        await HeardAsync(3);

        using var answer = await clinic.GetAsync($"/api/patients/{patient.Person.PatientId}/calendar", patient.Tokens);
        var calendar = (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<CalendarView>(WireJson.Options))!;
        Assert.Equal((3, AppointmentState.Cancelled, "Врач болен"), Assert.Single(calendar.Appointments!) is var one ? (one.Version, one.State, one.CancelReason) : default);
        // Why it was booked is for staff.
        Assert.DoesNotContain("Боли", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty((await stranger.Device.Hub.MyAppointmentsAsync().OrThrow()).Appointments);
        Assert.Empty(stranger.Device.Appointments);
        Assert.Empty(consultant.Appointments);

        async Task HeardAsync(long version)
        {
            foreach (var device in new[] { patient.Device, bookings.Doctor })
                await device.Until(() => device.Appointments.Contains((booked.AppointmentId, version)), $"version {version} is told");
        }
    }
}

[Collection(nameof(OnSqlite))]
public sealed class OwnBookingTestsOnSqlite(SqliteClinic clinic) : OwnBookingTests(clinic);

[Collection(nameof(OnPostgres))]
public sealed class OwnBookingTestsOnPostgres(PostgresClinic clinic) : OwnBookingTests(clinic);
