using System.Net;
using Medzdrav.Contracts;
using Medzdrav.Grains;
using Microsoft.Extensions.DependencyInjection;

namespace Medzdrav.Tests.Grains;

/// <summary>S4.2: SMS about bookings while the provider refuses, is away, or whoever sends is killed; and what the platform does when no consultant did.</summary>
public sealed class TellingMessageTests : IAsyncLifetime
{
    private readonly Clinic _clinic = new();
    private readonly SmsProvider _provider = new();
    private Bookings _bookings = null!;
    private IConsultantGrain _desk = null!;

    private DateTimeOffset Now => _clinic.Clock.GetUtcNow();

    public async ValueTask InitializeAsync()
    {
        _clinic.Settings["Sms:Url"] = _provider.Url;
        await _clinic.InitializeAsync();
        _bookings = new Bookings(_clinic);
        var consultant = await _clinic.OnDuty(Post.Consultant);
        await _clinic.Offline(consultant);
        _desk = (IConsultantGrain)consultant.Grain;
    }

    public async ValueTask DisposeAsync()
    {
        await _clinic.DisposeAsync();
        await _provider.DisposeAsync();
    }

    [Fact]
    public async Task A_task_whose_SMS_the_provider_refused_is_a_consultants_again_and_the_record_says_so()
    {
        _provider.Answer = count => Task.FromResult<HttpStatusCode?>(count == 1 ? HttpStatusCode.BadRequest : HttpStatusCode.OK);
        _provider.Open();
        var person = _clinic.Person();
        var booked = await Book(person, TellBy.Chat, TimeSpan.FromHours(20));

        await Soon(async () => (await Open(booked))?.Sms?.State == TaskSmsState.Failed);

        var task = (await Open(booked))!;
        Assert.Equal((SmsFailure.Refused, true), (task.Sms!.Why!.Value, task.DueAt <= Now));
        Assert.Equal((SmsFailure.Refused, null), ((await _bookings.Read(booked)).SmsFailure!.Value, (await _bookings.Read(booked)).ToldAt));
        await _clinic.Soon(() => _clinic.Gateway.OpenTasks == 1, "The badge counts the task.");
        await _desk.ClaimTask(CommandId.New(), task.TaskId);
        Assert.NotNull((await _desk.FinishTask(CommandId.New(), task.TaskId, TaskOutcome.NotReached)).Value);

        await Soon(async () => (await _bookings.Read(booked)).ToldBy == ToldBy.Sms);
        Assert.Null(await Open(booked));
        Assert.Equal(2, _provider.Received.Length);
        await _clinic.Soon(() => _clinic.Gateway.OpenTasks == 0, "The badge is gone.");
    }

    [Fact]
    public async Task A_task_that_waits_for_its_SMS_is_nobodys_until_that_is_late_and_ends_when_it_arrives()
    {
        var booked = await Book(_clinic.Person(), TellBy.Chat, TimeSpan.FromHours(20));
        await Soon(async () => (await Open(booked))?.Sms?.State == TaskSmsState.Sending);
        await _clinic.Soon(() => _clinic.Gateway.OpenTasks == 0, "Nobody need do anything.");

        await _clinic.Jump(TimeSpan.FromMinutes(10));

        await Soon(async () => (await Open(booked))?.Sms?.State == TaskSmsState.Late);
        await _clinic.Soon(() => _clinic.Gateway.OpenTasks == 1, "The badge counts the task.");
        _provider.Open();
        await Soon(async () => await Open(booked) is null, seconds: 180);
        Assert.Equal(ToldBy.Sms, (await _bookings.Read(booked)).ToldBy);
        Assert.Single(_provider.Received);
    }

