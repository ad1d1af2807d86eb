using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Grains;

/// <summary>From a roster to a booked consultation, moved and cancelled.</summary>
public sealed class BookingTests(Clinic clinic) : IClassFixture<Clinic>
{
    private static readonly BookingTerms Terms = new("Кашель вторую неделю", Repeated: false, null, TellBy.Chat, TellWhom.Patient);

    private readonly IBookingGrain _consultant = clinic.Grains.GetGrain<IBookingGrain>($"consultant-{Guid.NewGuid():N}");

    private DateTimeOffset Now => clinic.Clock.GetUtcNow();

    /// <summary>Tomorrow at nine in Moscow.</summary>
    private DateTimeOffset Nine => new(Now.UtcDateTime.Date.AddDays(1).AddHours(6), TimeSpan.Zero);

    [Fact]
    public async Task A_slot_of_the_roster_is_found_booked_gone_and_found_again_when_it_was_cancelled()
    {
        var (doctor, person) = (await Doctor(Post.Therapist), clinic.Person());
        Assert.Equal(Nine, (await Soonest(doctor)).StartsAt);

        var booked = (await _consultant.Book(CommandId.New(), Order(person, doctor, Nine))).Value!;

        Assert.Equal(("Иванова Анна", "Therapist", 1, AppointmentState.Booked, "Europe/Moscow"), (booked.PatientName, booked.DoctorName, booked.Version, booked.State, booked.Zone));
        Assert.Equal(Nine.AddMinutes(15), (await Soonest(doctor)).StartsAt);
        Assert.Equal(booked.AppointmentId, Assert.Single((await _consultant.Appointments(person.Patient)).Value!.Appointments).AppointmentId);
        Assert.Equal(
            [(Purpose.Booking, AuditSubject.Appointment, AuditDeed.Read, person.Patient)],
            clinic.Trail.Of(new StaffId(_consultant.GetPrimaryKeyString())).Select(entry => (entry.Purpose, entry.What, entry.Deed, entry.Whose.Single())));

        var cancelled = (await _consultant.Cancel(CommandId.New(), new CancelOrder(booked.AppointmentId, 1, CancelledBy.Patient, "Выздоровела"))).Value!;
        Assert.Equal((2, AppointmentState.Cancelled, "Выздоровела"), (cancelled.Version, cancelled.State, cancelled.CancelReason));
        Assert.Equal(Nine, (await Soonest(doctor)).StartsAt);
    }

    [Fact]
    public async Task A_repeated_tap_has_the_first_answer_and_books_nothing()
    {
        var (doctor, person, tap) = (await Doctor(Post.Therapist), clinic.Person(), CommandId.New());
        var first = (await _consultant.Book(tap, Order(person, doctor, Nine))).Value!;
        Assert.Equal(first.AppointmentId, (await _consultant.Book(tap, Order(person, doctor, Nine))).Value!.AppointmentId);
        Assert.Equal("commandReused", (await _consultant.Book(tap, Order(person, doctor, Nine.AddMinutes(15)))).Refusal!.Code);
    }

    [Fact]
    public async Task Of_a_hundred_consultants_who_book_a_slot_one_has_it()
    {
        var doctor = await Doctor(Post.Therapist);
        var people = Enumerable.Range(0, 100).Select(_ => clinic.Person()).ToArray();

        var replies = await Task.WhenAll(people.Select(person => clinic.Grains.GetGrain<IBookingGrain>($"c{Guid.NewGuid():N}").Book(CommandId.New(), Order(person, doctor, Nine))));

        Assert.Single(replies, reply => reply.Value is not null);
        Assert.Equal(99, replies.Count(reply => reply.Refusal?.Code == "slotTaken"));
    }

    [Fact]
    public async Task A_booking_is_moved_with_its_version_and_not_as_it_was_seen_before()
    {
        var (doctor, other, person) = (await Doctor(Post.Therapist), await Doctor(Post.Therapist), clinic.Person());
        var booked = (await _consultant.Book(CommandId.New(), Order(person, doctor, Nine))).Value!;
        var moved = (await _consultant.Move(CommandId.New(), new MoveOrder(booked.AppointmentId, 1, Nine.AddMinutes(30), "Просит позже", other))).Value!;
        Assert.Equal((2, other, Nine.AddMinutes(30)), (moved.Version, moved.DoctorId, moved.StartsAt));
        Assert.Equal(Nine, (await Soonest(doctor)).StartsAt);
        Assert.Equal("appointmentChanged", (await _consultant.Move(CommandId.New(), new MoveOrder(booked.AppointmentId, 1, Nine, "Просит раньше"))).Refusal!.Code);
        Assert.Equal("appointmentChanged", (await _consultant.Cancel(CommandId.New(), new CancelOrder(booked.AppointmentId, 1, CancelledBy.Clinic, "Врач болен"))).Refusal!.Code);
        Assert.Equal("notFound", (await _consultant.Cancel(CommandId.New(), new CancelOrder(new AppointmentId("none"), 1, CancelledBy.Clinic, "Врач болен"))).Refusal!.Code);
    }

