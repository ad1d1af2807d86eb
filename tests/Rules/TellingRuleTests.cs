using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Rules;

/// <summary>S4.2: who tells a patient, when the platform does it by itself, and what becomes of an SMS.</summary>
public sealed class TellingRuleTests
{
    [Theory]
    [InlineData(24 * 60, null, 24 * 60 - 30)]
    [InlineData(24 * 60, 90, 60)]
    [InlineData(90, 24 * 60, 60)]
    [InlineData(33, 24 * 60, 5)]
    [InlineData(6, null, 3)]
    public void A_move_or_an_end_that_nobody_told_is_told_by_SMS_in_good_time_before_the_earlier_start(int startsInMinutes, int? formerInMinutes, int toldInMinutes)
    {
        var added = Telling(formerInMinutes is null ? AppointmentNews.Cancelled : AppointmentNews.Moved, startsInMinutes, formerInMinutes);
        var at = Given.Noon.AddMinutes(toldInMinutes);
        Assert.Equal(TellingStep.Bring, StepAt(added, at.AddTicks(-1)));
        Assert.Equal(TellingStep.TellAlone, StepAt(added, at));
        Assert.Equal(TellingStep.TellAlone, StepAt(added with { Task = added.Task with { ClaimedBy = Given.Consultant.StaffId } }, at));
        Assert.Equal(TellingStep.Bring, StepAt(added with { AloneAt = at }, at));
    }

    [Fact]
    public void A_new_booking_is_not_told_before_anybody_rang_and_is_over_at_its_start()
    {
        var added = Telling(AppointmentNews.Booked, 60);
        Assert.Equal(TellingStep.Bring, StepAt(added, Given.Noon.AddMinutes(59)));
        Assert.Equal(TellingStep.Over, StepAt(added, Given.Noon.AddMinutes(60)));
    }

    [Fact]
    public void What_is_to_be_told_in_chat_the_platform_tells_unless_a_consultant_holds_it_or_its_SMS_failed()
    {
        var added = Telling(AppointmentNews.Booked, 60, tellBy: TellBy.Chat);
        Assert.Equal(TellingStep.Tell, StepAt(added, Given.Noon));
        Assert.Equal(TellingStep.Bring, StepAt(added with { Task = added.Task with { ClaimedBy = Given.Consultant.StaffId } }, Given.Noon));
        Assert.Equal(TellingStep.Bring, StepAt(WithSms(added, TaskSmsState.Failed), Given.Noon));
    }

    [Theory]
    [InlineData(NoticeState.Waiting, nameof(TellingStep.Bring))]
    [InlineData(NoticeState.Sending, nameof(TellingStep.Bring))]
    [InlineData(NoticeState.Sent, nameof(TellingStep.Told))]
    [InlineData(NoticeState.Refused, nameof(TellingStep.Failed))]
    [InlineData(NoticeState.Expired, nameof(TellingStep.Failed))]
    [InlineData(NoticeState.Uncertain, nameof(TellingStep.Failed))]
    [InlineData(null, nameof(TellingStep.Failed))]
    public void A_task_waits_for_what_becomes_of_its_SMS(NoticeState? message, string step) =>
        Assert.Equal(step, TellingRules.StepAt(WithSms(Telling(AppointmentNews.Moved, 60, 31), TaskSmsState.Sending), message, Given.Noon.AddMinutes(2), Given.Limits).ToString());

    [Fact]
    public void A_message_that_the_provider_took_before_the_start_is_told_also_when_that_is_heard_later()
    {
        var waiting = WithSms(Telling(AppointmentNews.Cancelled, 60), TaskSmsState.Sending);
        Assert.Equal(TellingStep.Told, TellingRules.StepAt(waiting, NoticeState.Sent, Given.Noon.AddHours(2), Given.Limits));
        Assert.Equal(TellingStep.Over, TellingRules.StepAt(waiting, NoticeState.Waiting, Given.Noon.AddHours(2), Given.Limits));
    }

    [Fact]
    public void A_task_is_looked_at_when_it_is_due_when_its_SMS_is_late_and_at_the_start()
    {
        var added = Telling(AppointmentNews.Cancelled, 300);
        Assert.Equal(Given.Noon.AddMinutes(30), TellingRules.NextAt(added, Given.Noon, Given.Limits));
        Assert.Equal(Given.Noon.AddMinutes(270), TellingRules.NextAt(added, Given.Noon.AddMinutes(30), Given.Limits));
        Assert.Equal(Given.Noon.AddMinutes(300), TellingRules.NextAt(added, Given.Noon.AddMinutes(270), Given.Limits));
        Assert.Equal(Given.Noon.AddMinutes(10), TellingRules.NextAt(WithSms(added, TaskSmsState.Sending), Given.Noon, Given.Limits));
        Assert.Null(TellingRules.NextAt(added, Given.Noon.AddMinutes(300), Given.Limits));
    }

