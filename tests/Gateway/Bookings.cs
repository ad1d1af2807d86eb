using Medzdrav.Client;
using Medzdrav.Contracts;

namespace Medzdrav.Tests.Gateway;

/// <summary>A doctor with hours round the clock, and a consultant who books with them.</summary>
internal sealed class Bookings : IAsyncDisposable
{
    private Bookings(Device consultant, Device doctor, StaffId staff) => (Consultant, Doctor, Staff) = (consultant, doctor, staff);

    public Device Consultant { get; }

    public Device Doctor { get; }

    public StaffId Staff { get; }

    /// <summary>Gives a therapist such hours.</summary>
    public static async Task<Bookings> OpenAsync(Clinic clinic, string therapist)
    {
        var (consultant, doctor) = (await StaffAsync(clinic, "consultant2"), await StaffAsync(clinic, therapist));
        var staff = (await doctor.Hub.DeskAsync().OrThrow()).Staff.StaffId;
        await using var keeper = await StaffAsync(clinic, "rosterkeeper1");
        var standing = await keeper.Hub.RosterAsync(staff).OrThrow();
        var plan = standing.Plan with { Hours = [new RosterHours(RosterKind.Booking, "therapist", Enum.GetValues<Weekday>(), "00:00", "24:00", new DateOnly(2026, 1, 1), OnHolidays: true)] };
        Assert.True((await keeper.Hub.SaveRosterAsync(staff, plan, standing.Version).OrThrow()).Saved);
        return new Bookings(consultant, doctor, staff);
    }

    /// <summary>Tomorrow at an hour by UTC.</summary>
    public static DateTimeOffset At(int hour) => new(TimeProvider.System.GetUtcNow().UtcDateTime.Date.AddDays(1).AddHours(hour), TimeSpan.Zero);

    public Task<AppointmentView> BookAsync(PatientId patient, int hour, string? documents = null) => Consultant.Hub.BookAsync(
        new BookingOrder(patient, Staff, "therapist", At(hour), new BookingTerms("Боли в груди", Repeated: false, documents, TellBy.Phone, TellWhom.Patient))).OrThrow();

    public async ValueTask DisposeAsync()
    {
        await Consultant.DisposeAsync();
        await Doctor.DisposeAsync();
    }

    private static async Task<Device> StaffAsync(Clinic clinic, string login) => await Device.ConnectAsync(clinic, (await clinic.SignInAsStaffAsync(login)).AccessToken);
}
