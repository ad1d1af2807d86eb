using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Grains;

/// <summary>The bookings of a login's persons as their own side reads them, and who is told of a change.</summary>
public sealed class CalendarTests(Clinic clinic) : IClassFixture<Clinic>
{
    private static readonly byte[] Photo = [0xFF, 0xD8, 0xFF, 0xDA, 0, 2, 1, 2, 3, 4, 5, 0xFF, 0xD9];
    private static readonly BookingTerms Terms = new("Кашель вторую неделю", Repeated: true, null, TellBy.Chat, TellWhom.Patient);

    private readonly IBookingGrain _consultant = clinic.Grains.GetGrain<IBookingGrain>($"consultant-{Guid.NewGuid():N}");

    private DateTimeOffset Now => clinic.Clock.GetUtcNow();

    /// <summary>Tomorrow at nine in Moscow.</summary>
    private DateTimeOffset Nine => new(Now.UtcDateTime.Date.AddDays(1).AddHours(6), TimeSpan.Zero);

    [Fact]
    public async Task A_login_reads_the_bookings_of_all_its_persons_and_of_nobody_else()
    {
        var (doctor, mother, stranger) = (await Doctor(), clinic.Person(), clinic.Person());
        var sister = (await clinic.Records.FindAsync(mother.Patient))! with { Id = new PatientId($"p{Guid.NewGuid():N}"), Name = "Иванова Ольга" };
        clinic.Records.Add(sister);
        var first = await Book(mother.Patient, doctor, Nine);
        var second = await Book(sister.Id, doctor, Nine.AddMinutes(15));
        await Book(stranger.Patient, doctor, Nine.AddMinutes(30));
        await _consultant.Cancel(CommandId.New(), new CancelOrder(first.AppointmentId, 1, CancelledBy.Clinic, "Врач болен"));

        var own = (await Calendar(mother).Appointments(null)).Value!;

        Assert.Equal(
            [(second.AppointmentId, "Иванова Ольга", 1L, AppointmentState.Booked, Nine.AddMinutes(15), Nine.AddMinutes(30), (string?)null), (first.AppointmentId, "Иванова Анна", 2, AppointmentState.Cancelled, Nine, Nine.AddMinutes(15), "Врач болен")],
            own.Appointments.Select(one => (one.AppointmentId, one.PatientName, one.Version, one.State, one.StartsAt, one.EndsAt, one.CancelReason)));
        Assert.All(own.Appointments, one => Assert.Equal(("Дежурный Терапевт", "therapist", "Europe/Moscow", true), (one.DoctorName, one.Specialty, one.Zone, one.Repeated)));
        Assert.Equal([second.AppointmentId], (await Calendar(mother).Appointments(sister.Id)).Value!.Appointments.Select(one => one.AppointmentId));
        Assert.Equal(Refusal.NotFound, (await Calendar(mother).Appointments(stranger.Patient)).Refusal);
        Assert.Equal(Refusal.NotFound, (await clinic.Grains.GrainOf<ICalendarGrain>("nobody").Appointments(null)).Refusal);
        var calendar = (await clinic.Grains.GrainOf<IAccountGrain>(mother.Account.Value).Calendar(sister.Id)).Value!;
        Assert.Equal([second.AppointmentId], calendar.Appointments!.Select(one => one.AppointmentId));
    }

    [Fact]
    public async Task Documents_are_awaited_until_one_was_added_since_the_booking()
    {
        var (doctor, person) = (await Doctor(), clinic.Person());
        await Add(person);
        clinic.Clock.Advance(TimeSpan.FromSeconds(1));
        await Book(person.Patient, doctor, Nine, "Кардиограмма");
        Assert.Equal(("Кардиограмма", true), Asked(await Calendar(person).Appointments(null)));

        clinic.Clock.Advance(TimeSpan.FromSeconds(1));
        await Add(person, 7);
        Assert.Equal(("Кардиограмма", false), Asked(await Calendar(person).Appointments(null)));
    }

    [Fact]
    public async Task A_wish_stands_on_the_booking_until_a_consultant_answers_it()
    {
        var (doctor, person) = (await Doctor(), clinic.Person());
        var booked = await Book(person.Patient, doctor, Nine);
        Assert.Null(await Wish());
        var wishes = clinic.Grains.GetGrain<IBookingWishesGrain>(person.Account.Value);
        var first = (await wishes.Wish(CommandId.New(), booked.AppointmentId, isOff: false, "После обеда")).Value!;
        Assert.Equal(new OwnWish(AppointmentNews.MoveWished, first.AskedAt), await Wish());
        await clinic.Jump(TimeSpan.FromMinutes(1));
        var again = Now;
        await wishes.Wish(CommandId.New(), booked.AppointmentId, isOff: true, null);
        Assert.Equal(new OwnWish(AppointmentNews.CancelWished, again), await Wish());

        Assert.NotNull((await _consultant.Move(CommandId.New(), new MoveOrder(booked.AppointmentId, 1, Nine.AddMinutes(30), "Просит позже", WishAskedAt: again))).Value);

        Assert.Null(await Wish());

        async Task<OwnWish?> Wish() => Assert.Single((await Calendar(person).Appointments(null)).Value!.Appointments).Wish;
    }

