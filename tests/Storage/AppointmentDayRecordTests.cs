using Dapper;
using Medzdrav.Contracts;
using Medzdrav.Grains;
using Medzdrav.Silo;

namespace Medzdrav.Tests.Storage;

/// <summary>The marks of a booking's day: each is set once, together with what it stands for.</summary>
public abstract class AppointmentDayRecordTests(ClassStorage storage)
{
    private static readonly DateTimeOffset Nine = new(2026, 12, 1, 6, 0, 0, TimeSpan.Zero);
    private readonly IAppointments appointments = storage.Get<IAppointments>();
    private readonly IAppointmentDays days = storage.Get<IAppointmentDays>();
    private readonly INotices notices = storage.Get<INotices>();
    private readonly StaffId doctor = new(Sample.Id());
    private readonly StaffId consultant = new(Sample.Id());

    [Fact]
    public async Task Of_many_who_remind_of_a_version_one_does_with_one_message()
    {
        var booked = await BookAsync();
        var messages = Enumerable.Range(0, 8).Select(_ => Message()).ToArray();

        var won = await Task.WhenAll(messages.Select(message => days.RemindAsync(booked, Sample.Now, [message])));

        Assert.Single(won, reminded => reminded);
        Assert.Single(await Task.WhenAll(messages.Select(message => notices.FindAsync(message.Id))), row => row is not null);
        Assert.Equal(booked with { RemindedAt = Sample.Now }, await appointments.FindAsync(booked.Id));
    }