    [Fact]
    public async Task A_move_keeps_the_agreed_way_of_talking_unless_it_names_another()
    {
        var (doctor, person) = (await Doctor(Post.Therapist), clinic.Person());
        var order = Order(person, doctor, Nine);
        var booked = (await _consultant.Book(CommandId.New(), order with { Terms = order.Terms with { Mode = SessionMode.Video } })).Value!;
        var kept = (await _consultant.Move(CommandId.New(), new MoveOrder(booked.AppointmentId, 1, Nine.AddMinutes(30), "Просит позже"))).Value!;
        var changed = (await _consultant.Move(CommandId.New(), new MoveOrder(booked.AppointmentId, 2, Nine, "Просит раньше и без камеры", Mode: SessionMode.Audio))).Value!;
        Assert.Equal((SessionMode.Video, SessionMode.Audio), (kept.Terms.Mode, changed.Terms.Mode));
        Assert.Equal(SessionMode.Audio, Assert.Single((await _consultant.Appointments(person.Patient)).Value!.Appointments).Terms.Mode);
    }

    [Fact]
    public async Task What_can_not_be_booked_is_refused_by_its_name()
    {
        var (therapist, paediatrician, adult) = (await Doctor(Post.Therapist), await Doctor(Post.Paediatrician), clinic.Person());
        Assert.Equal("slotUnavailable", await Refused(Order(adult, therapist, Nine.AddDays(-2))));
        Assert.Equal("slotUnavailable", await Refused(Order(adult, therapist, Nine.AddHours(-1))));
        Assert.Equal("slotUnavailable", await Refused(Order(adult, therapist, Nine.AddMinutes(5))));
        Assert.Equal("slotUnavailable", await Refused(Order(adult, therapist, Nine.AddDays(120))));
        Assert.Equal("doctorUnavailable", await Refused(Order(adult, therapist, Nine) with { Specialty = "paediatrician" }));
        Assert.Equal("doctorUnavailable", await Refused(Order(adult, new StaffId("nobody"), Nine)));
        Assert.Equal("wrongAge", await Refused(Order(adult, paediatrician, Nine) with { Specialty = "paediatrician" }));
        Assert.Equal("policyRequired", await Refused(Order(clinic.Person(hasPolicy: false), therapist, Nine)));
        Assert.Equal("consentRequired", await Refused(Order(clinic.Person(consent: null), therapist, Nine)));
        Assert.Equal("notFound", await Refused(Order(adult, therapist, Nine) with { Patient = new PatientId("nobody") }));
        Assert.Equal("invalid", await Refused(Order(adult, therapist, Nine) with { Terms = Terms with { Reason = " " } }));
        var overridden = Order(adult, paediatrician, Nine) with { Specialty = "paediatrician", Terms = Terms with { OverrideReason = "Наблюдалась здесь ребёнком" } };
        Assert.Equal("Наблюдалась здесь ребёнком", (await _consultant.Book(CommandId.New(), overridden)).Value!.Terms.OverrideReason);
        Assert.Equal("personBooked", await Refused(Order(adult, therapist, Nine)));
    }

    [Fact]
    public async Task A_doctor_who_was_disabled_between_search_and_booking_is_not_booked()
    {
        var (doctor, person) = (await Doctor(Post.Therapist), clinic.Person());
        Assert.Equal(Nine, (await Soonest(doctor)).StartsAt);
        clinic.Records.Change(doctor, member => member with { IsEnabled = false });
        Assert.Equal("doctorUnavailable", await Refused(Order(person, doctor, Nine)));
        Assert.Empty((await _consultant.FindSlots(new SlotQuery(Doctor: doctor))).Value!.Slots);
        var other = await Doctor(Post.Therapist);
        Assert.Equal(Nine, (await Soonest(other)).StartsAt);
        clinic.Records.Change(other, member => member with { IsEnabled = false });
        await clinic.Pass(TimeSpan.FromSeconds(6));
        Assert.Empty((await _consultant.FindSlots(new SlotQuery(Doctor: other))).Value!.Slots);
    }

