using Medzdrav.Client;
using Medzdrav.Contracts;

namespace Medzdrav.Tests.Gateway;

/// <summary>A consultation that is booked in two days.</summary>
internal static class Booked
{
    private static readonly BookingTerms Terms = new("Кашель", Repeated: false, null, TellBy.Phone, TellWhom.Patient, "Наблюдается здесь");
    private static readonly RosterHours Always = new(RosterKind.Booking, "therapist", Enum.GetValues<Weekday>(), "00:00", "24:00", new DateOnly(2026, 1, 1), OnHolidays: true);

    /// <summary>Books with a therapist, who sees booked patients at all hours. The person's consent is in force.</summary>
    public static async Task<AppointmentView> Async(Device keeper, Device consultant, PatientId patient)
    {
        var doctor = (await keeper.Hub.RostersAsync().OrThrow()).Members.First(member => member.Specialties.Contains("therapist")).StaffId;
        var roster = await keeper.Hub.RosterAsync(doctor).OrThrow();
        if (roster.Plan.Hours.Length == 0)
            await keeper.Hub.SaveRosterAsync(doctor, roster.Plan with { Hours = [Always], Absences = [] }, roster.Version).OrThrow();
        var day = DateOnly.FromDateTime(roster.Now.UtcDateTime).AddDays(2);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        // A silo knows the roster, and whose slots are gone, within a second.
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (true)
        {
            var found = await consultant.Hub.FindSlotsAsync(new SlotQuery(Doctor: doctor, FirstDay: day), patience.Token).OrThrow();
            if (found.Slots is [var slot, ..] && (await consultant.Hub.BookAsync(new BookingOrder(patient, doctor, "therapist", slot.StartsAt, Terms), cancellation: patience.Token)).Value is { } booked)
                return booked;
            await look.WaitForNextTickAsync(patience.Token);
        }
    }
}
