using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Storage;

/// <summary>Tasks that wait for their SMS: one message at a time, heard of when it is settled, taken back with the version that it was about.</summary>
public abstract class TellingRecordTests(ClassStorage storage)
{
    private static readonly DateTimeOffset Nine = new(2026, 12, 1, 6, 0, 0, TimeSpan.Zero);
    private readonly ITaskRecords tasks = storage.Get<ITaskRecords>();
    private readonly ITellingRecords messages = storage.Get<ITellingRecords>();
    private readonly INotices notices = storage.Get<INotices>();
    private readonly IAppointments appointments = storage.Get<IAppointments>();
    private readonly StaffId doctor = new(Sample.Id());
    private readonly StaffId consultant = new(Sample.Id());

    [Fact]
    public async Task A_task_whose_patient_gets_an_SMS_is_free_and_waits_for_nobody()
    {
        var added = await TaskAsync();
        Assert.Equal(Refusal.AlreadyTaken, (await SendAsync(added)).Refusal);
        await ClaimAsync(added);
        var (before, beforeLate) = (await tasks.CountDueAsync(Sample.Now, Sample.Now.AddMinutes(-10)), await tasks.CountDueAsync(Sample.Now, Sample.Now));

        var command = Command();
        Assert.NotNull((await messages.SendAsync(command, added.Task.TaskId, consultant, Message(added))).Value);
        Assert.NotNull((await messages.SendAsync(command, added.Task.TaskId, consultant, Message(added))).Value);

        var standing = (await tasks.FindAsync(added.Task.TaskId))!;
        Assert.Equal((null, new TaskSms(Sample.Now, TaskSmsState.Sending)), (standing.Task.ClaimedBy, standing.Task.Sms));
        Assert.Equal(before, await tasks.CountDueAsync(Sample.Now, Sample.Now.AddMinutes(-10)));
        Assert.Equal(beforeLate + 1, await tasks.CountDueAsync(Sample.Now, Sample.Now));
        Assert.False(await messages.SendAsync(added.Task.TaskId, Message(added, id: Sample.Id())));
        Assert.Equal(added.Task.TaskId, (await notices.FindAsync(standing.Notice!))!.Task);
    }

    [Fact]
    public async Task A_message_that_is_settled_wakes_its_task_in_the_same_transaction()
    {
        var added = await TaskAsync();
        Assert.True(await messages.SendAsync(added.Task.TaskId, Message(added)));
        Assert.True(await storage.Fixture.ScalarAsync("DELETE FROM due WHERE kind = @kind AND key = @key", new { kind = WakeKind.Telling, key = added.Task.TaskId.Value }) is 0);
        var waiting = (await notices.FindAsync((await tasks.FindAsync(added.Task.TaskId))!.Notice!))!;

        var sending = waiting with { State = NoticeState.Sending, Attempts = 1 };
        Assert.True(await notices.ChangeAsync(waiting, sending, Sample.Now.AddMinutes(1)));
        Assert.Equal(0, await DueAsync(added));
        Assert.True(await notices.ChangeAsync(sending, NoticeRules.Settled(sending, NoticeState.Refused, Sample.Now), Sample.Now.AddDays(1)));
        Assert.Equal(1, await DueAsync(added));
    }

    [Fact]
    public async Task A_message_that_failed_makes_its_task_due_and_stands_in_the_record_and_another_one_is_sent()
    {
        var booked = await BookedAsync();
        var added = (await tasks.FindAsync(BookingTasks.TellingOf(booked)))!;
        await messages.SendAsync(added.Task.TaskId, Message(added));
        var notice = (await tasks.FindAsync(added.Task.TaskId))!.Notice!;

        Assert.False(await messages.FailAsync(added.Task.TaskId, "another", SmsFailure.Refused, Sample.Now, []));
        Assert.True(await messages.FailAsync(added.Task.TaskId, notice, SmsFailure.Refused, Sample.Now.AddMinutes(1), [new PatientUntold(booked.Id, 1, Sample.Now.AddMinutes(1), SmsFailure.Refused)]));
        Assert.False(await messages.FailAsync(added.Task.TaskId, notice, SmsFailure.Expired, Sample.Now, []));

        var standing = (await tasks.FindAsync(added.Task.TaskId))!;
        Assert.Equal((Sample.Now.AddMinutes(1), SmsFailure.Refused), (standing.Task.DueAt!.Value, standing.Task.Sms!.Why!.Value));
        Assert.Equal((Sample.Now.AddMinutes(1), SmsFailure.Refused), ((await appointments.FindAsync(booked.Id))!.SmsFailedAt!.Value, (await appointments.FindAsync(booked.Id))!.SmsFailure!.Value));
        Assert.True(await messages.SendAsync(added.Task.TaskId, Message(added, id: Sample.Id())));
    }

