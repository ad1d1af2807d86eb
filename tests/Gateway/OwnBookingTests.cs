using System.Net.Http.Json;
using Medzdrav.Client;
using Medzdrav.Contracts;

namespace Medzdrav.Tests.Gateway;

/// <summary>A patient's own bookings over the wire, told of as they change.</summary>
public abstract class OwnBookingTests(Clinic clinic)
{
    private static readonly BookingTerms Terms = new("Боли в груди", Repeated: false, "Кардиограмма", TellBy.Phone, TellWhom.Patient);

    [Fact]
    public async Task The_patients_and_the_doctors_devices_hear_of_each_change_and_nobody_else_does()
    {
        await using var consulted = await Consulted.BeginAsync(clinic);
        var patient = consulted.Patient;
        await using var stranger = await clinic.PatientAsync();
        await using var consultant = await StaffAsync("consultant2");
        await using var doctor = await StaffAsync("therapist3");
        var staff = (await doctor.Client.Hub.DeskAsync().OrThrow()).Staff.StaffId;
        await PlanAsync(staff);

        var booked = await consultant.Hub.BookAsync(new BookingOrder(patient.Person.PatientId, staff, "therapist", Ten, Terms)).OrThrow();
        await HeardAsync(1, patient.Device, doctor);
        var own = Assert.Single((await patient.Device.Hub.MyAppointmentsAsync().OrThrow()).Appointments);
        Assert.Equal(
            (booked.AppointmentId, 1L, AppointmentState.Booked, patient.Person.Name, "therapist", Ten, Ten.AddMinutes(15), "Europe/Moscow", "Кардиограмма", true),
            (own.AppointmentId, own.Version, own.State, own.PatientName, own.Specialty, own.StartsAt, own.EndsAt, own.Zone, own.Documents, own.DocumentsAwaited));

        await consultant.Hub.MoveAsync(new MoveOrder(booked.AppointmentId, 1, Ten.AddMinutes(15), "Просит позже")).OrThrow();
        await HeardAsync(2, patient.Device, doctor);
        await consultant.Hub.CancelAsync(new CancelOrder(booked.AppointmentId, 2, CancelledBy.Clinic, "Врач болен")).OrThrow();
        await HeardAsync(3, patient.Device, doctor);

        using var answer = await clinic.GetAsync($"/api/patients/{patient.Person.PatientId}/calendar", patient.Tokens);
        var calendar = (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<CalendarView>(WireJson.Options))!;
        Assert.Equal((3, AppointmentState.Cancelled, "Врач болен"), Assert.Single(calendar.Appointments!) is var one ? (one.Version, one.State, one.CancelReason) : default);
        // Why it was booked is for staff.
        Assert.DoesNotContain("Боли", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty((await stranger.Device.Hub.MyAppointmentsAsync().OrThrow()).Appointments);
        Assert.Empty(stranger.Device.Appointments);
        Assert.Empty(consultant.Appointments);

        async Task HeardAsync(long version, params Device[] devices)
        {
            foreach (var device in devices)
                await device.Until(() => device.Appointments.Contains((booked.AppointmentId, version)), $"version {version} is told");
        }
    }

    /// <summary>Tomorrow at ten by UTC.</summary>
    private static DateTimeOffset Ten => new(TimeProvider.System.GetUtcNow().UtcDateTime.Date.AddDays(1).AddHours(10), TimeSpan.Zero);

    private async Task PlanAsync(StaffId doctor)
    {
        await using var keeper = await StaffAsync("rosterkeeper1");
        var standing = await keeper.Hub.RosterAsync(doctor).OrThrow();
        var plan = standing.Plan with { Hours = [new RosterHours(RosterKind.Booking, "therapist", Enum.GetValues<Weekday>(), "00:00", "24:00", new DateOnly(2026, 1, 1), OnHolidays: true)] };
        Assert.True((await keeper.Hub.SaveRosterAsync(doctor, plan, standing.Version).OrThrow()).Saved);
    }

    private async Task<Device> StaffAsync(string login) => await Device.ConnectAsync(clinic, (await clinic.SignInAsStaffAsync(login)).AccessToken);
}

[Collection(nameof(OnSqlite))]
public sealed class OwnBookingTestsOnSqlite(SqliteClinic clinic) : OwnBookingTests(clinic);

[Collection(nameof(OnPostgres))]
public sealed class OwnBookingTestsOnPostgres(PostgresClinic clinic) : OwnBookingTests(clinic);
