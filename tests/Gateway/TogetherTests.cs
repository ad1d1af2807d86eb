using Medzdrav.Contracts;

namespace Medzdrav.Tests.Gateway;

public abstract class TogetherTests(Clinic clinic)
{
    [Fact]
    public async Task Fifty_accepts_of_one_offer_over_five_tabs_have_one_assignee_and_49_clear_refusals()
    {
        await using var consultant = await clinic.OnDutyAsync("consultant2");
        await using var patient = await clinic.PatientAsync();
        Device[] tabs = [consultant.Device, .. await Several(consultant.AnotherTab, 4)];
        var session = await patient.Call();
        var offer = await consultant.Offered(session, LegKind.Intake);

        var replies = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => tabs[i % tabs.Length].Reply<OfferAnswer>("AnswerOffer", CommandId.New(), offer.OfferId, true)));

        Assert.Single(replies, reply => reply.Value?.View is { Phase: SessionPhase.Intake });
        Assert.Equal(49, replies.Count(reply => reply.Refusal is { Code: "offerGone" or "alreadyTaken", Message.Length: > 0 }));
        await consultant.Device.Join(session);
        Assert.Single(consultant.Device.Kinds, kind => kind == "legStarted");
    }

    [Fact]
    public async Task Fifty_repeats_of_one_message_over_five_tabs_are_one_message_and_50_equal_answers()
    {
        await using var patient = await clinic.PatientAsync();
        var session = await patient.Call();
        Device[] tabs = [patient.Device, .. await Several(patient.AnotherTab, 4)];
        var command = CommandId.New();

        var replies = await Task.WhenAll(Enumerable.Range(0, 50).Select(i =>
            tabs[i % tabs.Length].Reply<MessageReceipt>("SendMessage", command, session, "Здравствуйте", Array.Empty<string>())));

        Assert.Single(replies.Select(reply => reply.Value!).Distinct());
        var answer = await tabs[1].Join(session);
        Assert.Single(answer.Events, happened => happened.Kind == "message");
    }

    [Fact]
    public async Task All_tabs_of_everybody_are_in_step()
    {
        await using var consultant = await clinic.OnDutyAsync("consultant3");
        await using var patient = await clinic.PatientAsync();
        var session = await patient.Call();
        await consultant.Take(session, LegKind.Intake);
        Device[] tabs = [patient.Device, await patient.AnotherTab(), consultant.Device, .. await Several(consultant.AnotherTab, 2)];
        foreach (var tab in tabs.Where(tab => tab.Joined is null))
            await tab.Join(session);

        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => tabs[i % tabs.Length].Say($"Сообщение {i}")));

        foreach (var tab in tabs)
            await tab.Until(() => tab.Texts.Length == 40, "every tab has every message");
        Assert.All(tabs, tab => Assert.Equal(tabs[0].Texts, tab.Texts));
        Assert.All(tabs, tab => Assert.Equal(Enumerable.Range(1, tab.Log.Count).Select(number => (long)number), tab.Log.Keys));
        Assert.All(tabs, tab => Assert.Equal(tab.Pushed.Count, tab.Pushed.Select(pushed => pushed.Event.Sequence).Distinct().Count()));
    }

    [Fact]
    public async Task An_answered_offer_falls_silent_on_every_tab_within_a_second()
    {
        await using var consultant = await clinic.OnDutyAsync("consultant4");
        await using var patient = await clinic.PatientAsync();
        Device[] tabs = [consultant.Device, .. await Several(consultant.AnotherTab, 2)];
        var session = await patient.Call();
        var offer = await consultant.Offered(session, LegKind.Intake);
        foreach (var tab in tabs)
            await tab.Until(() => tab.Offers.Any(ringing => ringing.OfferId == offer.OfferId), "every tab rings");

        await tabs[1].Command<OfferAnswer>("AnswerOffer", offer.OfferId, true);

        await Task.WhenAll(tabs.Select(tab => tab.Until(
            () => tab.Gone.Contains((offer.OfferId, OfferGoneReason.Accepted)), "the tab falls silent", within: TimeSpan.FromSeconds(1))));
    }

    [Fact]
    public async Task Typing_and_duty_reach_the_others_and_coverage_reaches_staff()
    {
        await using var consultant = await clinic.OnDutyAsync("consultant5");
        await using var patient = await clinic.PatientAsync();
        var session = await patient.Call();
        await consultant.Take(session, LegKind.Intake);

        await patient.Device.Tell("Typing", session);
        await consultant.Device.Until(() => consultant.Device.Typing.Contains(ParticipantId.Patient), "the patient types");
        await consultant.Device.Tell("Typing", session);
        await patient.Device.Until(() => patient.Device.Typing.Any(who => who != ParticipantId.Patient), "the consultant types");
        Assert.DoesNotContain(ParticipantId.Patient, patient.Device.Typing);

        var tab = await consultant.AnotherTab();
        await tab.Until(() => tab.Coverage.Select(coverage => coverage.Queue).Distinct().Count() == 3, "how the three queues are covered");
        await consultant.Device.Command<DutyView>("SetDuty", Duty.Away);
        await tab.Until(() => tab.Duties.Any(duty => duty.Duty == Duty.Away), "the other tab follows the switch");
    }

    private static async Task<Device[]> Several(Func<Task<Device>> open, int count) => await Task.WhenAll(Enumerable.Range(0, count).Select(_ => open()));
}

[Collection(nameof(OnSqlite))]
public sealed class TogetherTestsOnSqlite(SqliteClinic clinic) : TogetherTests(clinic);

[Collection(nameof(OnPostgres))]
public sealed class TogetherTestsOnPostgres(PostgresClinic clinic) : TogetherTests(clinic);
