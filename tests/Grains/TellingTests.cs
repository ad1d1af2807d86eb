using Medzdrav.Contracts;
using Medzdrav.Grains;
using Microsoft.Extensions.DependencyInjection;

namespace Medzdrav.Tests.Grains;

/// <summary>S4.2, S4.6: patients are told of their bookings, and say what they wish about them.</summary>
public sealed class TellingTests(Clinic clinic) : IClassFixture<Clinic>
{
    private readonly IBookingGrain _booking = clinic.Grains.GetGrain<IBookingGrain>($"consultant-{Guid.NewGuid():N}");

    private DateTimeOffset Now => clinic.Clock.GetUtcNow();

    /// <summary>Tomorrow at nine in Moscow.</summary>
    private DateTimeOffset Nine => new(Now.UtcDateTime.Date.AddDays(1).AddHours(6), TimeSpan.Zero);

    [Fact]
    public async Task A_booking_is_told_by_a_consultant_who_takes_its_task_and_stands_so_in_the_record()
    {
        var (desk, person) = (await Consultant(), clinic.Person());
        var booked = await Book(person, TellBy.Phone);
        var task = await TaskOf(desk, booked, TaskKind.Appointment);
        Assert.Equal((AppointmentNews.Booked, Now.AddMinutes(30), (await clinic.Records.FindAsync(person.Patient))!.Phone), (task.Appointment!.News, task.DueAt!.Value, task.Phone));

        Assert.Equal(Refusal.AlreadyTaken, (await desk.FinishTask(CommandId.New(), task.TaskId, TaskOutcome.Done)).Refusal);
        await desk.ClaimTask(CommandId.New(), task.TaskId);
        var tap = CommandId.New();
        Assert.NotNull((await desk.FinishTask(tap, task.TaskId, TaskOutcome.Done)).Value);
        Assert.NotNull((await desk.FinishTask(tap, task.TaskId, TaskOutcome.Done)).Value);

        var told = await Read(person);
        Assert.Equal((ToldBy.Phone, $"{Post.Consultant}"), (told.ToldBy!.Value, told.ToldByName));
        Assert.Empty(await TasksOf(desk, booked));
    }

    [Fact]
    public async Task A_patient_who_can_not_be_reached_is_told_by_sms_with_a_link_to_the_calendar()
    {
        var (desk, person) = (await Consultant(), clinic.Person());
        var booked = await Book(person, TellBy.Phone);
        var task = await TaskOf(desk, booked, TaskKind.Appointment);
        await desk.ClaimTask(CommandId.New(), task.TaskId);

        await desk.FinishTask(CommandId.New(), task.TaskId, TaskOutcome.NotReached);

        Assert.Contains("https://medzdrav.example/calendar", (await Notice(booked, 1))!.Text, StringComparison.Ordinal);
        Assert.Equal(TaskSmsState.Sending, (await TaskOf(desk, booked, TaskKind.Appointment)).Sms!.State);
        await Sent(person);
        Assert.Empty(await TasksOf(desk, booked));
    }

    [Fact]
    public async Task A_patient_who_is_to_be_told_in_chat_and_is_in_none_gets_an_sms_without_anybodys_help()
    {
        var (desk, person) = (await Consultant(), clinic.Person());
        var booked = await Book(person, TellBy.Chat);

        await Until(async () => await Notice(booked, 1) is not null);
        Assert.Matches("вы записаны на консультацию .* в 09:00 по Москве", (await Notice(booked, 1))!.Text);
        Assert.Null((await Read(person)).ToldAt);
        await Sent(person);
        Assert.Empty(await TasksOf(desk, booked));
    }