    [Fact]
    public async Task The_next_version_of_a_booking_takes_back_the_message_about_the_one_before()
    {
        var booked = await BookedAsync();
        var added = (await tasks.FindAsync(BookingTasks.TellingOf(booked)))!;
        await messages.SendAsync(added.Task.TaskId, Message(added));
        var notice = (await tasks.FindAsync(added.Task.TaskId))!.Notice!;
        Assert.NotNull(await notices.FindAsync(notice));

        var cancelled = booked with { Version = 2, State = AppointmentState.Cancelled, CancelledBy = CancelledBy.Clinic, CancelReason = "Врач болен" };
        Assert.NotNull((await appointments.CancelAsync(Command(), cancelled, [TellingOf(cancelled)])).Value);

        Assert.Null(await notices.FindAsync(notice));
        Assert.Equal("appointmentChanged", (await SendAsync(added)).Refusal?.Code);
    }

    [Fact]
    public async Task What_the_platform_ended_is_listed_and_what_consultants_ended_is_not()
    {
        var (told, done) = (await TaskAsync(), await TaskAsync());
        await tasks.SettleAsync(told.Task.TaskId, TaskOutcome.Done, Sample.Now, [], TaskEnd.ToldBySms);
        await tasks.SettleAsync(done.Task.TaskId, TaskOutcome.Done, Sample.Now, []);

        var ended = await messages.EndedAsync(Sample.Now, 1_000);
        var own = ended.Single(one => one.TaskId == told.Task.TaskId);
        Assert.Equal((TaskEnd.ToldBySms, Sample.Now, told.Task.Appointment!), (own.How, own.At, own.Appointment));
        Assert.DoesNotContain(ended, one => one.TaskId == done.Task.TaskId);
        Assert.DoesNotContain(await messages.EndedAsync(Sample.Now.AddSeconds(1), 1_000), one => one.TaskId == told.Task.TaskId);
    }

    [Fact]
    public async Task A_wish_is_read_with_its_answer_and_one_that_is_wished_anew_without()
    {
        var booked = await BookedAsync();
        var first = Wish(booked, AppointmentNews.MoveWished);
        await tasks.AddWishAsync(Command(), first);
        Assert.Equal(new OwnWish(AppointmentNews.MoveWished, Sample.Now), await WishAsync(booked));
        await ClaimAsync(first);
        Assert.NotNull((await messages.SendAsync(Command(), first.Task.TaskId, consultant, Message(first) with { Answer = "Нет времени" })).Value);
        Assert.Equal(new OwnWish(AppointmentNews.MoveWished, Sample.Now, WishAnswer.Declined, "Нет времени", Sample.Now), await WishAsync(booked));

        await tasks.AddWishAsync(Command(), Wish(booked, AppointmentNews.CancelWished));

        Assert.Equal(new OwnWish(AppointmentNews.CancelWished, Sample.Now), await WishAsync(booked));
        Assert.Null((await tasks.FindAsync(first.Task.TaskId))!.Task.Sms);
        await tasks.SettleAsync(first.Task.TaskId, TaskOutcome.NotReached, Sample.Now.AddHours(1), [], TaskEnd.Unanswered);
        Assert.Equal(new OwnWish(AppointmentNews.CancelWished, Sample.Now, WishAnswer.Unanswered, null, Sample.Now.AddHours(1)), await WishAsync(booked));
    }

