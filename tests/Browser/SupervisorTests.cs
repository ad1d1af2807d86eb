using Microsoft.Playwright;

namespace Medzdrav.Tests.Browser;

/// <summary>A supervisor looks at the shift.</summary>
[Collection(Clinic.Shared)]
public sealed class SupervisorTests
{
    [Fact]
    public Task A_supervisor_sees_who_waits_and_who_talks_without_a_touch() => Clinic.VisitAsync(async clinic =>
    {
        var supervisor = await clinic.ColleagueAsync("supervisor1");
        await supervisor.TestId("place-supervisor").ClickAsync();
        await supervisor.Expect("sessions-none").ToBeVisibleAsync();
        await supervisor.Expect("people-none").ToBeVisibleAsync();
        await Gallery.TakeAsync(supervisor, "supervisor-nobody");

        var caller = await clinic.StrangerAsync();
        await caller.CallAsync();
        await supervisor.Expect("session").ToContainTextAsync("Ждёт медконсультанта, 1-й в очереди");
        await Assertions.Expect(supervisor.TestId("queue-consultant").GetByTestId("waiting")).ToHaveTextAsync("1 ждёт");
        var consultant = await clinic.ConsultantAsync();
        await consultant.GoOnDutyAsync();
        await consultant.AnswerAsync();
        await supervisor.Expect("session").ToContainTextAsync("Первый разговор: Вежливая Анна Ивановна");
        await supervisor.Expect("doing").ToContainTextAsync("занят");
        await Gallery.TakeAsync(supervisor, "supervisor");
        await supervisor.TestId("open-figures").ClickAsync();
        await supervisor.Expect("figures-consultant").ToBeVisibleAsync();
        await supervisor.Expect("estimates").ToContainTextAsync("Терапевты");
        await supervisor.Expect("work").ToBeVisibleAsync();
        await supervisor.TestId("figures-words").Locator("summary").ClickAsync();
        await supervisor.Expect("figures-words").ToContainTextAsync("средняя оценка обращений");
        await Gallery.TakeAsync(supervisor, "supervisor-figures");
    });

    [Fact]
    public Task Whoever_looks_on_is_named_to_patient_and_consultant_until_they_leave() => Clinic.VisitAsync(async clinic =>
    {
        var supervisor = await clinic.ColleagueAsync("supervisor1");
        await supervisor.Page.GotoAsync("/staff/supervisor");
        var (patient, consultant) = await clinic.CallingAsync("chat");
        await patient.SayAsync("Второй день болит горло");
        await supervisor.TestId("look-on").ClickAsync();
        await supervisor.Expect("supervised-what").ToContainTextAsync("Первый разговор: Вежливая Анна Ивановна");
        await Gallery.TakeAsync(supervisor, "supervisor-before-joining");
        await Assertions.Expect(patient.TestId("watched")).ToBeHiddenAsync();
        await supervisor.TestId("join-session").ClickAsync();
        foreach (var page in new[] { patient.TestId("watched"), consultant.TestId("watched") })
            await Assertions.Expect(page).ToHaveTextAsync("Переписку видит старший смены: Зоркая Тамара Викторовна");
        await supervisor.Expect("chat-log").ToContainTextAsync("Второй день болит горло");
        await consultant.SayAsync("Температура есть?");
        await supervisor.Expect("chat-log").ToContainTextAsync("Температура есть?");
        await supervisor.Page.ReloadAsync();
        await supervisor.Expect("chat-log").ToContainTextAsync("Температура есть?");
        await Gallery.TakeAsync(supervisor, "supervisor-looks-on");
        await Gallery.TakeAsync(patient, "session-watched");
        await supervisor.TestId("leave-session").ClickAsync();
        await Assertions.Expect(patient.TestId("watched")).ToBeHiddenAsync();
        await Assertions.Expect(consultant.TestId("watched")).ToBeHiddenAsync();

        // Nobody else answers the consultants' queue, and the question says so.
        var next = await clinic.StrangerAsync();
        await next.CallAsync();
        await Assertions.Expect(supervisor.TestId("queue-consultant").GetByTestId("waiting")).ToHaveTextAsync("1 ждёт");
        await supervisor.TestId("send-to-break").ClickAsync();
        await Assertions.Expect(supervisor.Page.Locator("dialog")).ToContainTextAsync("Медконсультантов на линии не останется");
        await Assertions.Expect(supervisor.Page.Locator("dialog")).ToContainTextAsync("Сейчас 1 ждёт.");
        await Gallery.TakeAsync(supervisor, "supervisor-last-to-break");
        await supervisor.TestId("confirm-yes").ClickAsync();
        await supervisor.Expect("doing").ToContainTextAsync("перерыв");
        await consultant.Expect("duty-away").ToHaveAttributeAsync("aria-pressed", "true");
        await Assertions.Expect(consultant.Page.Locator("[data-testid=duty-why]")).ToContainTextAsync("Старший смены отправил вас на перерыв");

        await supervisor.TestId("session").Filter(new() { HasTextString = "Первый разговор" }).GetByTestId("look-on").ClickAsync();
        await supervisor.TestId("join-session").ClickAsync();
        await patient.Expect("watched").ToBeVisibleAsync();
        await supervisor.Page.CloseAsync();
        await Assertions.Expect(patient.TestId("watched")).ToBeHiddenAsync();
    });

