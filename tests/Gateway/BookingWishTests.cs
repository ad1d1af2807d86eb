using System.Net;
using System.Net.Http.Json;
using Medzdrav.Client;
using Medzdrav.Contracts;

namespace Medzdrav.Tests.Gateway;

/// <summary>S4.6 over the wire: a patient's wish about a booking is a task, and the consultant's answer finishes it.</summary>
public abstract class BookingWishTests(Clinic clinic)
{
    [Fact]
    public async Task A_wish_reaches_the_consultants_and_a_repeat_raises_it()
    {
        await using var consulted = await Consulted.BeginAsync(clinic);
        var patient = consulted.Patient;
        await using var keeper = await StaffAsync("rosterkeeper1");
        await using var consultant = await StaffAsync("consultant2");
        var booked = await Booked.Async(keeper, consultant, patient.Person.PatientId);
        await using var stranger = await clinic.PatientAsync();
        Assert.Equal("notFound", (await stranger.Device.Client.Hub.RequestMoveAsync(booked.AppointmentId, "Хочу")).Refusal!.Code);
        Assert.Equal("notFound", await patient.Device.Refused("RequestMove", CommandId.New(), new string('x', 65), "Позже"));
        Assert.Equal("invalid", await patient.Device.Refused("RequestCancel", CommandId.New(), booked.AppointmentId, new string('я', 1_001)));

        var command = CommandId.New();
        var asked = await patient.Device.Client.Hub.RequestMoveAsync(booked.AppointmentId, "После обеда", command).OrThrow();
        Assert.Equal(asked.AskedAt, (await patient.Device.Client.Hub.RequestMoveAsync(booked.AppointmentId, "После обеда", command).OrThrow()).AskedAt);
        using var off = await clinic.PostAsync($"/api/appointments/{booked.AppointmentId}/cancel-request", new { reason = "Выздоровел" }, patient.Tokens);
        Assert.Equal(asked.AskedAt, (await off.Content.ReadFromJsonAsync<WishAccepted>(WireJson.Options))!.AskedAt);
        var wish = Assert.Single((await consultant.Client.Hub.TasksAsync().OrThrow()).Tasks, task => task.Kind == TaskKind.Wish && task.Appointment!.AppointmentId == booked.AppointmentId);
        Assert.Equal((AppointmentNews.CancelWished, "Выздоровел"), (wish.Appointment!.News, wish.Appointment.Words));
        Assert.NotNull(wish.AskedAgainAt);
        Assert.NotEmpty(consultant.OpenTasks);

        await consultant.Client.Hub.ClaimTaskAsync(wish.TaskId).OrThrow();
        Assert.Equal("invalid", (await consultant.Client.Hub.FinishTaskAsync(wish.TaskId, TaskOutcome.Done)).Refusal!.Code);
        await consultant.Client.Hub.DeclineWishAsync(wish.TaskId, "Позвоните нам, пожалуйста").OrThrow();
        var telling = Assert.Single((await consultant.Client.Hub.TasksAsync().OrThrow()).Tasks, task => task.Kind == TaskKind.Appointment && task.Appointment!.AppointmentId == booked.AppointmentId);
        await consultant.Client.Hub.ClaimTaskAsync(telling.TaskId).OrThrow();
        Assert.NotNull((await consultant.Client.Hub.PostponeTaskAsync(telling.TaskId, telling.DueAt!.Value.AddMinutes(10)).OrThrow()).DueAt);
        await consultant.Client.Hub.CancelAsync(new CancelOrder(booked.AppointmentId, 1, CancelledBy.Patient, "Выздоровел")).OrThrow();
        Assert.Equal("appointmentOver", (await patient.Device.Client.Hub.RequestCancelAsync(booked.AppointmentId)).Refusal!.Code);
        Assert.Equal("appointmentOver", (await patient.Device.Client.Records.RequestCancelAsync(booked.AppointmentId)).Refusal!.Code);
    }

    [Fact]
    public async Task Only_a_signed_in_patients_side_wishes()
    {
        await using var consultant = await StaffAsync("consultant2");
        Assert.Equal("wrongRole", await consultant.Refused("RequestMove", CommandId.New(), "none", "Позже"));
        using var nobody = await clinic.Http.PostAsJsonAsync("/api/appointments/none/cancel-request", new { });
        Assert.Equal(HttpStatusCode.Unauthorized, nobody.StatusCode);
        await using var patient = await clinic.PatientAsync();
        using var unknown = await clinic.PostAsync("/api/appointments/none/cancel-request", new { }, patient.Tokens);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    private async Task<Device> StaffAsync(string login) => await Device.ConnectAsync(clinic, (await clinic.SignInAsStaffAsync(login)).AccessToken);
}

[Collection(nameof(OnSqlite))]
public sealed class BookingWishTestsOnSqlite(SqliteClinic clinic) : BookingWishTests(clinic);

[Collection(nameof(OnPostgres))]
public sealed class BookingWishTestsOnPostgres(PostgresClinic clinic) : BookingWishTests(clinic);
