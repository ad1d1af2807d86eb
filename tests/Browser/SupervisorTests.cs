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
    });
}
