using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Storage;

/// <summary>Bookings as records: a slot goes to one, and nothing is left of what was refused.</summary>
public abstract class AppointmentRecordTests(ClassStorage storage)
{
    private static readonly DateTimeOffset Nine = new(2026, 12, 1, 6, 0, 0, TimeSpan.Zero);
    private readonly IAppointments appointments = storage.Get<IAppointments>();
    private readonly IRosters rosters = storage.Get<IRosters>();
    private readonly StaffId doctor = new(Sample.Id());
    private readonly StaffId consultant = new(Sample.Id());

    [Fact]
    public async Task A_booking_is_stored_and_found_by_person_and_doctor()
    {
        await PlanAsync();
        var booked = Of(Nine) with { Terms = new BookingTerms("Кашель", Repeated: true, "Снимок", TellBy.Phone, TellWhom.Representative, "Просит этого врача", "Asia/Vladivostok", SessionMode.Audio), Session = Sample.Session(), BufferMinutes = 15 };

        Assert.Equal(booked, (await BookAsync(booked))?.Value);

        Assert.Equal(booked, await appointments.FindAsync(booked.Id));
        Assert.Equal([booked], await appointments.OfPersonAsync(booked.Patient, 10));
        Assert.Equal([booked], await appointments.AheadAsync(doctor, Nine.AddMinutes(-1)));
        Assert.Empty(await appointments.AheadAsync(doctor, Nine));
        Assert.Contains(new BookedSpan(booked.Id, doctor, Nine, 15, Stands: true), await appointments.ChangedSinceAsync(Sample.Now, Sample.Now));
        Assert.Contains(new BookedSpan(booked.Id, doctor, Nine, 15, Stands: true), await appointments.ChangedSinceAsync(DateTimeOffset.UnixEpoch, Sample.Now));
        Assert.Null(await appointments.FindAsync(new AppointmentId(Sample.Id())));
        Assert.Equal(1, await storage.Fixture.ScalarAsync("SELECT count(*) FROM audit_entry WHERE who = @who", new { who = consultant.Value }));
    }

    [Fact]
    public async Task The_doctor_of_last_time_is_the_one_of_the_latest_booking_that_stands()
    {
        var (patient, other) = (new PatientId(Sample.Id()), new StaffId(Sample.Id()));
        await PlanAsync();
        await PlanAsync(other);
        Assert.Null(await appointments.LastDoctorAsync(patient, null));
        await BookAsync(Of(Nine) with { Patient = patient });
        var later = Of(Nine.AddHours(1)) with { Patient = patient, Doctor = other, Specialty = "кардиология" };
        await BookAsync(later);
        Assert.Equal((other, doctor, other), (await appointments.LastDoctorAsync(patient, null), await appointments.LastDoctorAsync(patient, "therapist"), await appointments.LastDoctorAsync(patient, "кардиология")));
        await CancelAsync(later with { Version = 2, State = AppointmentState.Cancelled, CancelledBy = CancelledBy.Patient, CancelReason = "Передумала" });
        Assert.Equal((doctor, null), (await appointments.LastDoctorAsync(patient, null), await appointments.LastDoctorAsync(patient, "кардиология")));
    }

    [Fact]
    public async Task The_bookings_of_some_persons_are_found_together_with_when_each_was_made()
    {
        await PlanAsync();
        var (first, second, other) = (Of(Nine), Of(Nine.AddMinutes(15)), Of(Nine.AddMinutes(30)));
        foreach (var one in new[] { first, second, other })
            await BookAsync(one);
        var moved = first with { Version = 2, StartsAt = Nine.AddMinutes(45), ChangedAt = Sample.Now.AddHours(1), Terms = first.Terms with { PatientZone = "Asia/Omsk" } };
        await MoveAsync(moved);

        Assert.Equal([moved, second], await appointments.OfPersonsAsync([first.Patient, second.Patient], 10));
        Assert.Equal([moved], await appointments.OfPersonsAsync([first.Patient, second.Patient], 1));
        Assert.Empty(await appointments.OfPersonsAsync([], 10));
        Assert.Equal(new Dictionary<AppointmentId, DateTimeOffset> { [first.Id] = first.ChangedAt, [other.Id] = other.ChangedAt }, await appointments.BookedAtAsync([first.Id, other.Id]));
        Assert.Empty(await appointments.BookedAtAsync([]));
    }