    [Fact]
    public async Task A_wish_that_is_changed_while_the_booking_is_cancelled_is_not_answered_unread()
    {
        var booked = await BookedAsync();
        var first = Wish(booked, AppointmentNews.MoveWished);
        await tasks.AddWishAsync(Command(), first);
        var later = Wish(booked, AppointmentNews.CancelWished);
        later = later with { Task = later.Task with { AskedAt = Sample.Now.AddMinutes(1) } };
        var cancelled = booked with { Version = 2, State = AppointmentState.Cancelled, CancelledBy = CancelledBy.Patient, CancelReason = "Просит", ChangedBy = consultant };

        var wishing = tasks.AddWishAsync(Command(), later);
        var reply = await appointments.CancelAsync(Command(), cancelled, [TellingOf(cancelled)], wishSeen: Sample.Now);

        Assert.Equal((await wishing).Value is null, reply.Value is not null);
    }

    private async Task<OwnWish?> WishAsync(AppointmentRecord booked) => (await messages.LastWishesAsync([booked.Id])).SingleOrDefault()?.Wish;

    private async Task<TaskAdded> TaskAsync()
    {
        var added = TellingOf(Of(Nine));
        await tasks.AddAsync([added]);
        return added;
    }

    private async Task<AppointmentRecord> BookedAsync()
    {
        await storage.Get<IRosters>().SaveAsync(Command(), new RosterRecord(doctor, RosterPlan.Empty("Europe/Moscow"), 0, 0), RosterPlan.Empty("Europe/Moscow"), consultant, []);
        var booked = Of(Nine);
        Assert.NotNull((await appointments.BookAsync(Command(), booked, new BookingContext(1, [], [TellingOf(booked)])))?.Value);
        return booked;
    }

    private AppointmentRecord Of(DateTimeOffset at) => Sample.Appointment(doctor, consultant, at, wall: "2026-12-01T09:00");

    private static TaskAdded TellingOf(AppointmentRecord booked) => new(
        new StaffTask(
            BookingTasks.TellingOf(booked), TaskKind.Appointment, "+79120000001", "Ромашкина Анна", null, Sample.Now, null, null, null, DueAt: Sample.Now.AddMinutes(30),
            Appointment: new AppointmentTask(booked.Id, booked.Version, AppointmentNews.Booked, booked.Patient, booked.StartsAt, null, "Сердечный Олег", booked.Specialty, booked.Zone, TellBy.Phone, TellWhom.Patient)),
        "https://medzdrav.example");

    private static TaskAdded Wish(AppointmentRecord booked, AppointmentNews news)
    {
        var task = TellingOf(booked).Task;
        return new TaskAdded(task with { TaskId = new TaskId(Sample.Id()), Kind = TaskKind.Wish, Appointment = task.Appointment! with { News = news } }, null);
    }

    private static TaskMessage Message(TaskAdded added, string? id = null) => new(
        new Notice(id ?? $"sms-{added.Task.TaskId}", "+79120000001", "Текст", Sample.Now, Nine, IsRepeatable: true, added.Task.TaskId), Sample.Now, Sample.Now.AddMinutes(10), []);

    private Task<Reply<Done>> SendAsync(TaskAdded added) => messages.SendAsync(Command(), added.Task.TaskId, consultant, Message(added));

    private Task<Reply<StaffTask>> ClaimAsync(TaskAdded added) => tasks.ClaimAsync(Command(), added.Task.TaskId, consultant, "Вежливая Анна", Sample.Now.AddMinutes(15));

    private RecordCommand Command() => RecordCommand.Of(Caller.Of(consultant), CommandId.New(), "test", Sample.Now);

    private Task<long> DueAsync(TaskAdded added) => storage.Fixture.ScalarAsync("SELECT count(*) FROM due WHERE kind = @kind AND key = @key", new { kind = WakeKind.Telling, key = added.Task.TaskId.Value });
}

public sealed class SqliteTellingRecordTests(SqliteStorage storage) : TellingRecordTests(storage), IClassFixture<SqliteStorage>;

public sealed class PostgresTellingRecordTests(PostgresStorage storage) : TellingRecordTests(storage), IClassFixture<PostgresStorage>;
