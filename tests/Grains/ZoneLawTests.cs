using Dapper;
using Medzdrav.Contracts;
using Medzdrav.Grains;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Medzdrav.Tests.Grains;

/// <summary>A law changes a doctor's zone between the booking and its day: the time on the wall at the doctor's place stays, and nobody is told two different times.</summary>
public sealed class ZoneLawTests(Clinic clinic) : IClassFixture<Clinic>
{
    private readonly Bookings _bookings = new(clinic);
    private readonly IBookingGrain _consultant = clinic.Grains.GetGrain<IBookingGrain>($"consultant-{Guid.NewGuid():N}");

    private ZoneLaw Law => clinic.Cluster.GetSiloServiceProvider().GetRequiredService<ZoneLaw>();

    [Fact]
    public async Task Bookings_go_with_the_wall_of_the_doctor_and_patients_elsewhere_are_told_their_new_time_once()
    {
        var doctor = await _bookings.Doctor();
        var (near, far) = (clinic.Person(), clinic.Person());
        var first = await Book(near, doctor, _bookings.Ahead(TimeSpan.FromHours(5)), null);
        var next = await Book(far, doctor, first.StartsAt.AddHours(1), "Asia/Vladivostok");
        await Told(first);
        await Told(next);

        // As if both had been agreed under a law by which Moscow is an hour further east: their walls are of the next hour now, and each needs the other's time.
        await Agreed(first, hours: 1);
        await Agreed(next, hours: 1);
        Assert.Equal(2, await Law.FollowAsync());
        Assert.Equal(0, await Law.FollowAsync());

        var (firstNow, nextNow) = (await _bookings.Read(first), await _bookings.Read(next));
        Assert.Equal((first.StartsAt.AddHours(1), 2L), (firstNow.StartsAt, firstNow.Version));
        Assert.Equal((next.StartsAt.AddHours(1), 2L), (nextNow.StartsAt, nextNow.Version));
        // Whoever reads the doctor's own time was told what still holds.
        Assert.Equal(ToldBy.Sms, firstNow.ToldBy);
        Assert.Null(await Telling(firstNow));
        Assert.Contains("\"moved\"", await Telling(nextNow), StringComparison.Ordinal);
        await Told(nextNow);
        // The times between are free again: what was claimed went along.
        Assert.NotNull((await Book(clinic.Person(), doctor, first.StartsAt, null)).AppointmentId.Value);
    }

    [Fact]
    public void Where_clocks_are_put_back_both_passes_of_an_hour_are_as_agreed()
    {
        var berlin = Zones.ClockOf("Europe/Berlin");
        // 02:30 comes twice on 25 October 2026.
        foreach (var pass in new[] { "2026-10-25T00:30Z", "2026-10-25T01:30Z" })
            Assert.Null(ZoneLaw.Moved(DateTimeOffset.Parse(pass, System.Globalization.CultureInfo.InvariantCulture), berlin, new DateTime(2026, 10, 25, 2, 30, 0)));
        Assert.Equal(
            new DateTimeOffset(2026, 12, 1, 8, 0, 0, TimeSpan.Zero), ZoneLaw.Moved(new DateTimeOffset(2026, 12, 1, 7, 0, 0, TimeSpan.Zero), berlin, new DateTime(2026, 12, 1, 9, 0, 0)));
        Assert.Null(ZoneLaw.Moved(DateTimeOffset.UnixEpoch, "Mars/Base", "2026-12-01T09:00"));
    }

    private async Task<AppointmentView> Book(Insured person, StaffId doctor, DateTimeOffset at, string? zone) => (await _consultant.Book(
        CommandId.New(), new BookingOrder(person.Patient, doctor, "therapist", at, new BookingTerms("Кашель", Repeated: false, null, TellBy.Chat, TellWhom.Patient, PatientZone: zone)))).Value!;

    /// <summary>Lets time pass until the provider has the message.</summary>
    private Task Told(AppointmentView booked) => clinic.Until(async () => (await _bookings.Read(booked)).ToldBy == ToldBy.Sms, "the patient is told");

    private async Task Agreed(AppointmentView booked, int hours)
    {
        var wall = TimeZoneInfo.ConvertTime(booked.StartsAt.AddHours(hours), TimeZoneInfo.FindSystemTimeZoneById("Europe/Moscow"));
        await using var connection = Open();
        Assert.Equal(1, await connection.ExecuteAsync("UPDATE appointment SET wall = @wall WHERE id = @Value", new { wall = $"{wall:yyyy-MM-dd'T'HH:mm}", booked.AppointmentId.Value }));
    }

    /// <summary>The task of telling the patient of this version of a booking, and what it is about; null where there is none.</summary>
    private async Task<string?> Telling(AppointmentView booked)
    {
        await using var connection = Open();
        return await connection.ExecuteScalarAsync<string?>("SELECT about FROM task WHERE appointment = @Value AND of_version = @Version", new { booked.AppointmentId.Value, booked.Version });
    }

    private SqliteConnection Open() => new($"Data Source={clinic.Records.Database};Pooling=False");
}