    [Fact]
    public async Task A_policy_that_ends_before_the_day_does_not_count()
    {
        var (doctor, person) = (await Doctor(Post.Therapist), clinic.Person());
        var last = DateOnly.FromDateTime(Nine.DateTime);
        clinic.Records.Add((await clinic.Records.FindAsync(person.Patient))! with { Policies = [new PolicyRecord("P", last.AddDays(-9), last.AddDays(-9), last, new NamedInsurer(InsurerId.Default, "Медздрав"))] });
        Assert.Equal("policyRequired", await Refused(Order(person, doctor, Nine.AddDays(1))));
        Assert.NotNull((await _consultant.Book(CommandId.New(), Order(person, doctor, Nine))).Value);
    }

    [Fact]
    public async Task Two_of_one_login_are_booked_for_one_minute_only_when_that_is_meant()
    {
        var (first, second, mother) = (await Doctor(Post.Therapist), await Doctor(Post.Therapist), clinic.Person());
        var known = (await clinic.Records.FindAsync(mother.Patient))!;
        var sister = known with { Id = new PatientId($"p{Guid.NewGuid():N}") };
        clinic.Records.Add(sister);
        await _consultant.Book(CommandId.New(), Order(mother, first, Nine));
        var order = Order(mother, second, Nine) with { Patient = sister.Id };
        Assert.Equal("siblingBooked", await Refused(order));
        Assert.NotNull((await _consultant.Book(CommandId.New(), order with { Alongside = true })).Value);
    }

    [Fact]
    public async Task A_roster_that_would_leave_a_booking_outside_lists_it_first_keeps_it_and_marks_it()
    {
        var (doctor, person) = (await Doctor(Post.Therapist), clinic.Person());
        var booked = (await _consultant.Book(CommandId.New(), Order(person, doctor, Nine))).Value!;
        var roster = clinic.Grains.GetGrain<IRosterGrain>(doctor.Value);
        var later = Plan("therapist") with { Hours = [.. Plan("therapist").Hours.Select(hours => hours with { From = "10:00" })] };

        var asked = (await roster.Save(CommandId.New(), doctor, later, 1, [])).Value!;
        Assert.Equal((false, 1, booked.AppointmentId), (asked.Saved, asked.Roster.Version, Assert.Single(asked.Touched).AppointmentId));
        Assert.Equal("09:00", (await roster.Read()).Value!.Plan.Hours[0].From);

        var saved = (await roster.Save(CommandId.New(), doctor, later, 1, [booked.AppointmentId])).Value!;
        Assert.Equal((true, 2), (saved.Saved, saved.Roster.Version));
        var kept = Assert.Single((await _consultant.Appointments(person.Patient)).Value!.Appointments);
        Assert.True(kept is { OutsideRoster: true, State: AppointmentState.Booked });
        Assert.Equal("rosterChanged", (await roster.Save(CommandId.New(), doctor, later, 1, [])).Refusal!.Code);
        await Until(async () => (await Soonest(doctor)).StartsAt == Nine.AddHours(1));
    }

    [Fact]
    public async Task A_week_of_a_roster_shows_its_hours_holidays_and_how_many_are_booked()
    {
        var (doctor, person) = (await Doctor(Post.Therapist), clinic.Person());
        await _consultant.Book(CommandId.New(), Order(person, doctor, Nine));
        var roster = clinic.Grains.GetGrain<IRosterGrain>(doctor.Value);

        var week = (await roster.Week(DateOnly.FromDateTime(Nine.DateTime))).Value!;

        Assert.Equal((DayOfWeek.Monday, 7, 7, 1), (week.Monday.DayOfWeek, week.Shifts.Length, week.Booked.Length, week.Booked.Sum()));
        Assert.Equal(1, week.Booked[((int)Nine.DayOfWeek + 6) % 7]);
        Assert.All(week.Shifts, shift => Assert.Equal(("09:00", "13:00"), (shift.From, shift.Until)));
        Assert.Equal(new DateOnly(2027, 1, 4), (await roster.Week(new DateOnly(2027, 1, 8))).Value!.Monday);
        Assert.Equal(5, (await roster.Week(new DateOnly(2027, 1, 8))).Value!.Holidays.Length);
    }

