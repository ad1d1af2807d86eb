using System.Text.Json;
using Microsoft.Playwright;

namespace Medzdrav.Tests.Browser;

/// <summary>Patients are told of their bookings, in the chat and by the tasks at the consultants' desk, and say what they wish.</summary>
[Collection(Clinic.SharedBeside)]
public sealed class TellingTests
{
    /// <summary>Gives a therapist hours on each day.</summary>
    private const string Plan =
        """
        async () => {
          const { hub } = await import("/js/helpers/hub.js");
          const { commandId } = await import("/js/helpers/command-id.js");
          const { members } = await hub().command("Rosters");
          const { staffId } = members.filter((member) => member.specialties.includes("therapist")).at(-1);
          const { version, plan } = await hub().command("Roster", staffId);
          const days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
          const hours = [{ kind: "booking", specialty: "therapist", days, from: "00:00", until: "24:00", firstDay: "2026-01-01", lastDay: null, everyWeeks: 1, bufferMinutes: 0, onHolidays: true }];
          await hub().command("SaveRoster", commandId(), { staffId, plan: { ...plan, hours, days: [], absences: [] }, basedOn: version, accepted: [] });
          return staffId;
        }
        """;

    /// <summary>Books the patient of the session that is open at the desk, some days ahead.</summary>
    private const string Book =
        """
        async ({ doctorId, patientId, tellBy, day }) => {
          const { hub } = await import("/js/helpers/hub.js");
          const { commandId } = await import("/js/helpers/command-id.js");
          const { sessions: [{ sessionId }] } = await hub().command("Desk");
          const firstDay = new Date(Date.now() + day * 86400000).toISOString().slice(0, 10);
          for (let tries = 0; tries < 50; tries++) {
            const { slots } = await hub().command("FindSlots", { doctorId, firstDay });
            if (slots.length === 0) await new Promise((after) => setTimeout(after, 200));
            else return hub().command("Book", commandId(), {
              patientId, doctorId, specialty: "therapist", startsAt: slots[40].startsAt, sessionId,
              terms: { reason: "Кашель вторую неделю", repeated: false, documents: null, tellBy, tellWhom: "patient", overrideReason: "Наблюдается здесь" },
            });
          }
        }
        """;

    private const string Wish =
        """
        async ({ method, appointmentId, words }) => {
          const { hub } = await import("/js/helpers/hub.js");
          const { commandId } = await import("/js/helpers/command-id.js");
          return hub().command(method, commandId(), appointmentId, words);
        }
        """;

    private const string Bookings =
        """
        async (patientId) => {
          const { hub } = await import("/js/helpers/hub.js");
          return (await hub().command("Appointments", patientId)).appointments;
        }
        """;

