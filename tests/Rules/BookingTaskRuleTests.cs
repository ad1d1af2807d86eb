using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Rules;

/// <summary>S4.2: what is to be told of a booking, until when, and in which words.</summary>
public sealed class BookingTaskRuleTests
{
    private const string Origin = "https://medzdrav.example";
    private static readonly TimeZoneInfo Moscow = TimeZoneInfo.FindSystemTimeZoneById("Europe/Moscow");
    private static readonly PersonRecord Anna = new(new PatientId("anna"), "Иванова Анна Петровна", new DateOnly(1992, 1, 1), Sex.Female, "+79120000001", [], []);

    [Theory]
    [InlineData(24 * 60, 30)]
    [InlineData(91, 30)]
    [InlineData(80, 20)]
    [InlineData(60, 0)]
    [InlineData(5, 0)]
    public void A_patient_is_told_within_half_an_hour_and_an_hour_before_the_start_at_the_latest(int startsInMinutes, int dueInMinutes) =>
        Assert.Equal(Given.Noon.AddMinutes(dueInMinutes), Task(Booked(startsInMinutes), null).DueAt);

    [Fact]
    public void A_moved_booking_is_told_before_the_earlier_of_both_starts()
    {
        var moved = Booked(24 * 60) with { Version = 2 };
        var task = Task(moved, Booked(80));
        Assert.Equal((AppointmentNews.Moved, Given.Noon.AddMinutes(80), Given.Noon.AddMinutes(20)), (task.Appointment!.News, task.Appointment.FormerStartsAt!.Value, task.DueAt!.Value));
        Assert.Equal(Given.Noon.AddMinutes(20), Task(Booked(80) with { Version = 2 }, Booked(24 * 60)).DueAt);
    }

    [Fact]
    public void Each_version_has_a_task_of_its_own()
    {
        var (first, second) = (Task(Booked(600), null), Task(Booked(700) with { Version = 2 }, Booked(600)));
        Assert.NotEqual(first.TaskId, second.TaskId);
        Assert.Equal(BookingTasks.TellingOf(Booked(700) with { Version = 2 }), second.TaskId);
        Assert.Equal(AppointmentNews.Cancelled, Task(Booked(600) with { Version = 3, State = AppointmentState.Cancelled }, Booked(600)).Appointment!.News);
    }

    [Fact]
    public void A_message_says_when_in_the_clinics_time_with_its_name_and_neither_with_whom_nor_why()
    {
        var booked = Added(Booked(24 * 60), null);
        var notice = Message(booked);
        Assert.Equal("Ромашка: вы записаны на консультацию 24 ноября в 12:00 по Москве: https://romashka.localhost/calendar Войдите по этому номеру: код придёт в СМС.", notice.Text);
        Assert.Equal((BookingTasks.NoticeOf(new AppointmentId("visit"), 1), Given.Noon.AddDays(1)), (notice.Id, notice.NotAfter));
        Assert.DoesNotContain("кардио", notice.Text, StringComparison.OrdinalIgnoreCase);
        var moved = Added(Booked(25 * 60) with { Version = 2 }, Booked(24 * 60));
        Assert.Contains("запись перенесена с 24 ноября в 12:00 на 24 ноября в 13:00 по Москве", Message(moved).Text, StringComparison.Ordinal);
        var cancelled = Added(Booked(24 * 60) with { Version = 3, State = AppointmentState.Cancelled }, Booked(24 * 60));
        Assert.Contains("запись 24 ноября в 12:00 по Москве отменена", Message(cancelled).Text, StringComparison.Ordinal);
        Assert.Equal("24 ноября в 19:00 по Владивостоку", Dates.Told(Given.Noon.AddDays(1), TimeZoneInfo.FindSystemTimeZoneById("Asia/Vladivostok")));
    }

    [Fact]
    public void A_message_tells_the_time_at_the_patients_place_where_it_was_asked()
    {
        var (first, second) = (InVladivostok(Booked(24 * 60)), InVladivostok(Booked(25 * 60)) with { Version = 2 });
        Assert.Contains("24 ноября в 19:00 по Владивостоку", Message(Added(first, null)).Text, StringComparison.Ordinal);
        Assert.Contains("с 24 ноября в 19:00 на 24 ноября в 20:00 по Владивостоку", Message(Added(second, first)).Text, StringComparison.Ordinal);
        var wish = new TaskAdded(Task(first, null) with { Kind = TaskKind.Wish }, Origin);
        Assert.Contains("24 ноября в 19:00 по Владивостоку", BookingMessages.Declined(wish, Anna.Phone!, Given.InsurerRecord("romashka"), Moscow, "Нет.", Given.Noon).Text, StringComparison.Ordinal);
        Assert.Equal("Asia/Vladivostok", wish.Task.Appointment!.PatientZone);
    }