    [Fact]
    public async Task Those_who_come_again_are_shown_their_own_doctor()
    {
        var (doctor, _, person) = (await Doctor(Post.Therapist), await Doctor(Post.Therapist), clinic.Person());
        await _consultant.Book(CommandId.New(), Order(person, doctor, Nine.AddMinutes(45)));
        var found = (await _consultant.FindSlots(new SlotQuery("therapist", RepeatFor: person.Patient, Zone: "Mars/Base"))).Value!;
        Assert.All(found.Slots, slot => Assert.Equal(doctor, slot.DoctorId));
        Assert.Equal("Europe/Moscow", found.Zone);
        Assert.Equal("invalid", (await _consultant.FindSlots(new SlotQuery(RepeatFor: clinic.Person().Patient))).Refusal!.Code);
    }

    [Fact]
    public async Task A_search_that_names_somebodys_last_doctor_leaves_an_entry()
    {
        var (doctor, person, reader) = (await Doctor(Post.Therapist), clinic.Person(), new StaffId($"consultant-{Guid.NewGuid():N}"));
        await _consultant.Book(CommandId.New(), Order(person, doctor, Nine.AddMinutes(45)));
        var searching = clinic.Grains.GetGrain<IBookingGrain>(reader.Value);
        await searching.FindSlots(new SlotQuery("therapist"));
        Assert.Empty(clinic.Trail.Of(reader));

        await searching.FindSlots(new SlotQuery("therapist", RepeatFor: person.Patient));

        var entry = Assert.Single(clinic.Trail.Of(reader));
        Assert.Equal((AuditSubject.Appointment, Purpose.Booking, person.Patient), (entry.What, entry.Purpose, Assert.Single(entry.Whose)));
        Assert.Equal(Refusal.NotFound, (await searching.FindSlots(new SlotQuery("therapist", RepeatFor: new PatientId("nobody")))).Refusal);
    }

    [Fact]
    public async Task A_person_who_cancelled_a_hundred_times_still_has_a_doctor_of_last_time()
    {
        var (doctor, person) = (await Doctor(Post.Therapist), clinic.Person());
        await _consultant.Book(CommandId.New(), Order(person, doctor, Nine));
        for (var times = 0; times <= 100; times++)
        {
            var booked = (await _consultant.Book(CommandId.New(), Order(person, doctor, Nine.AddDays(1)))).Value!;
            await _consultant.Cancel(CommandId.New(), new CancelOrder(booked.AppointmentId, 1, CancelledBy.Patient, "Передумала"));
        }
        Assert.All((await _consultant.FindSlots(new SlotQuery(RepeatFor: person.Patient))).Value!.Slots, slot => Assert.Equal(doctor, slot.DoctorId));
    }

    [Fact]
    public async Task The_page_that_books_has_the_person_with_family_consent_and_bookings_and_reads_all_doctors_at_once()
    {
        var (first, second, mother) = (await Doctor(Post.Therapist), await Doctor(Post.Therapist), clinic.Person());
        var child = (await clinic.Records.FindAsync(mother.Patient))! with { Id = new PatientId($"p{Guid.NewGuid():N}"), BirthDate = new DateOnly(2020, 5, 1), Consents = [] };
        clinic.Records.Add(child);
        foreach (var (doctor, at) in new[] { (first, Nine), (second, Nine.AddMinutes(15)), (first, Nine.AddMinutes(30)) })
            Assert.NotNull((await _consultant.Book(CommandId.New(), Order(mother, doctor, at))).Value);
        var read = clinic.Records.MembersRead;

        var board = (await _consultant.Board(mother.Patient, null)).Value!;

        Assert.Equal((mother.Patient, true, child.Id, 3), (board.Person!.Person.PatientId, board.Person.Consented, board.Person.Family.Single().PatientId, board.Person.Appointments.Length));
        Assert.All(board.Person.Appointments, booked => Assert.Equal("Therapist", booked.DoctorName));
        Assert.Equal(3, (await _consultant.Appointments(mother.Patient)).Value!.Appointments.Length);
        Assert.Equal(read, clinic.Records.MembersRead);
        Assert.Contains(board.Doctors, doctor => doctor.DoctorId == first && doctor is { Specialty: "therapist", Zone: "Europe/Moscow" });
        Assert.False((await _consultant.Board(child.Id, null)).Value!.Person!.Consented);
        Assert.Null((await _consultant.Board(null, null)).Value!.Person);
        Assert.Equal(mother.Patient, (await _consultant.Board(null, board.Person.Appointments[0].AppointmentId)).Value!.Person!.Person.PatientId);
        Assert.Equal("notFound", (await _consultant.Board(new PatientId("nobody"), null)).Refusal!.Code);
        Assert.Equal("notFound", (await _consultant.Board(null, new AppointmentId("none"))).Refusal!.Code);
        Assert.Contains(
            (AuditSubject.Family, child.Id),
            clinic.Trail.Of(new StaffId(_consultant.GetPrimaryKeyString())).Where(entry => entry.Purpose == Purpose.Booking && entry.Deed == AuditDeed.Read).Select(entry => (entry.What, entry.Whose[0])));
    }