    [Fact]
    public Task A_booking_is_read_in_the_chat_told_from_the_desk_and_wished_away() => Clinic.VisitAsync(async clinic =>
    {
        var keeper = await clinic.ColleagueAsync("rosterkeeper1");
        var doctorId = await keeper.Page.EvaluateAsync<string>(Plan);
        await keeper.Page.CloseAsync();
        var consultant = await clinic.ConsultantAsync();
        await consultant.GoOnDutyAsync();
        var patient = await clinic.PatientAsync();
        await patient.SignInAsync();
        await patient.CallAsync("chat");
        await consultant.AnswerAsync();
        await consultant.SendConsentAsync();
        await patient.ConfirmConsentAsync();
        var patientId = await patient.Page.EvaluateAsync<string>("async () => (await (await fetch('/api/me')).json()).patients[0].patientId");

        await consultant.Page.EvaluateAsync<JsonElement>(Book, new { doctorId, patientId, tellBy = "chat", day = 3 });

        var note = patient.Page.Locator(".chat-note").Filter(new() { HasTextString = "Вы записаны на консультацию" });
        await Assertions.Expect(note).ToContainTextAsync("терапевт");
        await Assertions.Expect(note.Locator("a")).ToHaveAttributeAsync("href", "/calendar");
        await Assertions.Expect(consultant.Page.Locator(".chat-note").Filter(new() { HasTextString = "Пациент записан на консультацию" })).ToBeVisibleAsync();
        await Gallery.TakeAsync(patient, "telling-chat");
        await consultant.Expect("tasks").ToContainTextAsync("Задач нет");

        var booked = await consultant.Page.EvaluateAsync<JsonElement>(Book, new { doctorId, patientId, tellBy = "phone", day = 5 });
        await consultant.Expect("task-appointment").ToContainTextAsync("Сообщить о записи");
        await consultant.Expect("task-way").ToHaveTextAsync("Сообщить по телефону");
        await consultant.Expect("task-due").ToContainTextAsync("до ");
        await consultant.TestId("task-claim").ClickAsync();
        await Gallery.TakeAsync(consultant, "telling-task");
        await consultant.TestId("task-later").ClickAsync();
        await Gallery.TakeAsync(consultant, "telling-later");
        await consultant.TestId("later-at").FillAsync("2026-01-01T10:00");
        await consultant.TestId("later-save").ClickAsync();
        await consultant.Expect("dialog-error").ToHaveTextAsync("Это время уже прошло. Выберите другое.");
        await consultant.TestId("later-at").FillAsync("");
        await consultant.TestId("later-save").ClickAsync();
        await consultant.TestId("task-claim").ClickAsync();
        await consultant.TestId("task-finish").Filter(new() { HasTextString = "Сообщено" }).ClickAsync();
        await Gallery.TakeAsync(consultant, "telling-confirm");
        await consultant.TestId("task-confirm").ClickAsync();
        await consultant.Expect("tasks").ToContainTextAsync("Задач нет");
        var told = (await consultant.Page.EvaluateAsync<JsonElement>(Bookings, patientId)).EnumerateArray().Select(one => one.GetProperty("toldBy").GetString()).Order();
        Assert.Equal(["chat", "phone"], told);

        await consultant.Page.EvaluateAsync<JsonElement>(Book, new { doctorId, patientId, tellBy = "call", day = 7 });
        await consultant.Expect("task-way").ToHaveTextAsync("Сообщить звонком на платформе");
        await Assertions.Expect(consultant.TestId("tasks").GetByTestId("on-platform")).ToHaveTextAsync("на платформе сейчас");
        await Gallery.TakeAsync(consultant, "telling-call");
        await consultant.TestId("task-claim").ClickAsync();
        await consultant.FinishTaskAsync("Сообщено");
        await consultant.Expect("tasks").ToContainTextAsync("Задач нет");

        await patient.Page.EvaluateAsync<JsonElement>(Wish, new { method = "RequestCancel", appointmentId = booked.GetProperty("appointmentId").GetString(), words = "Уже выздоровел, спасибо" });
        await Assertions.Expect(consultant.Page.Locator("notice-board")).ToContainTextAsync("просит отменить запись");
        await consultant.Expect("task-words").ToHaveTextAsync("«Уже выздоровел, спасибо»");
        await Assertions.Expect(consultant.TestId("task-open")).ToHaveAttributeAsync("href", $"/staff/booking?appointment={booked.GetProperty("appointmentId").GetString()}");
        var opened = await Booking.OpenedAsync(consultant, () => consultant.TestId("task-open").ClickAsync());
        await Assertions.Expect(opened.Page.Locator("[data-testid=booked][aria-current=true]").GetByTestId("wish-words")).ToHaveTextAsync("Пациент просит отменить запись: «Уже выздоровел, спасибо»");
        await opened.Page.CloseAsync();
        await consultant.TestId("task-claim").ClickAsync();
        await consultant.TestId("task-decline").ClickAsync();
        await consultant.TestId("decline-send").ClickAsync();
        await consultant.Expect("dialog-error").ToHaveTextAsync("Напишите пациенту, почему.");
        await consultant.TestId("decline-words").FillAsync("Отменить можно по телефону");
        await Gallery.TakeAsync(consultant, "telling-decline");
        await consultant.TestId("decline-send").ClickAsync();
        await consultant.Expect("tasks").ToContainTextAsync("Задач нет");

        await consultant.CloseAsync();
        await consultant.Page.GotoAsync($"/staff/booking?appointment={booked.GetProperty("appointmentId").GetString()}");
        await Assertions.Expect(consultant.Page.Locator("[data-testid=booked][aria-current=true]").GetByTestId("told")).ToContainTextAsync("Пациенту сообщили по телефону (Вежливая Анна");
    });
}