    [Fact]
    public async Task A_mark_is_not_stored_without_its_message()
    {
        var booked = await BookAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => days.RemindAsync(booked, Sample.Now, [new PersonNamed(new PatientId(Sample.Id()))]));
        Assert.Null((await appointments.FindAsync(booked.Id))!.RemindedAt);
        Assert.True(await days.RemindAsync(booked, Sample.Now, []));
    }

    [Fact]
    public async Task A_moved_booking_may_be_reminded_of_again_and_not_in_the_version_before()
    {
        var booked = await BookAsync();
        await days.RemindAsync(booked, Sample.Now, []);
        var moved = booked with { Version = 2, StartsAt = Nine.AddHours(1) };
        Assert.Equal(moved, (await appointments.MoveAsync(Command("Move"), moved, "Позже", Context()))?.Value);

        Assert.False(await days.RemindAsync(booked, Sample.Now, []));
        Assert.True(await days.RemindAsync(moved, Sample.Now.AddMinutes(1), []));
    }

    [Fact]
    public async Task A_booking_without_a_connection_ends_once_frees_its_time_and_keeps_who_was_missing()
    {
        var booked = await BookAsync();
        await days.TriedAsync(booked, new AppointmentAttempt(Nine, MissingSide.Patient));
        await days.TriedAsync(booked, new AppointmentAttempt(Nine, MissingSide.Patient));
        await days.TriedAsync(booked, new AppointmentAttempt(Nine.AddMinutes(1), MissingSide.Doctor));
        var (closed, message) = (AppointmentDay.Ended(booked, AppointmentState.NoConnection, Nine.AddMinutes(15)), Message());

        Assert.True(await days.CloseAsync(closed, "Нет связи", [message]));
        Assert.False(await days.CloseAsync(closed, "Нет связи", []));

        Assert.Equal(closed, await appointments.FindAsync(booked.Id));
        Assert.NotNull(await notices.FindAsync(message.Id));
        Assert.Equal([new(Nine, MissingSide.Patient), new(Nine.AddMinutes(1), MissingSide.Doctor)], (await days.AttemptsAsync([booked.Id]))[booked.Id]);
        Assert.Empty(await days.AttemptsAsync([]));
        Assert.Equal(1, await storage.Fixture.ScalarAsync("SELECT count(*) FROM appointment_change WHERE appointment = @id AND state = 'noConnection' AND changed_by = 'platform'", new { id = booked.Id.Value }));
        Assert.Equal(0, await storage.Fixture.ScalarAsync("SELECT count(*) FROM appointment_claim WHERE appointment = @id", new { id = booked.Id.Value }));
        Assert.Equal(Refusal.AppointmentChanged, (await appointments.CancelAsync(Command("Cancel"), booked with { Version = 2, State = AppointmentState.Cancelled, CancelReason = "Поздно" }, [])).Refusal);
    }

    [Fact]
    public async Task A_booking_of_somebody_who_came_into_a_session_meanwhile_is_not_closed()
    {
        var (booked, session) = (await BookAsync(), Sample.Session());
        await storage.Get<IJournal>().AppendAsync(Sample.Commit(session, row: Sample.Row(session) with { Patient = booked.Patient }));

        Assert.False(await days.CloseAsync(AppointmentDay.Ended(booked, AppointmentState.NoConnection, Nine.AddMinutes(15)), "Нет связи", []));

        Assert.Equal(booked, await appointments.FindAsync(booked.Id));
    }

    [Fact]
    public async Task Somebody_who_was_in_a_session_at_the_start_or_later_had_a_connection_and_somebody_who_left_before_had_none()
    {
        var (came, left) = (await BookAsync(), await BookAsync());
        await CallAsync(came, until: Nine);
        await CallAsync(left, until: Nine.AddSeconds(-1));

        Assert.Equal((new DayPast(true, false), new DayPast(false, false)), (await PastAsync(came), await PastAsync(left)));
        Assert.False(await days.CloseAsync(AppointmentDay.Ended(came, AppointmentState.NoConnection, Nine.AddMinutes(15)), "Нет связи", []));
        Assert.True(await days.CloseAsync(AppointmentDay.Ended(left, AppointmentState.NoConnection, Nine.AddMinutes(15)), "Нет связи", []));
        Assert.True(await days.CloseAsync(AppointmentDay.Ended(came, AppointmentState.NotHeld, Nine.AddMinutes(15)), "Не состоялась", []));
    }

    [Fact]
    public async Task A_booking_in_whose_session_a_doctor_consulted_is_found_and_held_with_a_line_of_its_history()
    {
        var (booked, session) = (await BookAsync(), Sample.Session());
        var consulted = new Consulted(new StaffSnapshot(doctor, ParticipantRole.Doctor, "Сердечный Олег", QueueKind.Therapist), Nine.AddMinutes(1), new ConclusionId(Sample.Id())) { EndedAt = Nine.AddMinutes(5) };
        await storage.Get<IJournal>().AppendAsync(Sample.Commit(
            session, row: Sample.Row(session) with { Patient = booked.Patient, ClosedAt = Nine.AddMinutes(8) },
            records: [new AppointmentCarried(booked.Id, session, Nine), new ConsultationMoved(session, booked.Patient, consulted)]));
        var carried = (await appointments.FindAsync(booked.Id))!;

        Assert.Equal(new DayPast(true, true), await PastAsync(carried));
        Assert.Equal(new DayPast(true, false), await days.PastAsync(carried, Nine.AddMinutes(2)));
        await days.HoldAsync(new AppointmentHeld(booked.Id, Nine.AddMinutes(15)));
        await days.HoldAsync(new AppointmentHeld(booked.Id, Nine.AddMinutes(15)));

        var held = (await appointments.FindAsync(booked.Id))!;
        Assert.Equal((AppointmentState.Held, 2), (held.State, held.Version));
        Assert.Equal(1, await storage.Fixture.ScalarAsync("SELECT count(*) FROM appointment_change WHERE appointment = @id AND state = 'held'", new { id = booked.Id.Value }));
    }

    [Fact]
    public async Task A_session_that_takes_a_booking_up_while_it_is_closed_keeps_it()
    {
        var booked = await BookAsync();
        var session = await CallAsync(booked, until: Nine.AddMinutes(-1));
        Task<bool>? closing = null;
        await storage.Get<Database>().WriteAsync(async connection =>
        {
            await AppointmentDays.CarryAsync(connection, new AppointmentCarried(booked.Id, session, Nine.AddMinutes(15)));
            await connection.ExecuteAsync("UPDATE session SET closed_at = NULL WHERE id = @Value", new { session.Value });
            closing = Task.Run(() => days.CloseAsync(AppointmentDay.Ended(booked, AppointmentState.NoConnection, Nine.AddMinutes(15)), "Нет связи", []));
            // The closing has looked, or waits; a right one waits whenever it comes.
            using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
            for (var looks = 0; looks < 6 && !closing.IsCompleted; looks++)
                await look.WaitForNextTickAsync();
            return true;
        });

        Assert.False(await closing!);
        Assert.Equal(booked with { Carrier = session, CalledAt = Nine.AddMinutes(15) }, await appointments.FindAsync(booked.Id));
    }

    private Task<DayPast> PastAsync(AppointmentRecord booked) => days.PastAsync(booked, Nine.AddMinutes(-15));

    /// <summary>A session of the booking's person that is closed.</summary>
    private async Task<SessionId> CallAsync(AppointmentRecord booked, DateTimeOffset until)
    {
        var session = Sample.Session();
        await storage.Get<IJournal>().AppendAsync(Sample.Commit(session, row: Sample.Row(session) with { Patient = booked.Patient, ClosedAt = until }));
        return session;
    }

    private static Notice Message() => new(Sample.Id(), Family.Phone(), "Напоминаем", Sample.Now, Sample.Now.AddMinutes(10), false);

    private async Task<AppointmentRecord> BookAsync()
    {
        var rosters = storage.Get<IRosters>();
        var doctor = new StaffId(Sample.Id());
        await rosters.SaveAsync(Command("SaveRoster"), new RosterRecord(doctor, RosterPlan.Empty("Europe/Moscow"), 0, 0), RosterPlan.Empty("Europe/Moscow"), consultant, []);
        return (await appointments.BookAsync(Command("Book"), Sample.Appointment(doctor, consultant, Nine, wall: "2026-12-01T09:00"), Context()))!.Value.Value!;
    }

    private static BookingContext Context() => new(1, [], []);

    private RecordCommand Command(string kind) => RecordCommand.Of(Caller.Of(consultant), CommandId.New(), kind, Sample.Now);
}

public sealed class SqliteAppointmentDayRecordTests(SqliteStorage storage) : AppointmentDayRecordTests(storage), IClassFixture<SqliteStorage>;

public sealed class PostgresAppointmentDayRecordTests(PostgresStorage storage) : AppointmentDayRecordTests(storage), IClassFixture<PostgresStorage>;
