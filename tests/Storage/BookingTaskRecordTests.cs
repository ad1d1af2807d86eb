using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Storage;

/// <summary>Tasks about bookings: born with the booking's change, one open for each booking, and none about a time that was changed since.</summary>
public abstract class BookingTaskRecordTests(ClassStorage storage)
{
    private static readonly DateTimeOffset Nine = new(2026, 12, 1, 6, 0, 0, TimeSpan.Zero);
    private readonly ITaskRecords tasks = storage.Get<ITaskRecords>();
    private readonly IAppointments appointments = storage.Get<IAppointments>();
    private readonly IRosters rosters = storage.Get<IRosters>();
    private readonly StaffId doctor = new(Sample.Id());
    private readonly StaffId consultant = new(Sample.Id());

    [Fact]
    public async Task A_booking_brings_its_task_and_a_refused_one_brings_none()
    {
        var (booked, late) = (await BookedAsync(), Of(Nine));
        Assert.Equal(Refusal.SlotTaken, (await BookAsync(late))?.Refusal);

        var task = Assert.Single(await OfAsync(booked));
        Assert.Equal(TellingOf(booked).Task, task);
        Assert.Empty(await OfAsync(late));
        Assert.Equal(TellingOf(booked), await tasks.FindAsync(task.TaskId));
        Assert.Equal(1, await DueAsync(WakeKind.Telling, task.TaskId));
        // A supervisor sees of it when and with whom, and nothing of the person.
        var seen = Assert.Single(await storage.Get<ISupervisedTasks>().OpenAsync(Sample.Now, 10_000), one => one.TaskId == task.TaskId);
        Assert.Equal(new TaskBooking(task.Appointment!.StartsAt, task.Appointment.DoctorName), seen.Booking);
    }

    [Fact]
    public async Task Of_a_hundred_who_book_a_slot_one_has_a_task()
    {
        await PlanAsync();
        var wanted = Enumerable.Range(0, 100).Select(_ => Of(Nine)).ToArray();

        var replies = await Task.WhenAll(wanted.Select(BookAsync));

        var winner = Assert.Single(replies, reply => reply!.Value.Value is not null)!.Value.Value!;
        Assert.Equal([winner.Id], (await tasks.OpenAsync(Sample.Now, 10_000)).Where(task => wanted.Any(one => one.Id == task.Appointment?.AppointmentId)).Select(task => task.Appointment!.AppointmentId));
    }

    [Fact]
    public async Task A_newer_version_takes_the_place_of_the_older_ones_task_also_of_one_that_somebody_holds()
    {
        var booked = await BookedAsync();
        var first = Assert.Single(await OfAsync(booked));
        await ClaimAsync(first.TaskId);
        var moved = booked with { Version = 2, StartsAt = Nine.AddMinutes(30) };

        Assert.NotNull((await appointments.MoveAsync(Command(), moved, "Просит позже", Context(moved)))?.Value);

        var second = Assert.Single(await OfAsync(booked));
        Assert.Equal((2, (StaffId?)null, Nine.AddMinutes(30)), (second.Appointment!.Version, second.ClaimedBy, second.Appointment.StartsAt));
        Assert.Equal("appointmentChanged", (await tasks.FinishAsync(Command(), first.TaskId, consultant, TaskOutcome.Done, [Told(booked)])).Refusal?.Code);
        Assert.Null((await appointments.FindAsync(booked.Id))!.ToldAt);
    }

    [Fact]
    public async Task A_repeat_of_what_made_a_task_that_is_done_makes_no_other()
    {
        var booked = await BookedAsync();
        var task = Assert.Single(await OfAsync(booked));
        Assert.True(await tasks.SettleAsync(task.TaskId, TaskOutcome.Done, Sample.Now, []));
        Assert.False(await tasks.SettleAsync(task.TaskId, TaskOutcome.Done, Sample.Now, [Told(booked)]));

        await tasks.AddAsync([TellingOf(booked)]);

        Assert.Empty(await OfAsync(booked));
        Assert.Null((await appointments.FindAsync(booked.Id))!.ToldAt);
    }

    [Fact]
    public async Task Whoever_tells_first_stands_in_the_booking_with_the_way_and_only_of_that_version()
    {
        var booked = await BookedAsync();
        var task = Assert.Single(await OfAsync(booked));
        await ClaimAsync(task.TaskId);

        Assert.NotNull((await tasks.FinishAsync(Command(), task.TaskId, consultant, TaskOutcome.Done, [Told(booked)])).Value);

        var told = (await appointments.FindAsync(booked.Id))!;
        Assert.Equal((Sample.Now, ToldBy.Phone, "Вежливая Анна"), (told.ToldAt!.Value, told.ToldBy!.Value, told.ToldByName));
        Assert.Equal(told, Assert.Single(await appointments.OfPersonAsync(booked.Patient, 10)));
        var moved = booked with { Version = 2, StartsAt = Nine.AddMinutes(30) };
        await appointments.MoveAsync(Command(), moved, "Просит позже", Context(moved));
        Assert.Null((await appointments.FindAsync(booked.Id))!.ToldAt);
    }