    [Fact]
    public async Task Each_change_is_told_to_the_login_and_to_the_doctors_of_before_and_now()
    {
        var (doctor, other, person) = (await Doctor(), await Doctor(), clinic.Person());
        var booked = await Book(person.Patient, doctor, Nine);
        await _consultant.Move(CommandId.New(), new MoveOrder(booked.AppointmentId, 1, Nine.AddMinutes(30), "Просит позже", other));
        await _consultant.Cancel(CommandId.New(), new CancelOrder(booked.AppointmentId, 2, CancelledBy.Patient, "Выздоровела"));

        AppointmentPush[] Told() => [.. clinic.Gateway.Appointments.Where(push => push.AppointmentId == booked.AppointmentId).OrderBy(push => push.Version)];
        await clinic.Soon(() => Told().Length == 3, "three changes are told");
        Assert.All(Told(), push => Assert.Equal(person.Account, push.Account));
        Assert.Equal([1L, 2, 3], Told().Select(push => push.Version));
        Assert.Equal([[doctor], [other, doctor], [other]], Told().Select(push => push.Doctors));
    }

    [Fact]
    public async Task A_refused_change_is_told_to_nobody()
    {
        var (doctor, person) = (await Doctor(), clinic.Person());
        var booked = await Book(person.Patient, doctor, Nine);
        Assert.NotNull((await _consultant.Cancel(CommandId.New(), new CancelOrder(booked.AppointmentId, 7, CancelledBy.Patient, "Выздоровела"))).Refusal);
        Assert.NotNull((await _consultant.Book(CommandId.New(), new BookingOrder(clinic.Person().Patient, doctor, "therapist", Nine, Terms))).Refusal);
        var again = await Book(person.Patient, doctor, Nine.AddMinutes(15));

        await clinic.Soon(() => clinic.Gateway.Appointments.Any(push => push.AppointmentId == again.AppointmentId), "the next booking is told");
        Assert.Equal(2, clinic.Gateway.Appointments.Count(push => push.Doctors.Contains(doctor)));
    }

    private ICalendarGrain Calendar(Insured person) => clinic.Grains.GrainOf<ICalendarGrain>(person.Account.Value);

    private static (string? Documents, bool Awaited) Asked(Reply<OwnAppointmentList> reply) => Assert.Single(reply.Value!.Appointments) is var own ? (own.Documents, own.DocumentsAwaited) : default;

    private async Task<AppointmentView> Book(PatientId patient, StaffId doctor, DateTimeOffset at, string? documents = null) =>
        (await _consultant.Book(CommandId.New(), new BookingOrder(patient, doctor, "therapist", at, Terms with { Documents = documents }))).Value!;

    /// <summary>Adds a document whose bytes no other has.</summary>
    private async Task Add(Insured person, byte differs = 1)
    {
        byte[] photo = [.. Photo[..6], differs, .. Photo[7..]];
        var begun = (await clinic.Grains.GrainOf<IDocumentsGrain>(person.Account.Value).BeginUpload(new UploadOrder(person.Patient, "снимок.jpg", photo.Length))).Value!;
        var upload = clinic.Grains.GrainOf<IUploadGrain>(begun.UploadId);
        Assert.Null((await upload.Append(person.Account, 0, photo)).Refusal);
        while ((await upload.View(person.Account)).Value is { IsOver: false })
            await Task.Yield();
    }

    private async Task<StaffId> Doctor()
    {
        var id = new StaffId($"therapist-{Guid.NewGuid():N}");
        clinic.Records.Add(new StaffRecord(id, id.Value, "", "Дежурный Терапевт", [Post.Therapist]));
        var plan = RosterPlan.Empty("Europe/Moscow") with { Hours = [new RosterHours(RosterKind.Booking, "therapist", Enum.GetValues<Weekday>(), "09:00", "13:00", new DateOnly(2026, 1, 1), OnHolidays: true)] };
        Assert.True((await clinic.Grains.GetGrain<IRosterGrain>(id.Value).Save(CommandId.New(), id, plan, 0, [])).Value!.Saved);
        return id;
    }
}