    [Fact]
    public async Task The_bookings_of_a_doctors_day_are_those_that_begin_in_it_and_were_not_cancelled()
    {
        await PlanAsync();
        var (before, first, second, cancelled, after) = (Of(Nine.AddMinutes(-15)), Of(Nine), Of(Nine.AddMinutes(45)), Of(Nine.AddMinutes(15)), Of(Nine.AddHours(1)));
        foreach (var one in new[] { before, second, first, cancelled, after })
            await BookAsync(one);
        await CancelAsync(cancelled with { Version = 2, State = AppointmentState.Cancelled, CancelledBy = CancelledBy.Clinic, CancelReason = "Болен" });

        Assert.Equal([first, second], await appointments.WithDoctorAsync(doctor, Nine, Nine.AddHours(1)));
        Assert.Empty(await appointments.WithDoctorAsync(new StaffId(Sample.Id()), Nine, Nine.AddHours(1)));
    }

    [Fact]
    public async Task Of_many_who_want_a_slot_at_once_one_has_it()
    {
        await PlanAsync();

        var replies = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => BookAsync(Of(Nine))));

        var winner = Assert.Single(replies, reply => reply!.Value.Value is not null)!.Value.Value!;
        Assert.All(replies, reply => Assert.True(reply!.Value.Value == winner || reply.Value.Refusal == Refusal.SlotTaken));
        Assert.Equal([winner], await appointments.AheadAsync(doctor, Sample.Now));
        Assert.Equal(1, await CountAsync("appointment_change", "doctor"));
    }

    [Fact]
    public async Task A_person_is_at_one_place_at_a_time_however_many_book()
    {
        var (patient, doctors) = (new PatientId(Sample.Id()), Enumerable.Range(0, 10).Select(_ => new StaffId(Sample.Id())).ToArray());
        foreach (var other in doctors)
            await PlanAsync(other);

        var replies = await Task.WhenAll(doctors.Select(other => BookAsync(Of(Nine) with { Doctor = other, Patient = patient })));

        Assert.Single(replies, reply => reply!.Value.Value is not null);
        Assert.Equal(9, replies.Count(reply => reply!.Value.Refusal == Refusal.PersonBooked));
        var kept = Assert.Single(await appointments.OfPersonAsync(patient, 100));
        // The refused ones keep no doctor's time.
        Assert.All(await Task.WhenAll(doctors.Where(other => other != kept.Doctor).Select(other => BookAsync(Of(Nine) with { Doctor = other }))), reply => Assert.NotNull(reply!.Value.Value));
    }

    [Fact]
    public async Task A_refused_booking_leaves_no_claim_and_no_line()
    {
        await PlanAsync();
        var first = Of(Nine.AddMinutes(15));
        await BookAsync(first);

        Assert.Equal(Refusal.SlotTaken, (await BookAsync(Of(Nine) with { BufferMinutes = 15 }))?.Refusal);

        Assert.NotNull((await BookAsync(Of(Nine)))?.Value);
        Assert.Equal(2, await CountAsync("appointment", "doctor"));
    }

    [Fact]
    public async Task A_buffer_keeps_those_after_and_before_away()
    {
        await PlanAsync();
        await BookAsync(Of(Nine.AddMinutes(30)) with { BufferMinutes = 30 });
        Assert.Equal(Refusal.SlotTaken, (await BookAsync(Of(Nine.AddMinutes(45)) with { BufferMinutes = 30 }))?.Refusal);
        Assert.Equal(Refusal.SlotTaken, (await BookAsync(Of(Nine) with { BufferMinutes = 30 }))?.Refusal);
        Assert.NotNull((await BookAsync(Of(Nine.AddMinutes(75)) with { BufferMinutes = 30 }))?.Value);
    }

    [Fact]
    public async Task Siblings_of_one_login_are_booked_for_one_minute_only_when_that_is_meant()
    {
        await PlanAsync();
        var (first, second, other) = (Of(Nine), Of(Nine) with { Doctor = new StaffId(Sample.Id()) }, Nine.AddMinutes(15));
        await PlanAsync(second.Doctor);
        await BookAsync(first);

        Assert.Equal(Refusal.SiblingBooked, (await BookAsync(second, siblings: [first.Patient]))?.Refusal);
        Assert.NotNull((await BookAsync(second with { Id = new AppointmentId(Sample.Id()), StartsAt = other }, siblings: [first.Patient]))?.Value);
        Assert.NotNull((await BookAsync(second with { Patient = new PatientId(Sample.Id()) }))?.Value);
    }

    [Fact]
    public async Task A_booking_on_a_roster_that_was_changed_since_is_decided_anew()
    {
        await PlanAsync();
        var booked = Of(Nine);
        Assert.Null(await BookAsync(booked, roster: 0));
        Assert.Null(await BookAsync(booked with { Doctor = new StaffId(Sample.Id()) }));
        Assert.Null(await appointments.FindAsync(booked.Id));
        Assert.NotNull((await BookAsync(booked))?.Value);
    }

    [Fact]
    public async Task A_moved_booking_frees_its_slot_and_takes_the_other_one()
    {
        await PlanAsync();
        var first = Of(Nine) with { BufferMinutes = 15 };
        await BookAsync(first);
        var moved = first with { Version = 2, StartsAt = Nine.AddMinutes(15), ChangedAt = Sample.Now.AddMinutes(1) };

        Assert.Equal(moved, (await MoveAsync(moved))?.Value);

        Assert.Equal(moved, await appointments.FindAsync(first.Id));
        Assert.NotNull((await BookAsync(Of(Nine)))?.Value);
        Assert.Equal(Refusal.SlotTaken, (await BookAsync(Of(Nine.AddMinutes(30))))?.Refusal);
        Assert.Equal(Refusal.AppointmentChanged, (await MoveAsync(moved))?.Refusal);
    }

    [Fact]
    public async Task A_move_that_is_refused_leaves_the_booking_where_it_was()
    {
        await PlanAsync();
        var (first, other) = (Of(Nine), Of(Nine.AddMinutes(15)));
        await BookAsync(first);
        await BookAsync(other);

        Assert.Equal(Refusal.SlotTaken, (await MoveAsync(first with { Version = 2, StartsAt = other.StartsAt }))?.Refusal);

        Assert.Equal(first, await appointments.FindAsync(first.Id));
        Assert.Equal(Refusal.SlotTaken, (await BookAsync(Of(Nine)))?.Refusal);
    }

    [Fact]
    public async Task A_cancelled_booking_frees_its_slot_for_doctor_and_person_and_is_not_cancelled_twice()
    {
        await PlanAsync();
        var booked = Of(Nine) with { BufferMinutes = 15 };
        await BookAsync(booked);
        var cancelled = booked with { Version = 2, State = AppointmentState.Cancelled, CancelledBy = CancelledBy.Patient, CancelReason = "Выздоровел", ChangedAt = Sample.Now.AddMinutes(1) };

        Assert.Equal(cancelled, (await CancelAsync(cancelled)).Value);

        Assert.Equal(cancelled, await appointments.FindAsync(booked.Id));
        Assert.Contains(new BookedSpan(booked.Id, doctor, Nine, 15, Stands: false), await appointments.ChangedSinceAsync(Sample.Now, Sample.Now));
        Assert.Equal(Refusal.AppointmentChanged, (await CancelAsync(cancelled with { Version = 3 })).Refusal);
        Assert.NotNull((await BookAsync(booked with { Id = new AppointmentId(Sample.Id()) }))?.Value);
        Assert.Equal(2, await CountAsync("appointment_change", "doctor", booked.Id));
    }

    [Fact]
    public async Task A_repeated_command_books_nothing_and_has_the_first_answer()
    {
        await PlanAsync();
        var (booked, command) = (Of(Nine), Command("Book"));
        await appointments.BookAsync(command, booked, Context());
        Assert.Equal(booked, (await appointments.BookAsync(command, booked, Context()))?.Value);
        Assert.Equal(Refusal.CommandReused, (await appointments.BookAsync(command with { Digest = "other" }, booked, Context()))?.Refusal);
        var late = Command("Book");
        Assert.Equal(Refusal.SlotTaken, (await appointments.BookAsync(late, Of(Nine), Context()))?.Refusal);
        await CancelAsync(booked with { Version = 2, State = AppointmentState.Cancelled, CancelledBy = CancelledBy.Clinic, CancelReason = "Болен" });
        Assert.Equal(Refusal.SlotTaken, (await appointments.BookAsync(late, Of(Nine), Context()))?.Refusal);
    }

    [Fact]
    public async Task A_roster_is_saved_over_the_one_that_was_seen_and_not_beside_a_new_booking()
    {
        var plan = RosterPlan.Empty("Europe/Moscow") with { Hours = [new RosterHours(RosterKind.Booking, "therapist", [Weekday.Tuesday], "09:00", "13:00", new DateOnly(2026, 11, 30))] };
        var first = (await SaveAsync(new RosterRecord(doctor, plan, 0, 0), plan))!.Value.Value!;
        Assert.Equal((1, 0), (first.Version, first.Bookings));
        Assert.Null(await SaveAsync(first with { Version = 0 }, plan));
        var booked = Of(Nine);
        await BookAsync(booked);

        Assert.Null(await SaveAsync(first, plan));

        var seen = (await rosters.FindAsync(doctor))!;
        Assert.Equal((1, 1), (seen.Version, seen.Bookings));
        Assert.Equal("09:00", seen.Plan.Hours.Single().From);
        Assert.Equal(2, (await SaveAsync(seen, plan, booked.Id))!.Value.Value!.Version);
        Assert.True((await appointments.FindAsync(booked.Id))!.OutsideRoster);
        await SaveAsync((await rosters.FindAsync(doctor))!, plan);
        Assert.False((await appointments.FindAsync(booked.Id))!.OutsideRoster);
        Assert.Equal(3, (await rosters.VersionsAsync())[doctor]);
        Assert.Contains(await rosters.ChangedSinceAsync(Sample.Now), roster => roster.Staff == doctor && roster.Version == 3);
        Assert.DoesNotContain(await rosters.ChangedSinceAsync(Sample.Now.AddMinutes(5)), roster => roster.Staff == doctor);
    }

    private AppointmentRecord Of(DateTimeOffset at) => Sample.Appointment(doctor, consultant, at, wall: "2026-12-01T09:00");

    private Task<Reply<RosterRecord>?> PlanAsync(StaffId? whose = null) => SaveAsync(new RosterRecord(whose ?? doctor, RosterPlan.Empty("Europe/Moscow"), 0, 0), RosterPlan.Empty("Europe/Moscow"));

    private Task<Reply<RosterRecord>?> SaveAsync(RosterRecord seen, RosterPlan plan, params AppointmentId[] outside) => rosters.SaveAsync(Command("SaveRoster"), seen, plan, consultant, outside);

    private Task<Reply<AppointmentRecord>?> BookAsync(AppointmentRecord appointment, long roster = 1, params PatientId[] siblings) =>
        appointments.BookAsync(Command("Book"), appointment, Context() with { Roster = roster, Siblings = siblings });

    private Task<Reply<AppointmentRecord>?> MoveAsync(AppointmentRecord moved) => appointments.MoveAsync(Command("Move"), moved, "Просит позже", Context());

    private Task<Reply<AppointmentRecord>> CancelAsync(AppointmentRecord cancelled) => appointments.CancelAsync(Command("Cancel"), cancelled, [Sample.Audit(consultant)]);

    private BookingContext Context() => new(1, [], [Sample.Audit(consultant)]);

    private RecordCommand Command(string kind) => RecordCommand.Of(Caller.Of(consultant), CommandId.New(), kind, Sample.Now);

    private Task<long> CountAsync(string table, string column, AppointmentId? appointment = null) => storage.Fixture.ScalarAsync(
        $"SELECT count(*) FROM {table} WHERE {column} = @doctor{(appointment is null ? "" : " AND appointment = @appointment")}", new { doctor = doctor.Value, appointment = appointment?.Value });
}

public sealed class SqliteAppointmentRecordTests(SqliteStorage storage) : AppointmentRecordTests(storage), IClassFixture<SqliteStorage>;

public sealed class PostgresAppointmentRecordTests(PostgresStorage storage) : AppointmentRecordTests(storage), IClassFixture<PostgresStorage>;