    [Fact]
    public async Task In_a_session_the_consultant_books_for_its_patient_and_nobody_else()
    {
        var (doctor, person, other) = (await Doctor(Post.Therapist), clinic.Person(), clinic.Person());
        var consultant = await clinic.OnDuty(Post.Consultant);
        var (session, _) = await person.Call();
        await consultant.Take(session);
        var booking = clinic.Grains.GetGrain<IBookingGrain>(consultant.Id.Value);
        Assert.Equal("patientRequired", (await booking.Book(CommandId.New(), Order(other, doctor, Nine) with { Session = session })).Refusal!.Code);
        Assert.Equal("notFound", (await _consultant.Book(CommandId.New(), Order(person, doctor, Nine) with { Session = session })).Refusal!.Code);
        Assert.NotNull((await booking.Book(CommandId.New(), Order(person, doctor, Nine) with { Session = session })).Value);
    }

    [Fact]
    public async Task Nobody_without_a_desk_has_a_roster()
    {
        var auditor = new StaffId($"auditor-{Guid.NewGuid():N}");
        clinic.Records.Add(new StaffRecord(auditor, auditor.Value, "", "Аудитор", [Post.Auditor]));
        Assert.Equal("notFound", (await clinic.Grains.GetGrain<IRosterGrain>(auditor.Value).Read()).Refusal!.Code);
        var doctor = await Doctor(Post.Paediatrician);
        var members = (await clinic.Grains.GetGrain<IRostersGrain>(0).Members()).Value!.Members;
        Assert.DoesNotContain(members, member => member.StaffId == auditor);
        Assert.Equal((1, "paediatrician"), members.Where(member => member.StaffId == doctor).Select(member => (member.Version, member.Specialties.Single())).Single());
    }

    private static RosterPlan Plan(string specialty) => RosterPlan.Empty("Europe/Moscow") with
    {
        Hours = [new RosterHours(RosterKind.Booking, specialty, Enum.GetValues<Weekday>(), "09:00", "13:00", new DateOnly(2026, 1, 1), OnHolidays: true)],
    };

    private static BookingOrder Order(Insured person, StaffId doctor, DateTimeOffset at) => new(person.Patient, doctor, "therapist", at, Terms);

    private async Task<StaffId> Doctor(Post post)
    {
        var id = new StaffId($"{post}-{Guid.NewGuid():N}");
        clinic.Records.Add(new StaffRecord(id, id.Value, "", $"{post}", [post]));
        var saved = await clinic.Grains.GetGrain<IRosterGrain>(id.Value).Save(CommandId.New(), id, Plan(Words.Of(Posts.Of(post).Queue!.Value)), 0, []);
        Assert.True(saved.Value!.Saved);
        // The silo's knowledge of rosters is half a second old at most.
        await clinic.Pass(TimeSpan.FromSeconds(1));
        return id;
    }

    private async Task<FreeSlot> Soonest(StaffId doctor) => (await _consultant.FindSlots(new SlotQuery(Doctor: doctor, FirstDay: DateOnly.FromDateTime(Nine.DateTime)))).Value!.Slots[0];

    private async Task<string> Refused(BookingOrder order) => (await _consultant.Book(CommandId.New(), order)).Refusal?.Code ?? "booked";

    private async Task Until(Func<Task<bool>> holds)
    {
        for (var tries = 0; tries < 5 && !await holds(); tries++)
            await clinic.Pass(TimeSpan.FromSeconds(1));
        Assert.True(await holds());
    }
}