    [Fact]
    public async Task Of_several_persons_of_a_login_the_message_says_whose_booking_it_is()
    {
        var person = clinic.Person();
        clinic.Records.Add((await clinic.Records.FindAsync(person.Patient))! with { Id = new PatientId($"p{Guid.NewGuid():N}") });
        var booked = await Book(person, TellBy.Chat);
        await Until(async () => await Notice(booked, 1) is not null);
        Assert.Contains("вы записаны на консультацию (Анна) ", (await Notice(booked, 1))!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_patient_in_a_session_is_told_there_at_once_of_the_booking_its_move_and_its_end()
    {
        var (doctor, person, consultant) = (await Doctor(), clinic.Person(), await clinic.OnDuty(Post.Consultant));
        var (session, page) = await person.Call();
        await consultant.Take(session);
        var booking = clinic.Grains.GetGrain<IBookingGrain>(consultant.Id.Value);
        var booked = (await booking.Book(CommandId.New(), Order(person, doctor, TellBy.Chat) with { Session = session }, "https://medzdrav.example")).Value!;
        await Until(async () => (await Read(person)).ToldBy == ToldBy.Chat);
        await booking.Move(CommandId.New(), new MoveOrder(booked.AppointmentId, 1, Nine.AddMinutes(30), "Просит позже"));
        await Until(async () => await Read(person) is { Version: 2, ToldBy: ToldBy.Chat });
        await booking.Cancel(CommandId.New(), new CancelOrder(booked.AppointmentId, 2, CancelledBy.Patient, "Выздоровела"));
        await Until(async () => await Read(person) is { Version: 3, ToldBy: ToldBy.Chat });

        // Whoever closed the page a moment ago counts as present for some seconds, and sees nothing.
        await clinic.Grains.GetGrain<ISessionAttendance>(session.Value).Detach(page, clinic.Clock.GetUtcNow());
        var unseen = (await booking.Book(CommandId.New(), Order(person, doctor, TellBy.Chat) with { Session = session }, "https://medzdrav.example")).Value!;
        await Until(async () => await Notice(unseen, 1) is not null);

        var events = (await clinic.Grains.GetGrain<ISession>(session.Value).Join(person.Caller, clinic.Gateway.NewConnection(), clinic.Gateway.Reference, 0)).Value!.Events;
        Assert.Equal(["appointmentBooked", "appointmentMoved", "appointmentCancelled", "appointmentBooked"], events.Select(happened => happened.Kind).Where(kind => kind.StartsWith("appointment", StringComparison.Ordinal)));
        Assert.Empty(await TasksOf((IConsultantGrain)consultant.Grain, booked));
        Assert.Null(await Notice(booked, 1));
        await clinic.Offline(consultant);
    }

    [Fact]
    public async Task A_patient_whose_telling_failed_in_the_middle_is_told_by_the_sweep_and_once()
    {
        var (person, consultant) = (clinic.Person(), await clinic.OnDuty(Post.Consultant));
        var (session, _) = await person.Call();
        await consultant.Take(session);
        clinic.Failing = nameof(ISessionBooking.Tell);
        var booked = await Book(person, TellBy.Chat);
        await clinic.Pass(TimeSpan.FromSeconds(3));
        Assert.Null((await Read(person)).ToldAt);

        clinic.Failing = null;
        await clinic.Pass(TimeSpan.FromSeconds(60));

        await Until(async () => (await Read(person)).ToldBy == ToldBy.Chat);
        var events = (await clinic.Grains.GetGrain<ISession>(session.Value).Join(person.Caller, clinic.Gateway.NewConnection(), clinic.Gateway.Reference, 0)).Value!.Events;
        Assert.Single(events, happened => happened.Kind == "appointmentBooked");
        Assert.Null(await Notice(booked, 1));
        await clinic.Offline(consultant);
    }

    [Fact]
    public async Task A_task_that_is_put_off_comes_back_and_all_end_at_the_start()
    {
        var (desk, person) = (await Consultant(), clinic.Person());
        var soon = DateTimeOffset.FromUnixTimeSeconds((Now.ToUnixTimeSeconds() / 900 + 1) * 900);
        var booked = (await _booking.Book(CommandId.New(), Order(person, await Doctor(), TellBy.Call) with { StartsAt = soon })).Value!;
        var task = await TaskOf(desk, booked, TaskKind.Appointment);
        Assert.Equal(Now, task.DueAt);
        Assert.Equal("invalid", (await desk.PostponeTask(CommandId.New(), task.TaskId, soon)).Refusal?.Code);
        Assert.Equal(Refusal.AlreadyTaken, (await desk.PostponeTask(CommandId.New(), task.TaskId, soon.AddSeconds(-30))).Refusal);
        await desk.ClaimTask(CommandId.New(), task.TaskId);

        var tap = CommandId.New();
        var put = (await desk.PostponeTask(tap, task.TaskId, soon.AddSeconds(-30))).Value!;
        Assert.Equal((null, soon.AddSeconds(-30)), (put.ClaimedBy, put.DueAt!.Value));
        Assert.Equal(put, (await desk.PostponeTask(tap, task.TaskId, put.DueAt.Value)).Value);

        await clinic.Pass(soon - Now - TimeSpan.FromSeconds(2));
        Assert.NotEmpty(await TasksOf(desk, booked));
        await clinic.Pass(TimeSpan.FromSeconds(3));
        await Until(async () => (await TasksOf(desk, booked)).Length == 0);
        Assert.Null((await Read(person)).ToldAt);
    }

    [Fact]
    public async Task A_task_of_a_consultant_who_goes_is_free_for_others()
    {
        var consultant = await clinic.OnDuty(Post.Consultant);
        var desk = (IConsultantGrain)consultant.Grain;
        var booked = await Book(clinic.Person(), TellBy.Phone);
        var task = await TaskOf(desk, booked, TaskKind.Appointment);
        await desk.ClaimTask(CommandId.New(), task.TaskId);
        await consultant.Grain.SetDuty(CommandId.New(), Duty.Off);
        Assert.Null((await TaskOf(await Consultant(), booked, TaskKind.Appointment)).ClaimedBy);
        await clinic.Offline(consultant);
    }

    [Fact]
    public async Task A_wish_of_the_patient_is_a_task_until_the_booking_is_changed()
    {
        var (desk, person) = (await Consultant(), clinic.Person());
        var booked = await Book(person, TellBy.Phone);
        var (wishes, tap) = (Wishes(person), CommandId.New());

        var first = (await wishes.Wish(tap, booked.AppointmentId, isOff: false, "После обеда")).Value!;
        Assert.Equal(first.AskedAt, (await wishes.Wish(tap, booked.AppointmentId, isOff: false, "После обеда")).Value!.AskedAt);
        Assert.Equal("commandReused", (await wishes.Wish(tap, booked.AppointmentId, isOff: true, "После обеда")).Refusal?.Code);
        Assert.Null((await TaskOf(desk, booked, TaskKind.Wish)).AskedAgainAt);
        Assert.Equal(first.AskedAt, (await wishes.Wish(CommandId.New(), booked.AppointmentId, isOff: true, null)).Value!.AskedAt);
        var wish = await TaskOf(desk, booked, TaskKind.Wish);
        Assert.Equal((AppointmentNews.CancelWished, "После обеда"), (wish.Appointment!.News, wish.Appointment.Words));
        Assert.NotNull(wish.AskedAgainAt);

        await desk.ClaimTask(CommandId.New(), wish.TaskId);
        Assert.Equal("invalid", (await desk.FinishTask(CommandId.New(), wish.TaskId, TaskOutcome.Done)).Refusal?.Code);
        Assert.NotNull((await _booking.Cancel(CommandId.New(), new CancelOrder(booked.AppointmentId, 1, CancelledBy.Patient, "Просит отменить", wish.AskedAgainAt))).Value);
        Assert.Equal(TaskKind.Appointment, Assert.Single(await TasksOf(desk, booked)).Kind);
    }

    [Fact]
    public async Task A_wish_that_is_declined_is_answered_in_words()
    {
        var (desk, person) = (await Consultant(), clinic.Person());
        var booked = await Book(person, TellBy.Phone);
        await Wishes(person).Wish(CommandId.New(), booked.AppointmentId, isOff: false, null);
        var wish = await TaskOf(desk, booked, TaskKind.Wish);
        await desk.ClaimTask(CommandId.New(), wish.TaskId);

        Assert.NotNull((await desk.DeclineWish(CommandId.New(), wish.TaskId, " Раньше\u202E\r\nвремени\u200B нет")).Value);

        Assert.Equal(TaskSmsState.Sending, (await TaskOf(desk, booked, TaskKind.Wish)).Sms!.State);
        Assert.Contains("Раньше времени нет", (await Notices.FindAsync(DerivedId.Of("appointment-declined", wish.TaskId.Value)))!.Text, StringComparison.Ordinal);
        Assert.Equal(1, (await Read(person)).Version);
        await Until(async () => (await clinic.PassOn(() => TasksOf(desk, booked))).All(task => task.Kind == TaskKind.Appointment));
    }

    [Fact]
    public async Task A_wish_about_anothers_booking_or_one_that_is_over_is_refused()
    {
        var person = clinic.Person();
        var booked = await Book(person, TellBy.Phone);
        Assert.Equal("notFound", (await Wishes(clinic.Person()).Wish(CommandId.New(), booked.AppointmentId, isOff: true, null)).Refusal?.Code);
        Assert.Equal("notFound", (await Wishes(person).Wish(CommandId.New(), new AppointmentId("none"), isOff: true, null)).Refusal?.Code);
        Assert.Equal("invalid", (await Wishes(person).Wish(CommandId.New(), booked.AppointmentId, isOff: true, new string('я', 1_001))).Refusal?.Code);
        await _booking.Cancel(CommandId.New(), new CancelOrder(booked.AppointmentId, 1, CancelledBy.Clinic, "Врач болен"));
        Assert.Equal("appointmentOver", (await Wishes(person).Wish(CommandId.New(), booked.AppointmentId, isOff: false, null)).Refusal?.Code);
        Assert.Equal("appointmentOver", (await Wishes(person).Wish(CommandId.New(), booked.AppointmentId, isOff: true, null)).Refusal?.Code);
    }

    [Fact]
    public async Task A_booking_that_a_roster_leaves_outside_is_a_task_and_so_are_those_of_a_doctor_who_is_disabled()
    {
        var (desk, doctor, person) = (await Consultant(), await Doctor(), clinic.Person());
        var booked = (await _booking.Book(CommandId.New(), Order(person, doctor, TellBy.Phone))).Value!;
        var roster = clinic.Grains.GetGrain<IRosterGrain>(doctor.Value);
        await roster.Save(CommandId.New(), doctor, RosterPlan.Empty("Europe/Moscow"), 1, [booked.AppointmentId]);
        Assert.Equal(AppointmentNews.OutsideRoster, (await TaskOf(desk, booked, TaskKind.Unplanned)).Appointment!.News);
        await roster.Save(CommandId.New(), doctor, Plan, 2, []);
        Assert.DoesNotContain(await TasksOf(desk, booked), task => task.Kind == TaskKind.Unplanned);

        await clinic.Grains.GetGrain<IStaffGrain>(doctor.Value).Wake();
        Assert.DoesNotContain(await TasksOf(desk, booked), task => task.Kind == TaskKind.Unplanned);
        clinic.Records.Change(doctor, member => member with { IsEnabled = false });
        await clinic.Grains.GetGrain<IStaffGrain>(doctor.Value).Wake();
        await clinic.Grains.GetGrain<IStaffGrain>(doctor.Value).Wake();

        Assert.Equal((AppointmentNews.DoctorGone, 2), ((await TaskOf(desk, booked, TaskKind.Unplanned)).Appointment!.News, (await TasksOf(desk, booked)).Length));
    }

    [Fact]
    public async Task A_booking_whose_doctor_lost_the_specialty_is_a_task_until_the_doctor_has_it_again()
    {
        var (desk, doctor, person) = (await Consultant(), await Doctor(), clinic.Person());
        var booked = (await _booking.Book(CommandId.New(), Order(person, doctor, TellBy.Phone))).Value!;
        clinic.Records.Change(doctor, member => member with { Posts = [Post.Paediatrician] });
        await clinic.Grains.GetGrain<IStaffGrain>(doctor.Value).Wake();
        Assert.Equal(AppointmentNews.DoctorGone, (await TaskOf(desk, booked, TaskKind.Unplanned)).Appointment!.News);
        clinic.Records.Change(doctor, member => member with { Posts = [Post.Therapist] });
        await clinic.Grains.GetGrain<IStaffGrain>(doctor.Value).Wake();
        Assert.DoesNotContain(await TasksOf(desk, booked), task => task.Kind == TaskKind.Unplanned);
    }

    private static RosterPlan Plan => RosterPlan.Empty("Europe/Moscow") with
    {
        Hours = [new RosterHours(RosterKind.Booking, "therapist", Enum.GetValues<Weekday>(), "00:00", "24:00", new DateOnly(2026, 1, 1), OnHolidays: true)],
    };

    private INotices Notices => clinic.Cluster.GetSiloServiceProvider().GetRequiredService<INotices>();

    private Task<NoticeRow?> Notice(AppointmentView booked, long version) => Notices.FindAsync(BookingTasks.NoticeOf(booked.AppointmentId, version));

    private IBookingWishesGrain Wishes(Insured person) => clinic.Grains.GetGrain<IBookingWishesGrain>(person.Account.Value);

    private async Task<AppointmentView> Book(Insured person, TellBy tellBy) =>
        (await _booking.Book(CommandId.New(), Order(person, await Doctor(), tellBy), "https://medzdrav.example")).Value!;

    private BookingOrder Order(Insured person, StaffId doctor, TellBy tellBy) => new(person.Patient, doctor, "therapist", Nine, new BookingTerms("Кашель", Repeated: false, null, tellBy, TellWhom.Patient));

    private async Task<AppointmentView> Read(Insured person) => Assert.Single((await _booking.Appointments(person.Patient)).Value!.Appointments);

    private static async Task<StaffTask[]> TasksOf(IConsultantGrain desk, AppointmentView booked) =>
        [.. (await desk.Tasks()).Value!.Tasks.Where(task => task.Appointment?.AppointmentId == booked.AppointmentId)];

    private static async Task<StaffTask> TaskOf(IConsultantGrain desk, AppointmentView booked, TaskKind kind) => Assert.Single(await TasksOf(desk, booked), task => task.Kind == kind);

    private async Task<IConsultantGrain> Consultant()
    {
        var consultant = await clinic.OnDuty(Post.Consultant);
        await clinic.Offline(consultant);
        return (IConsultantGrain)consultant.Grain;
    }

    private async Task<StaffId> Doctor()
    {
        var id = new StaffId($"therapist-{Guid.NewGuid():N}");
        clinic.Records.Add(new StaffRecord(id, id.Value, "", "Терапевтов Пётр", [Post.Therapist]));
        Assert.True((await clinic.Grains.GetGrain<IRosterGrain>(id.Value).Save(CommandId.New(), id, Plan, 0, [])).Value!.Saved);
        return id;
    }

    /// <summary>Lets seconds pass until the provider has the message.</summary>
    private Task Sent(Insured person) => Until(async () => (await clinic.PassOn(() => Read(person))).ToldBy == ToldBy.Sms);

    private async Task Until(Func<Task<bool>> holds)
    {
        for (var tries = 0; tries < 40 && !await holds(); tries++)
            await clinic.Gateway.Told(TimeSpan.FromMilliseconds(50));
        Assert.True(await holds());
    }
}
