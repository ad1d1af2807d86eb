using System.Net;
using Medzdrav.Contracts;

namespace Medzdrav.Tests.Gateway;

public abstract class StrangerTests(Clinic clinic)
{
    private static readonly object Draft = new { complaints = "", history = "", diagnosis = "", recommendations = "" };
    private static readonly object ToTherapist = new { to = "therapist", reason = "так надо" };
    private static readonly string[] NoDocuments = [];

    [Fact]
    public async Task Another_persons_session_is_as_if_it_were_not_there()
    {
        await using var owner = await clinic.PatientAsync();
        await using var stranger = await clinic.PatientAsync();
        var session = await owner.Call();

        foreach (var wanted in new[] { session, new SessionId("nobody-ever-opened-this") })
        {
            Assert.Equal("notFound", await stranger.Device.Refused("JoinSession", wanted, 0));
            Assert.Equal("notFound", await stranger.Device.Refused("SendMessage", CommandId.New(), wanted, "Пустите", NoDocuments));
            Assert.Equal("notFound", await stranger.Device.Refused("MarkRead", wanted, 1));
            Assert.Equal("notFound", await stranger.Device.Refused("ChoosePatient", CommandId.New(), wanted, stranger.Person.PatientId));
            Assert.Equal("notFound", await stranger.Device.Refused("ConfirmConsent", CommandId.New(), wanted, "2026-11"));
            Assert.Equal("notFound", await stranger.Device.Refused("ChangeMode", CommandId.New(), wanted, "audio"));
            Assert.Equal("notFound", await stranger.Device.Refused("LeaveSession", CommandId.New(), wanted));
        }
        await stranger.Device.Tell("Typing", session);
        await owner.Device.Say("Я здесь");
        await owner.Device.Until(() => owner.Device.Texts.Length == 1, "the owner's own message");
        Assert.Empty(owner.Device.Typing);
        var own = await stranger.Call();
        await stranger.Device.Say("И я здесь");
        await stranger.Device.Until(() => stranger.Device.Texts.Length == 1, "the stranger's own message");
        Assert.All(stranger.Device.Pushed, pushed => Assert.Equal(own, pushed.Session));
    }

    [Fact]
    public async Task Staff_who_are_not_with_the_patient_see_nothing_of_them()
    {
        await using var owner = await clinic.PatientAsync();
        await using var consultant = await clinic.OnDutyAsync("consultant6");
        var session = await owner.Call();
        var offer = await consultant.Offered(session, LegKind.Intake);
        await using var doctor = await clinic.OnDutyAsync("therapist3");

        foreach (var outsider in new[] { consultant.Device, doctor.Device })
            foreach (var wanted in new[] { session, new SessionId("nobody-ever-opened-this") })
            {
                Assert.Equal("notFound", await outsider.Refused("JoinSession", wanted, 0));
                Assert.Equal("notFound", await outsider.Refused("PatientCard", wanted));
                Assert.Equal("notFound", await outsider.Refused("SendMessage", CommandId.New(), wanted, "Кто там?", NoDocuments));
            }
        foreach (var wanted in new[] { session, new SessionId("nobody-ever-opened-this") })
        {
            Assert.Equal("notFound", await consultant.Device.Refused("RequestConsent", CommandId.New(), wanted));
            Assert.Equal("notFound", await consultant.Device.Refused("Transfer", CommandId.New(), wanted, ToTherapist));
            Assert.Equal("notFound", await consultant.Device.Refused("CloseSession", CommandId.New(), wanted, "completed"));
            Assert.Equal("notFound", await doctor.Device.Refused("EndConsultation", CommandId.New(), wanted));
            Assert.Equal("notFound", await doctor.Device.Refused("Conclusion", wanted));
            Assert.Equal("notFound", await doctor.Device.Refused("SaveConclusion", CommandId.New(), wanted, Draft));
            Assert.Equal("notFound", await doctor.Device.Refused("SignConclusion", CommandId.New(), wanted));
        }
        Assert.Equal("offerGone", await doctor.Device.Refused("AnswerOffer", CommandId.New(), offer.OfferId, true));
    }

    [Fact]
    public async Task The_wrong_role_is_told_so_whatever_it_asks_about()
    {
        await using var patient = await clinic.PatientAsync();
        await using var consultant = await clinic.OnDutyAsync("consultant1");
        var session = await patient.Call();

        foreach (var wanted in new[] { session, new SessionId("nobody-ever-opened-this") })
        {
            Assert.Equal("wrongRole", await patient.Device.Refused("PatientCard", wanted));
            Assert.Equal("wrongRole", await patient.Device.Refused("RequestConsent", CommandId.New(), wanted));
            Assert.Equal("wrongRole", await patient.Device.Refused("Transfer", CommandId.New(), wanted, ToTherapist));
            Assert.Equal("wrongRole", await patient.Device.Refused("CloseSession", CommandId.New(), wanted, "completed"));
            Assert.Equal("wrongRole", await patient.Device.Refused("EndConsultation", CommandId.New(), wanted));
            Assert.Equal("wrongRole", await patient.Device.Refused("SignConclusion", CommandId.New(), wanted));
            Assert.Equal("wrongRole", await consultant.Device.Refused("ConfirmConsent", CommandId.New(), wanted, "2026-11"));
            Assert.Equal("wrongRole", await consultant.Device.Refused("LeaveSession", CommandId.New(), wanted));
        }
        Assert.Equal("wrongRole", await patient.Device.Refused("Desk"));
        Assert.Equal("wrongRole", await patient.Device.Refused("SetDuty", CommandId.New(), "available"));
        Assert.Equal("wrongRole", await patient.Device.Refused("AnswerOffer", CommandId.New(), "offer", true));
        Assert.Equal("wrongRole", await consultant.Device.Refused("OpenSession", new { commandId = CommandId.New(), mode = "chat" }));
    }

    [Fact]
    public async Task Another_persons_records_are_as_if_they_were_not_there()
    {
        await using var owner = await clinic.PatientAsync();
        await using var stranger = await clinic.PatientAsync();

        var yours = await AnswerAsync($"/api/patients/{owner.Person.PatientId}/calendar", stranger.Tokens);
        var nobodys = await AnswerAsync("/api/patients/nobody/calendar", stranger.Tokens);

        Assert.Equal(HttpStatusCode.NotFound, yours.Status);
        Assert.Equal(nobodys, yours);
        Assert.Equal(nobodys, await AnswerAsync("/api/conclusions/nobody", stranger.Tokens));
        Assert.Equal("notFound", await stranger.Device.Refused("OpenSession", new { commandId = CommandId.New(), mode = "chat", patientId = owner.Person.PatientId }));
    }

    private async Task<(HttpStatusCode Status, string Body)> AnswerAsync(string path, TokenPair tokens)
    {
        using var answer = await clinic.GetAsync(path, tokens);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}

[Collection(nameof(OnSqlite))]
public sealed class StrangerTestsOnSqlite(SqliteClinic clinic) : StrangerTests(clinic);

[Collection(nameof(OnPostgres))]
public sealed class StrangerTestsOnPostgres(PostgresClinic clinic) : StrangerTests(clinic);