    [Fact]
    public Task Whoever_goes_elsewhere_looks_on_no_more_at_once_and_whoever_reloads_does() => Clinic.VisitAloneAsync(
        async clinic =>
        {
            var supervisor = await clinic.ColleagueAsync("supervisor1");
            var (patient, _) = await clinic.CallingAsync("chat");
            await supervisor.Page.GotoAsync("/staff/supervisor");
            await supervisor.TestId("look-on").ClickAsync();
            await supervisor.TestId("join-session").ClickAsync();
            await patient.Expect("watched").ToBeVisibleAsync();
            await supervisor.Page.ReloadAsync();
            await supervisor.Expect("leave-session").ToBeVisibleAsync();
            await supervisor.Expect("chat-log").ToContainTextAsync("Переписку видит старший смены");
            await Assertions.Expect(patient.TestId("chat-log")).Not.ToContainTextAsync("больше не видит переписку");
            await supervisor.Page.GetByRole(AriaRole.Link, new() { Name = "Смена сейчас" }).ClickAsync();
            await Assertions.Expect(patient.TestId("watched")).ToBeHiddenAsync();

            await supervisor.Page.GotoAsync("/staff/supervisor/nobody-opened-this");
            await supervisor.Expect("error-404").ToBeVisibleAsync();
            await Gallery.TakeAsync(supervisor, "staff-error");
            await supervisor.TestId("own-place").ClickAsync();
            await supervisor.Expect("place-supervisor").ToBeVisibleAsync();
        },
        // The end of the connection alone would take longer than the story.
        new() { ["Limits:SupervisorAbsent"] = "00:10:00" });

    [Fact]
    public Task A_session_is_put_first_and_a_task_is_given_to_another_consultant() => Clinic.VisitAsync(async clinic =>
    {
        var supervisor = await clinic.ColleagueAsync("supervisor1");
        await supervisor.Page.GotoAsync("/staff/supervisor");
        var (earlier, later) = (await clinic.StrangerAsync(), await clinic.StrangerAsync());
        await earlier.CallAsync();
        await supervisor.Expect("session").ToHaveCountAsync(1);
        await later.CallAsync();
        await supervisor.Expect("session").ToHaveCountAsync(2);
        await supervisor.TestId("session").Filter(new() { HasTextString = "2-й в очереди" }).GetByTestId("raise").ClickAsync();
        await Assertions.Expect(supervisor.TestId("session").Filter(new() { HasTextString = "1-й в очереди" })).ToContainTextAsync("вне очереди");
        await Assertions.Expect(supervisor.TestId("session").Filter(new() { HasTextString = "2-й в очереди" })).Not.ToContainTextAsync("вне очереди");
        await Gallery.TakeAsync(supervisor, "supervisor-raised");
        await supervisor.TestId("lower").ClickAsync();
        await supervisor.Expect("lower").ToHaveCountAsync(0);
        await Assertions.Expect(supervisor.TestId("sessions")).Not.ToContainTextAsync("вне очереди");

        await earlier.AskForCallbackAsync("+79005550003");
        var first = await clinic.ConsultantAsync();
        await first.TestId("task-claim").ClickAsync();
        var second = await clinic.ConsultantAsync(2);
        await second.GoOnDutyAsync();
        var name = await second.Page.Locator(".desk-name").First.InnerTextAsync();
        await supervisor.Expect("task").ToContainTextAsync("у сотрудника: Вежливая Анна Ивановна");
        // The question names those who are on the shift when it is asked.
        await supervisor.Expect("people").ToContainTextAsync(name);
        await supervisor.TestId("reassign").ClickAsync();
        await Assertions.Expect(supervisor.Page.Locator("dialog")).ToContainTextAsync("Перезвонить, с ");
        await Gallery.TakeAsync(supervisor, "supervisor-reassigning");
        await supervisor.TestId("reassign-to").Filter(new() { HasTextString = name }).ClickAsync();
        await supervisor.Expect("task").ToContainTextAsync($"у сотрудника: {name}");
        await first.Expect("tasks").ToContainTextAsync("у коллеги:");
        await second.FinishTaskAsync("Не дозвонились");
        await supervisor.Expect("task").ToHaveCountAsync(0);
    });
}
