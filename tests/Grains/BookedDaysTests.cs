using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Grains;

/// <summary>A doctor's own booked days.</summary>
public sealed class BookedDaysTests(Clinic clinic) : IClassFixture<Clinic>
{
    private readonly IBookingGrain _consultant = clinic.Grains.GetGrain<IBookingGrain>($"consultant-{Guid.NewGuid():N}");

    /// <summary>A Tuesday, on which it is one in the morning of Wednesday in Petropavlovsk at 13:00 UTC.</summary>
    private static readonly DateTimeOffset Noon = new(2026, 12, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_doctor_sees_own_bookings_of_the_day_at_their_place_with_name_and_age_and_leaves_an_entry()
    {
        var (doctor, other, late, next) = (await Doctor("Asia/Kamchatka"), await Doctor("Europe/Moscow"), clinic.Person(34), clinic.Person(20));
        // 23:45 on Tuesday there, and 00:00 on Wednesday.
        await Book(late, doctor, Noon.AddMinutes(-15), "Снимок");
        await Book(next, doctor, Noon);
        await Book(clinic.Person(), other, Noon);
        var cancelled = await Book(clinic.Person(), doctor, Noon.AddMinutes(-30));
        await _consultant.Cancel(CommandId.New(), new CancelOrder(cancelled.AppointmentId, 1, CancelledBy.Patient, "Выздоровел"));

        var tuesday = (await Days(doctor).Read(new DateOnly(2026, 12, 1), week: false)).Value!;

        var shown = Assert.Single(tuesday.Bookings);
        Assert.Equal(
            ("Иванова Анна", 34, "therapist", new DateOnly(2026, 12, 1), "23:45", "Снимок", true, false, AppointmentState.Booked),
            (shown.PatientName, shown.AgeYears, shown.Specialty, shown.Day, shown.From, shown.Documents, shown.DocumentsAwaited, shown.OutsideRoster, shown.State));
        Assert.Equal("Asia/Kamchatka", tuesday.Zone);
        Assert.Equal(
            [(Purpose.Booking, AuditSubject.Appointment, AuditDeed.Read, Post.Therapist, late.Patient)],
            clinic.Trail.Of(doctor).Select(entry => (entry.Purpose, entry.What, entry.Deed, entry.Post, entry.Whose.Single())));

        var week = (await Days(doctor).Read(new DateOnly(2026, 12, 3), week: true)).Value!;
        Assert.Equal((new DateOnly(2026, 11, 30), 7), (week.FirstDay, week.Count));
        Assert.Equal([("23:45", new DateOnly(2026, 12, 1)), ("00:00", new DateOnly(2026, 12, 2))], week.Bookings.Select(one => (one.From, one.Day)));
    }

    [Fact]
    public async Task A_day_without_bookings_is_todays_where_none_is_named_and_leaves_no_entry()
    {
        var doctor = await Doctor("Asia/Kamchatka");
        var today = (await Days(doctor).Read(null, week: false)).Value!;
        Assert.Equal((today.Today, today.Today, 1), (today.FirstDay, today.Day, today.Count));
        Assert.Empty(today.Bookings);
        Assert.Empty(clinic.Trail.Of(doctor));
    }

    [Fact]
    public async Task Nobody_but_doctors_has_such_days()
    {
        var consultant = new StaffId($"consultant-{Guid.NewGuid():N}");
        clinic.Records.Add(new StaffRecord(consultant, consultant.Value, "", "Консультант", [Post.Consultant]));
        Assert.Equal(Refusal.NotFound, (await Days(consultant).Read(null, week: true)).Refusal);
        Assert.Equal(Refusal.NotFound, (await Days(new StaffId("nobody")).Read(null, week: true)).Refusal);
    }

    private IBookedDaysGrain Days(StaffId doctor) => clinic.Grains.GrainOf<IBookedDaysGrain>(doctor.Value);

    private async Task<AppointmentView> Book(Insured person, StaffId doctor, DateTimeOffset at, string? documents = null) =>
        (await _consultant.Book(CommandId.New(), new BookingOrder(person.Patient, doctor, "therapist", at, new BookingTerms("Кашель", Repeated: false, documents, TellBy.Chat, TellWhom.Patient)))).Value!;

    private async Task<StaffId> Doctor(string zone)
    {
        var id = new StaffId($"therapist-{Guid.NewGuid():N}");
        clinic.Records.Add(new StaffRecord(id, id.Value, "", "Дежурный Терапевт", [Post.Therapist]));
        var plan = RosterPlan.Empty(zone) with { Hours = [new RosterHours(RosterKind.Booking, "therapist", Enum.GetValues<Weekday>(), "00:00", "24:00", new DateOnly(2026, 1, 1), OnHolidays: true)] };
        Assert.True((await clinic.Grains.GetGrain<IRosterGrain>(id.Value).Save(CommandId.New(), id, plan, 0, [])).Value!.Saved);
        return id;
    }
}