    [Fact]
    public async Task Overdue_tasks_come_first_then_those_that_are_due_or_were_asked_for_first()
    {
        var (late, soon, plain) = (TellingOf(Of(Nine), due: Sample.Now.AddMinutes(-1)), TellingOf(Of(Nine), due: Sample.Now.AddMinutes(10)), TellingOf(Of(Nine), due: Sample.Now.AddMinutes(20)));
        await tasks.AddAsync([plain, soon, late]);
        TaskId[] ours = [late.Task.TaskId, soon.Task.TaskId, plain.Task.TaskId];

        Assert.Equal(ours, (await tasks.OpenAsync(Sample.Now, 10_000)).Select(task => task.TaskId).Where(ours.Contains));
    }

    [Fact]
    public async Task A_task_that_was_put_off_is_free_due_then_and_not_put_off_by_others()
    {
        var added = TellingOf(Of(Nine));
        var task = added.Task.TaskId;
        await tasks.AddAsync([added]);
        Assert.Equal(Refusal.AlreadyTaken, (await tasks.PostponeAsync(Command(), task, consultant, Nine)).Refusal);
        await ClaimAsync(task);

        var put = (await tasks.PostponeAsync(Command(), task, consultant, Sample.Now.AddHours(1))).Value!;

        Assert.Equal((null, Sample.Now.AddHours(1)), (put.ClaimedBy, put.DueAt!.Value));
        Assert.Equal(Refusal.NotFound, (await tasks.PostponeAsync(Command(), new TaskId(Sample.Id()), consultant, Nine)).Refusal);
    }

    [Fact]
    public async Task A_wish_is_one_task_says_what_is_wished_for_now_and_ends_with_the_bookings_next_version()
    {
        var booked = await BookedAsync();
        var (first, again) = (Wish(booked, AppointmentNews.MoveWished), Wish(booked, AppointmentNews.CancelWished));
        Assert.Equal(first.Task.TaskId, (await tasks.AddWishAsync(Command(), first)).Value!.TaskId);

        Assert.Equal(first.Task.TaskId, (await tasks.AddWishAsync(Command(), again)).Value!.TaskId);

        var wish = Assert.Single(await OfAsync(booked), task => task.Kind == TaskKind.Wish);
        Assert.Equal((AppointmentNews.CancelWished, Sample.Now), (wish.Appointment!.News, wish.AskedAgainAt!.Value));
        var cancelled = booked with { Version = 2, State = AppointmentState.Cancelled, CancelledBy = CancelledBy.Patient, CancelReason = "Выздоровел" };
        Assert.Equal(Refusal.AppointmentChanged.Code, (await appointments.CancelAsync(Command(), cancelled, Context(cancelled).Records)).Refusal?.Code);
        Assert.NotNull((await appointments.CancelAsync(Command(), cancelled, Context(cancelled).Records, wish.AskedAgainAt)).Value);
        Assert.Equal(TaskKind.Appointment, Assert.Single(await OfAsync(booked)).Kind);
        Assert.Equal(Refusal.AppointmentOver, (await tasks.AddWishAsync(Command(), Wish(booked, AppointmentNews.MoveWished))).Refusal);
    }

    [Fact]
    public async Task A_wish_is_found_by_its_booking_while_it_is_open()
    {
        var (booked, other) = (await BookedAsync(), Of(Nine));
        Assert.Empty(await tasks.WishesAsync([booked.Id, other.Id]));
        await tasks.AddWishAsync(Command(), Wish(booked, AppointmentNews.MoveWished));

        var wish = Assert.Single(await tasks.WishesAsync([other.Id, booked.Id]));

        Assert.Equal((TaskKind.Wish, booked.Id), (wish.Kind, wish.Appointment!.AppointmentId));
        Assert.True(await tasks.SettleAsync(wish.TaskId, TaskOutcome.NotNeeded, Sample.Now, []));
        Assert.Empty(await tasks.WishesAsync([booked.Id]));
    }

    [Fact]
    public async Task A_wish_that_comes_again_when_it_is_done_and_its_command_forgotten_is_answered_as_it_was_first()
    {
        var booked = await BookedAsync();
        var wish = Wish(booked, AppointmentNews.MoveWished);
        var first = (await tasks.AddWishAsync(Command(), wish)).Value!;
        Assert.True(await tasks.SettleAsync(first.TaskId, TaskOutcome.Done, Sample.Now, []));

        Assert.Equal(first, (await tasks.AddWishAsync(Command(), wish)).Value);

        Assert.DoesNotContain(await OfAsync(booked), task => task.Kind == TaskKind.Wish);
        var other = Wish(booked, AppointmentNews.CancelWished);
        Assert.Equal(other.Task.TaskId, (await tasks.AddWishAsync(Command(), other)).Value!.TaskId);
        Assert.Equal(first, (await tasks.AddWishAsync(Command(), wish)).Value);
        Assert.Equal((other.Task.TaskId, AppointmentNews.CancelWished), (await OfAsync(booked)).Where(task => task.Kind == TaskKind.Wish).Select(task => (task.TaskId, task.Appointment!.News)).Single());
    }