    [Fact]
    public void A_message_says_that_documents_are_needed_without_saying_which_and_a_cancelled_booking_needs_none()
    {
        var booked = Booked(24 * 60) with { Terms = Booked(0).Terms with { Documents = "Снимок лёгких" } };
        var added = Added(booked, null);
        Assert.Equal(
            "Ромашка: вы записаны на консультацию 24 ноября в 12:00 по Москве, нужны документы: посмотрите в Календаре: https://romashka.localhost/calendar Войдите по этому номеру: код придёт в СМС.",
            Message(added).Text);
        Assert.Equal("Снимок лёгких", added.Task.Appointment!.Documents);
        Assert.Contains("нужны документы", Message(Added(booked with { Version = 2 }, Booked(600))).Text, StringComparison.Ordinal);
        var cancelled = Added(booked with { Version = 2, State = AppointmentState.Cancelled }, booked);
        Assert.DoesNotContain("документы", Message(cancelled).Text, StringComparison.Ordinal);
        Assert.Null(cancelled.Task.Appointment!.Documents);
    }

    [Fact]
    public void Of_several_persons_of_a_login_a_message_names_the_one_by_the_first_name_only()
    {
        string Text(AppointmentRecord changed, AppointmentRecord? former) => Message(
            BookingTasks.OfChange(changed, former, new BookedPerson(Anna, IsOfSeveral: true), "Сердечный Олег", Origin, Given.Limits)).Text;
        Assert.Contains("вы записаны на консультацию (Анна) 24 ноября", Text(Booked(24 * 60), null), StringComparison.Ordinal);
        Assert.Contains("запись (Анна) перенесена с", Text(Booked(25 * 60) with { Version = 2 }, Booked(24 * 60)), StringComparison.Ordinal);
        Assert.Contains("запись (Анна) 24 ноября в 12:00 по Москве отменена", Text(Booked(24 * 60) with { Version = 2, State = AppointmentState.Cancelled }, Booked(24 * 60)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_session_is_told_which_documents_are_needed_and_for_whom()
    {
        var state = Given.In(SessionPhase.Intake);
        var about = Given.Booking() with { Documents = "Снимок лёгких", GivenName = "Миша" };
        var visit = Assert.IsType<AppointmentBooked>(Assert.Single(SessionRules.TellOfBooking(state, about).Facts)).Visit;
        Assert.Equal(("Снимок лёгких", "Миша"), (visit.Documents, visit.GivenName));
    }

    [Fact]
    public void A_zone_that_nobody_knows_is_kept_as_none()
    {
        Assert.Equal("Asia/Vladivostok", BookingRules.Kept(Booked(0).Terms with { PatientZone = "Asia/Vladivostok" }).PatientZone);
        Assert.Null(BookingRules.Kept(Booked(0).Terms with { PatientZone = "Mars/Base" }).PatientZone);
    }

    [Fact]
    public void A_declined_wish_is_answered_in_the_consultants_words()
    {
        var wish = new TaskAdded(Task(Booked(24 * 60), null) with { Kind = TaskKind.Wish }, Origin);
        var text = BookingMessages.Declined(wish, Anna.Phone!, Given.InsurerRecord("romashka"), Moscow, "раньше времени нет.", Given.Noon).Text;
        Assert.Equal("Ромашка: запись 24 ноября в 12:00 по Москве остаётся. Медконсультант: раньше времени нет.", text);
    }

    [Fact]
    public void A_wish_is_not_finished_by_itself_and_declined_in_words_only()
    {
        var (wish, telling) = (new TaskAdded(Task(Booked(600), null) with { Kind = TaskKind.Wish }, null), new TaskAdded(Task(Booked(600), null), null));
        Assert.Equal("invalid", TaskRules.RefuseFinish(wish, TaskOutcome.Done)?.Code);
        Assert.Null(TaskRules.RefuseFinish(telling, TaskOutcome.NotReached));
        Assert.Null(TaskRules.RefuseFinish(null, TaskOutcome.Done));
        Assert.Null(TaskRules.RefuseDecline(wish, "Раньше нет"));
        Assert.Equal("invalid", TaskRules.RefuseDecline(wish, " ")?.Code);
        Assert.Equal("invalid", TaskRules.RefuseDecline(wish, new string('я', 301))?.Code);
        Assert.Equal("invalid", TaskRules.RefuseDecline(telling, "Раньше нет")?.Code);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(15, true)]
    [InlineData(599, true)]
    [InlineData(600, false)]
    public void A_task_is_put_off_until_before_the_start_and_not_into_the_past(int minutes, bool may) =>
        Assert.Equal(may, TaskRules.RefusePutOff(new TaskAdded(Task(Booked(600), null), null), Given.Noon.AddMinutes(minutes), Given.Noon) is null);

    [Fact]
    public void A_call_back_is_put_off_for_a_week_at_most()
    {
        var callback = new TaskAdded(new StaffTask(new TaskId("t"), TaskKind.Callback, "+79120000001", null, null, Given.Noon, null, null, null), null);
        Assert.Null(TaskRules.RefusePutOff(callback, Given.Noon.AddDays(7), Given.Noon));
        Assert.NotNull(TaskRules.RefusePutOff(callback, Given.Noon.AddDays(8), Given.Noon));
        Assert.NotNull(TaskRules.RefusePutOff(callback with { Task = callback.Task with { Kind = TaskKind.Match } }, Given.Noon.AddHours(1), Given.Noon));
    }

    [Fact]
    public void A_session_is_told_of_each_version_once_and_of_none_after_a_later_one()
    {
        var state = Given.In(SessionPhase.Intake);
        var told = state.Then(SessionRules.TellOfBooking(state, Given.Booking()));
        Assert.True(SessionRules.WasTold(told, Given.Booking()));
        Assert.False(SessionRules.WasTold(state, Given.Booking()));
        Assert.Empty(SessionRules.TellOfBooking(told, Given.Booking()).Facts);
        var moved = told.Then(SessionRules.TellOfBooking(told, Given.Booking(version: 2, AppointmentNews.Moved)));
        Assert.Empty(SessionRules.TellOfBooking(moved, Given.Booking()).Facts);
        Assert.False(SessionRules.WasTold(moved, Given.Booking()));
        Assert.IsType<AppointmentCancelled>(Assert.Single(SessionRules.TellOfBooking(moved, Given.Booking(version: 3, AppointmentNews.Cancelled)).Facts));
    }

    [Fact]
    public void A_session_is_told_of_its_own_patients_bookings_and_only_once_it_is_settled_who_calls()
    {
        var state = Given.In(SessionPhase.Intake);
        Assert.Empty(SessionRules.TellOfBooking(state, Given.Booking() with { PatientId = new PatientId("child") }).Facts);
        var stranger = state with { Owner = new Caller(CallerKind.Visitor, "visitor") };
        Assert.Empty(SessionRules.TellOfBooking(stranger, Given.Booking()).Facts);
    }

    private static AppointmentRecord Booked(int startsInMinutes) => new()
    {
        Id = new AppointmentId("visit"),
        Patient = Anna.Id,
        Doctor = new StaffId("doctor"),
        Specialty = "кардиология",
        StartsAt = Given.Noon.AddMinutes(startsInMinutes),
        Zone = "Europe/Moscow",
        Wall = "2026-11-24T12:00",
        Terms = new BookingTerms("Боли в груди", Repeated: false, null, TellBy.Phone, TellWhom.Patient),
        ChangedBy = Given.Consultant.StaffId,
        ChangedAt = Given.Noon,
    };

    private static AppointmentRecord InVladivostok(AppointmentRecord booked) => booked with { Terms = booked.Terms with { PatientZone = "Asia/Vladivostok" } };

    private static TaskAdded Added(AppointmentRecord changed, AppointmentRecord? former) => BookingTasks.OfChange(changed, former, new BookedPerson(Anna, IsOfSeveral: false), "Сердечный Олег", Origin, Given.Limits);

    private static StaffTask Task(AppointmentRecord changed, AppointmentRecord? former) => Added(changed, former).Task;

    private static Notice Message(TaskAdded added) => BookingMessages.Of(added, Anna.Phone!, Given.InsurerRecord("romashka"), Moscow, Given.Noon);
}
