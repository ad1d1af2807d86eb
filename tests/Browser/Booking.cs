using Microsoft.Playwright;

namespace Medzdrav.Tests.Browser;

/// <summary>The steps that stories of bookings share.</summary>
internal static class Booking
{
    private const string Search = "[data-testid=booking-specialty]";

    /// <summary>Gives the first therapist and the first paediatrician hours in Moscow and the second therapist in Vladivostok, each day from nine to six.</summary>
    private const string Plan =
        """
        async () => {
          const { hub } = await import("/js/helpers/hub.js");
          const { commandId } = await import("/js/helpers/command-id.js");
          const { members } = await hub().command("Rosters");
          const [first, second] = members.filter((member) => member.specialties.includes("therapist"));
          const third = members.find((member) => member.specialties.includes("paediatrician"));
          for (const [{ staffId }, specialty, zone] of [[first, "therapist", "Europe/Moscow"], [second, "therapist", "Asia/Vladivostok"], [third, "paediatrician", "Europe/Moscow"]]) {
            const { version } = await hub().command("Roster", staffId);
            const hours = [{ kind: "booking", specialty, days: ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"], from: "09:00", until: "18:00", firstDay: "2026-01-01", lastDay: null, everyWeeks: 1, bufferMinutes: 0, onHolidays: true }];
            await hub().command("SaveRoster", commandId(), { staffId, plan: { zone, hours, days: [], absences: [] }, basedOn: version, accepted: [] });
          }
          return first.name;
        }
        """;

    /// <summary>Takes the hours of whoever is booked away.</summary>
    private const string Unplan =
        """
        async (appointmentId) => {
          const { hub } = await import("/js/helpers/hub.js");
          const { commandId } = await import("/js/helpers/command-id.js");
          const { members } = await hub().command("Rosters");
          for (const { staffId } of members.filter((member) => member.specialties.includes("therapist"))) {
            const { version, plan } = await hub().command("Roster", staffId);
            const wanted = { staffId, plan: { ...plan, hours: [] }, basedOn: version };
            const { saved, touched } = await hub().command("SaveRoster", commandId(), { ...wanted, accepted: [] });
            // Nobody but the booked doctor loses hours.
            if (touched.length > 0) await hub().command("SaveRoster", commandId(), { ...wanted, accepted: [appointmentId] });
            else if (saved) await hub().command("SaveRoster", commandId(), { ...wanted, plan, basedOn: version + 1, accepted: [] });
          }
          return appointmentId;
        }
        """;

    public static Task PlanAsync(Clinic clinic) => KeepAsync(clinic, Plan);

    public static Task UnplanAsync(Clinic clinic, string appointment) => KeepAsync(clinic, Unplan, appointment);

    private static async Task KeepAsync(Clinic clinic, string change, string? argument = null)
    {
        var keeper = await clinic.ColleagueAsync("rosterkeeper1");
        Assert.NotEmpty(await keeper.Page.EvaluateAsync<string>(change, argument));
        await keeper.Page.CloseAsync();
    }

    /// <summary>A consultant with a patient who has confirmed the consent.</summary>
    public static async Task<(Consultant Consultant, Patient Patient)> TalkAsync(Clinic clinic)
    {
        var consultant = await clinic.ConsultantAsync();
        await consultant.GoOnDutyAsync();
        var patient = await clinic.PatientAsync();
        await patient.SignInAsync();
        await patient.CallAsync("chat");
        await consultant.AnswerAsync();
        await consultant.SendConsentAsync();
        await patient.ConfirmConsentAsync();
        await consultant.Expect("book-here").ToBeVisibleAsync();
        return (consultant, patient);
    }

    public static async Task<Person> OpenedAsync(Consultant consultant, Func<Task> open)
    {
        var page = await consultant.Page.Context.RunAndWaitForPageAsync(open);
        var booking = new Consultant(page);
        await booking.ArriveAsync("/staff/booking");
        await Assertions.Expect(page.Locator(Search)).ToBeVisibleAsync();
        await Assertions.Expect(booking.TestId("slot").First).ToBeVisibleAsync();
        return booking;
    }

    /// <summary>Waits until the grid shows the week that is asked for.</summary>
    public static async Task ShownFromAsync(Person booking) =>
        await booking.Page.WaitForFunctionAsync("() => document.querySelector('[data-slot]').dataset.day === document.querySelector('#booking-day').value");

    /// <summary>Chooses the slot that begins at an instant.</summary>
    public static async Task ChooseAsync(Person booking, DateTimeOffset at)
    {
        var slot = await booking.Page.WaitForFunctionAsync("at => [...document.querySelectorAll('[data-slot]')].map(({ dataset }) => dataset.slot).find((slot) => Date.parse(slot) === at)", at.ToUnixTimeMilliseconds());
        await booking.Page.Locator($"[data-slot='{await slot.JsonValueAsync<string>()}']").ClickAsync();
    }

    public static async Task CancelAsync(Person booking, string reason)
    {
        await booking.TestId("cancel").First.ClickAsync();
        await booking.TestId("cancel-reason").FillAsync(reason);
        await booking.TestId("cancel-confirm").ClickAsync();
        await booking.Expect("booking-done").ToContainTextAsync("Запись отменена");
    }

    public static async Task LeaveAsync(Consultant consultant, Patient patient)
    {
        await consultant.CloseAsync();
        await consultant.GoOffDutyAsync();
        await patient.Page.CloseAsync();
    }
}
