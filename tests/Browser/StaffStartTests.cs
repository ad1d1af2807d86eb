using Microsoft.Playwright;

namespace Medzdrav.Tests.Browser;

/// <summary>Where staff begin, whatever their posts.</summary>
[Collection(Clinic.Shared)]
public sealed class StaffStartTests
{
    [Fact]
    public Task A_supervisor_reads_what_the_post_does_here_and_signs_out() => Clinic.VisitAsync(async clinic =>
    {
        var supervisor = await clinic.ColleagueAsync("supervisor1");
        await supervisor.Expect("staff-name").ToHaveTextAsync("Зоркая Тамара Викторовна");
        await supervisor.Expect("posts").ToContainTextAsync("Старший смены");
        await Gallery.TakeAsync(supervisor, "staff-start-supervisor");
        await supervisor.TestId("sign-out").ClickAsync();
        await supervisor.Expect("login").ToBeVisibleAsync();
    });

    [Fact]
    public Task A_therapist_who_keeps_rosters_chooses_the_desk_and_finds_back() => Clinic.VisitAsync(async clinic =>
    {
        var colleague = await clinic.ColleagueAsync("rosterkeeper1");
        await colleague.Expect("staff-posts").ToHaveTextAsync("дежурный терапевт, составитель графиков");
        await Gallery.TakeAsync(colleague, "staff-start-two-posts");
        await colleague.TestId("place-doctor").ClickAsync();
        await colleague.Expect("duty").ToBeVisibleAsync();
        await colleague.TestId("duty-available").ClickAsync();
        await colleague.Expect("duty-available").ToHaveAttributeAsync("aria-pressed", "true");
        await Gallery.TakeAsync(colleague, "desk-doctor-two-posts");
        await colleague.TestId("other-places").GetByText("Все должности").ClickAsync();
        await colleague.Expect("posts").ToContainTextAsync("Составитель графиков");
    });

    [Fact]
    public Task A_specialist_reads_that_patients_come_who_are_booked() => Clinic.VisitAsync(async clinic =>
    {
        var specialist = await clinic.ColleagueAsync("specialist1");
        await specialist.Expect("duty").ToBeVisibleAsync();
        await Assertions.Expect(specialist.Page.Locator(".desk-me")).ToContainTextAsync("врач-специалист: кардиология");
        await Assertions.Expect(specialist.Page.Locator(".desk-nobody")).ToContainTextAsync("пациентов, записанных к нему");
        await Gallery.TakeAsync(specialist, "desk-specialist");
    });
}