    [Fact]
    public void An_SMS_that_is_on_its_way_for_long_is_late()
    {
        var task = WithSms(Telling(AppointmentNews.Cancelled, 300), TaskSmsState.Sending).Task;
        Assert.Equal(TaskSmsState.Sending, TellingRules.Shown(task, Given.Noon.AddMinutes(9), Given.Limits).Sms!.State);
        Assert.Equal(TaskSmsState.Late, TellingRules.Shown(task, Given.Noon.AddMinutes(10), Given.Limits).Sms!.State);
    }

    [Fact]
    public void An_SMS_on_its_way_is_not_sent_twice_and_a_wish_whose_answer_failed_is_closed_by_word()
    {
        var waiting = WithSms(Telling(AppointmentNews.Cancelled, 300), TaskSmsState.Sending);
        Assert.Equal("invalid", TaskRules.RefuseFinish(waiting, TaskOutcome.NotReached)?.Code);
        Assert.Null(TaskRules.RefuseFinish(waiting, TaskOutcome.Done));
        var wish = Telling(AppointmentNews.CancelWished, 300);
        wish = wish with { Task = wish.Task with { Kind = TaskKind.Wish } };
        Assert.Equal("invalid", TaskRules.RefuseDecline(WithSms(wish, TaskSmsState.Sending), "Нет времени")?.Code);
        Assert.Null(TaskRules.RefuseFinish(WithSms(wish, TaskSmsState.Failed), TaskOutcome.Done));
        Assert.Equal("invalid", TaskRules.RefuseFinish(WithSms(wish, TaskSmsState.Failed), TaskOutcome.NotNeeded)?.Code);
    }

    [Fact]
    public void A_wish_is_unanswered_at_the_start_unless_it_was_declined_by_an_SMS_that_did_not_arrive()
    {
        var wish = Telling(AppointmentNews.CancelWished, 300);
        wish = wish with { Task = wish.Task with { Kind = TaskKind.Wish } };
        Assert.Equal(TaskEnd.Unanswered, TellingRules.EndOf(wish.Task));
        Assert.Equal(TaskEnd.Untold, TellingRules.EndOf(WithSms(wish, TaskSmsState.Failed).Task));
        Assert.Equal(TaskEnd.Untold, TellingRules.EndOf(Telling(AppointmentNews.Moved, 300).Task));
    }

    [Theory]
    [InlineData(null, 1, false, true)]
    [InlineData(null, 2, false, false)]
    [InlineData(null, 1, true, false)]
    [InlineData(WishAnswer.Declined, 1, false, true)]
    [InlineData(WishAnswer.Declined, 2, false, false)]
    [InlineData(WishAnswer.Unanswered, 2, true, true)]
    public void A_wish_is_read_in_the_calendar_while_it_says_something_of_the_booking(WishAnswer? answer, long version, bool isOver, bool isRead)
    {
        var wish = new LastWish(new AppointmentId("visit"), 1, new OwnWish(AppointmentNews.CancelWished, Given.Noon, answer));
        var booked = new AppointmentRecord
        {
            Id = wish.Appointment,
            Version = version,
            Patient = new PatientId("anna"),
            Doctor = new StaffId("doctor"),
            Specialty = "therapist",
            StartsAt = Given.Noon,
            Zone = "Europe/Moscow",
            Wall = "2026-11-23T12:00",
            Terms = new BookingTerms("Кашель", Repeated: false, null, TellBy.Phone, TellWhom.Patient),
            ChangedBy = Given.Consultant.StaffId,
            ChangedAt = Given.Noon,
        };
        Assert.Equal(isRead, BookingRules.Concerns(wish, booked, isOver ? Given.Noon.AddHours(1) : Given.Noon.AddHours(-1)));
    }

    private static TellingStep StepAt(TaskAdded added, DateTimeOffset now) => TellingRules.StepAt(added, null, now, Given.Limits);

    private static TaskAdded WithSms(TaskAdded added, TaskSmsState state) =>
        added with { Notice = "sms", Task = added.Task with { Sms = new TaskSms(Given.Noon, state, state == TaskSmsState.Failed ? SmsFailure.Refused : null) } };

    private static TaskAdded Telling(AppointmentNews news, int startsInMinutes, int? formerInMinutes = null, TellBy tellBy = TellBy.Phone) => new(
        new StaffTask(
            new TaskId("t"), TaskKind.Appointment, "+79120000001", "Иванова Анна", null, Given.Noon, null, null, null, DueAt: Given.Noon.AddMinutes(30),
            Appointment: Given.Booking(1, news, tellBy) with { StartsAt = Given.Noon.AddMinutes(startsInMinutes), FormerStartsAt = formerInMinutes is { } former ? Given.Noon.AddMinutes(former) : null }),
        null);
}
