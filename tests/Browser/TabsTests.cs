using Microsoft.Playwright;

namespace Medzdrav.Tests.Browser;

[Collection(Clinic.Shared)]
public sealed class TabsTests
{
    [Fact]
    public Task Two_tabs_of_a_patient_and_three_of_a_consultant_are_in_step() => Clinic.VisitAsync(async clinic =>
    {
        var consultant = await clinic.ConsultantAsync();
        Consultant[] desks = [consultant, new(await TabAsync(consultant)), new(await TabAsync(consultant))];
        await desks[1].GoOnDutyAsync();
        foreach (var desk in desks)
            await desk.Expect("duty-available").ToHaveAttributeAsync("aria-pressed", "true");

        var patient = await clinic.PatientAsync();
        await patient.SignInAsync();
        await patient.CallAsync("chat");
        Person[] phones = [patient, new Tab(await TabAsync(patient))];
        foreach (var desk in desks)
            await desk.ExpectOfferAsync();
        await desks[1].AnswerAsync();
        foreach (var desk in desks)
            await desk.Expect("offer").ToBeHiddenAsync(new() { Timeout = 1_000 });

        await phones[0].SayAsync("из первой вкладки");
        await phones[1].SayAsync("из второй вкладки");
        await desks[2].SayAsync("слышу вас в обеих");
        Person[] everybody = [.. phones, .. desks];
        foreach (var person in everybody)
            await person.ExpectMessageCountAsync(3);
        var said = await patient.MessagesAsync();
        foreach (var person in everybody)
            Assert.Equal(said, await person.MessagesAsync());
    });

    private static async Task<IPage> TabAsync(Person person)
    {
        var tab = await person.Page.Context.NewPageAsync();
        await tab.GotoAsync(person.Page.Url);
        return tab;
    }

    private sealed class Tab(IPage page) : Person(page);
}