    [Fact]
    public async Task A_consultant_who_rings_while_the_SMS_waits_takes_it_back()
    {
        var booked = await Book(_clinic.Person(), TellBy.Chat, TimeSpan.FromHours(20));
        await Soon(async () => (await Open(booked))?.Sms is not null);
        var task = (await Open(booked))!;
        await _desk.ClaimTask(CommandId.New(), task.TaskId);
        Assert.Equal("invalid", (await _desk.FinishTask(CommandId.New(), task.TaskId, TaskOutcome.NotReached)).Refusal?.Code);

        // No try is on its way.
        await Waiting.Until(async () => (await Notices.FindAsync(BookingTasks.NoticeOf(booked.AppointmentId, 1)))?.State == NoticeState.Waiting);
        Assert.NotNull((await _desk.FinishTask(CommandId.New(), task.TaskId, TaskOutcome.Done)).Value);
        _provider.Open();
        await _clinic.Pass(TimeSpan.FromSeconds(70));

        Assert.Empty(_provider.Received);
        Assert.Equal($"{Post.Consultant}", (await _bookings.Read(booked)).ToldByName);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_move_or_an_end_that_nobody_told_is_told_by_SMS_in_good_time_before_the_old_start(bool isCancelled)
    {
        _provider.Open();
        var booked = await Book(_clinic.Person(), TellBy.Phone, TimeSpan.FromHours(3));
        if (isCancelled)
            await _bookings.Cancel(booked, CancelledBy.Clinic);
        else
            await _bookings.Move(booked, booked.StartsAt.AddDays(1));

        await _bookings.PassTo(booked.StartsAt.AddMinutes(-30).AddSeconds(-2));
        Assert.Empty(_provider.Received);
        Assert.NotNull(await Open(booked));
        await _bookings.PassTo(booked.StartsAt.AddMinutes(-30));

        await Soon(async () => (await _bookings.Read(booked)).ToldBy == ToldBy.Sms);
        Assert.Contains(isCancelled ? "отменена" : "перенесена", Assert.Single(_provider.Received).Text, StringComparison.Ordinal);
        Assert.Null(await Open(booked));
        Assert.Equal(TaskEnd.ToldBySms, Assert.Single((await _desk.Tasks()).Value!.Ended!, ended => ended.Appointment.AppointmentId == booked.AppointmentId).How);
    }

    [Fact]
    public async Task A_wish_that_nobody_answered_ends_in_words_for_the_patient_and_for_consultants()
    {
        _provider.Open();
        var person = _clinic.Person();
        var booked = await Book(person, TellBy.Phone, TimeSpan.FromHours(3));
        await _clinic.Grains.GetGrain<IBookingWishesGrain>(person.Account.Value).Wish(CommandId.New(), booked.AppointmentId, isOff: true, "Выздоровела");
        _clinic.Gateway.Appointments.Clear();

        await _bookings.PassTo(booked.StartsAt);

        await Soon(() => Task.FromResult(_provider.Received.Any(sms => sms.Text.Contains("не успел ответить на просьбу отменить запись", StringComparison.Ordinal))));
        Assert.Equal(WishAnswer.Unanswered, (await Wish(person))!.Answer);
        Assert.Equal(TaskEnd.Unanswered, Assert.Single((await _desk.Tasks()).Value!.Ended!, ended => ended.Appointment.News == AppointmentNews.CancelWished).How);
        Assert.Contains(_clinic.Gateway.Appointments, push => push.AppointmentId == booked.AppointmentId);
        await _clinic.Pass(TimeSpan.FromSeconds(20));
        Assert.Single(_provider.Received, sms => sms.Text.Contains("не успел ответить", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whoever_is_killed_between_booking_and_telling_leaves_it_to_the_sweep_which_tells_each_way_once()
    {
        _provider.Open();
        var (person, consultant) = (_clinic.Person(), await _clinic.OnDuty(Post.Consultant));
        var (session, page) = await person.Call();
        await consultant.Take(session);
        // The patient closed the page: the session is told, and an SMS goes out.
        await _clinic.Grains.GetGrain<ISessionAttendance>(session.Value).Detach(page, Now);
        _clinic.Failing = nameof(ITellingGrain.Wake);
        var booked = await Book(person, TellBy.Chat, TimeSpan.FromHours(20));
        await _clinic.Pass(TimeSpan.FromSeconds(3));
        (_clinic.Failing, _clinic.Losing) = (null, nameof(ISessionBooking.Tell));
        await _clinic.Pass(TimeSpan.FromSeconds(60));
        Assert.Equal(1, await Told(person, session));
        Assert.Empty(_provider.Received);

        _clinic.Losing = null;

        await Soon(async () => (await _bookings.Read(booked)).ToldBy == ToldBy.Sms, seconds: 120);
        await _clinic.Pass(TimeSpan.FromSeconds(60));
        Assert.Equal((1, 1), (await Told(person, session), _provider.Received.Length));
        await _clinic.Offline(consultant);
    }

    [Fact]
    public async Task Of_more_tasks_than_are_shown_the_list_says_so()
    {
        var doctor = await _bookings.Doctor();
        for (var count = 0; count < 200; count++)
            await _bookings.Book(_clinic.Person(), doctor, _bookings.Ahead(TimeSpan.FromHours(1) + TimeSpan.FromMinutes(15 * count)), tellBy: TellBy.Phone);
        Assert.False((await _desk.Tasks()).Value!.More);
        await Book(_clinic.Person(), TellBy.Phone, TimeSpan.FromHours(1));
        var tasks = (await _desk.Tasks()).Value!;
        Assert.Equal((200, true), (tasks.Tasks.Length, tasks.More));
    }

    private INotices Notices => _clinic.Cluster.GetSiloServiceProvider().GetRequiredService<INotices>();

    /// <summary>How often the session was told. The look is over at once: the patient is not there.</summary>
    private async Task<int> Told(Insured person, SessionId session)
    {
        var look = _clinic.Gateway.NewConnection();
        var seen = (await _clinic.Grains.GetGrain<ISession>(session.Value).Join(person.Caller, look, _clinic.Gateway.Reference, 0)).Value!;
        await _clinic.Grains.GetGrain<ISessionAttendance>(session.Value).Detach(look, Now);
        return seen.Events.Count(happened => happened.Kind == "appointmentBooked");
    }

    private async Task<OwnWish?> Wish(Insured person) => Assert.Single((await _clinic.Grains.GetGrain<ICalendarGrain>(person.Account.Value).Appointments(null)).Value!.Appointments).Wish;

    private async Task<AppointmentView> Book(Insured person, TellBy tellBy, TimeSpan ahead) =>
        await _bookings.Book(person, await _bookings.Doctor(), _bookings.Ahead(ahead), tellBy: tellBy);

    private async Task<StaffTask?> Open(AppointmentView booked) =>
        (await _desk.Tasks()).Value!.Tasks.SingleOrDefault(task => task.Kind == TaskKind.Appointment && task.Appointment!.AppointmentId == booked.AppointmentId);

    private async Task Soon(Func<Task<bool>> holds, int seconds = 10)
    {
        await _bookings.Soon(holds, seconds);
        Assert.True(await holds());
    }
}