    [Fact]
    public async Task A_message_about_an_older_version_that_waits_is_taken_back()
    {
        var id = Sample.Id();
        var notices = storage.Get<INotices>();
        await notices.PutAsync(new Notice(id, "+79120000001", "Текст", Sample.Now, null, IsRepeatable: true));
        var tried = (await notices.FindAsync(id))!;
        Assert.True(await notices.ChangeAsync(tried, tried with { Attempts = 1 }, Sample.Now.AddMinutes(1)));
        var added = TellingOf(Of(Nine));
        await tasks.AddAsync([added]);
        Assert.True(await tasks.SettleAsync(added.Task.TaskId, TaskOutcome.Done, Sample.Now, [new NoticeTakenBack(id), new NoticeTakenBack(Sample.Id())]));
        Assert.Null(await notices.FindAsync(id));
    }

    [Fact]
    public async Task A_roster_that_leaves_a_booking_outside_makes_its_task_and_one_that_plans_it_again_ends_it()
    {
        var booked = await BookedAsync();
        var task = new TaskAdded(TellingOf(booked).Task with { TaskId = new TaskId(Sample.Id()), Kind = TaskKind.Unplanned }, null);

        Assert.NotNull((await SaveAsync([booked.Id], [task]))!.Value.Value);
        Assert.Contains(await OfAsync(booked), open => open.TaskId == task.Task.TaskId);
        Assert.NotNull((await SaveAsync([booked.Id], []))!.Value.Value);
        Assert.Contains(await OfAsync(booked), open => open.TaskId == task.Task.TaskId);
        Assert.NotNull((await SaveAsync([], []))!.Value.Value);
        Assert.DoesNotContain(await OfAsync(booked), open => open.TaskId == task.Task.TaskId);
    }

    private async Task<AppointmentRecord> BookedAsync()
    {
        await PlanAsync();
        var booked = Of(Nine);
        Assert.NotNull((await BookAsync(booked))?.Value);
        return booked;
    }

    private AppointmentRecord Of(DateTimeOffset at) => Sample.Appointment(doctor, consultant, at, wall: "2026-12-01T09:00");

    private static TaskAdded TellingOf(AppointmentRecord booked, DateTimeOffset? due = null) => new(
        new StaffTask(
            BookingTasks.TellingOf(booked), TaskKind.Appointment, "+79120000001", "Ромашкина Анна", null, Sample.Now, null, null, null, DueAt: due ?? Sample.Now.AddMinutes(30),
            Appointment: new AppointmentTask(booked.Id, booked.Version, AppointmentNews.Booked, booked.Patient, booked.StartsAt, null, "Сердечный Олег", booked.Specialty, booked.Zone, TellBy.Phone, TellWhom.Patient)),
        "https://medzdrav.example");

    private static TaskAdded Wish(AppointmentRecord booked, AppointmentNews news)
    {
        var task = TellingOf(booked).Task;
        return new TaskAdded(task with { TaskId = new TaskId(Sample.Id()), Kind = TaskKind.Wish, Appointment = task.Appointment! with { News = news, Words = "Позже" } }, null);
    }

    private static PatientTold Told(AppointmentRecord booked) => new(booked.Id, booked.Version, Sample.Now, ToldBy.Phone, new StaffId("c"), "Вежливая Анна");

    private async Task PlanAsync() => await rosters.SaveAsync(Command(), new RosterRecord(doctor, RosterPlan.Empty("Europe/Moscow"), 0, 0), RosterPlan.Empty("Europe/Moscow"), consultant, []);

    private async Task<Reply<RosterRecord>?> SaveAsync(AppointmentId[] outside, TaskAdded[] made) =>
        await rosters.SaveAsync(Command(), (await rosters.FindAsync(doctor))!, RosterPlan.Empty("Europe/Moscow"), consultant, outside, made);

    private Task<Reply<AppointmentRecord>?> BookAsync(AppointmentRecord booked) => appointments.BookAsync(Command(), booked, Context(booked));

    private BookingContext Context(AppointmentRecord changed) => new(1, [], [Sample.Audit(consultant), TellingOf(changed)]);

    private Task<Reply<StaffTask>> ClaimAsync(TaskId task) => tasks.ClaimAsync(Command(), task, consultant, "Вежливая Анна", Sample.Now.AddMinutes(15));

    private RecordCommand Command() => RecordCommand.Of(Caller.Of(consultant), CommandId.New(), "test", Sample.Now);

    private async Task<StaffTask[]> OfAsync(AppointmentRecord booked) => [.. (await tasks.OpenAsync(Sample.Now, 10_000)).Where(task => task.Appointment?.AppointmentId == booked.Id)];

    private Task<long> DueAsync(string kind, TaskId task) => storage.Fixture.ScalarAsync("SELECT count(*) FROM due WHERE kind = @kind AND key = @key", new { kind, key = task.Value });
}

public sealed class SqliteBookingTaskRecordTests(SqliteStorage storage) : BookingTaskRecordTests(storage), IClassFixture<SqliteStorage>;

public sealed class PostgresBookingTaskRecordTests(PostgresStorage storage) : BookingTaskRecordTests(storage), IClassFixture<PostgresStorage>;
