using System.Net;
using Medzdrav.Contracts;
using Microsoft.AspNetCore.SignalR;

namespace Medzdrav.Tests.Gateway;

public abstract class AssistedSignInTests(Clinic clinic)
{
    private static readonly TimeSpan CutWithin = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task A_consultant_signs_the_visitor_in_and_the_same_session_goes_on()
    {
        var (phone, person) = await SomebodyAsync();
        await using var consultant = await clinic.OnDutyAsync("consultant1");
        await using var visitor = await Visitor.ComeAsync(clinic);
        var session = await visitor.Call();
        await consultant.Take(session, LegKind.Intake);
        await visitor.Device.Say("Мой номер такой-то");

        var sent = await consultant.Device.Command<AssistedCodeSent>("SendSignInCode", session, phone);
        Assert.EndsWith(phone[^2..], sent.MaskedPhone, StringComparison.Ordinal);
        Assert.DoesNotContain(phone, sent.MaskedPhone, StringComparison.Ordinal);
        var signedIn = await consultant.Device.Command<AssistedSignIn>("ConfirmSignIn", session, $"Пациент говорит: {await clinic.LastCodeAsync(phone)}.");
        Assert.Contains(signedIn.Patients, found => found.PatientId == person.PatientId);
        await visitor.Device.Until(() => visitor.Device.Kinds.Contains("signedIn"), "the visitor is told");

        var (before, old) = (visitor.Device, visitor.Tokens);
        var back = await visitor.Claim();

        await before.Closed.WaitAsync(CutWithin);
        Assert.Equal(HttpStatusCode.Unauthorized, (await clinic.GetAsync("/api/me", old)).StatusCode);
        // Whoever has the visitor's tokens, too, claims nothing with them.
        foreach (var claim in new object[] { new { sessionId = session, client = "app" }, new { sessionId = session, client = "app", commandId = CommandId.New() } })
            Assert.Equal(HttpStatusCode.Unauthorized, (await clinic.PostAsync("/api/sign-in/claim", claim, old)).StatusCode);
        var me = await clinic.MeAsync(visitor.Tokens);
        Assert.False(me.Visitor);
        Assert.Contains(me.Patients, found => found.PatientId == person.PatientId);
        Assert.Equal(session, Assert.Single(me.OpenSessions).SessionId);
        Assert.Equal(["Мой номер такой-то"], back.Texts);
        await back.Say("Это снова я");
        await consultant.Device.Until(() => consultant.Device.Texts.Contains("Это снова я"), "the talk goes on");
        Assert.True((await consultant.Device.Ask<IntakeView>("Intake", session)).SignedIn);
    }

    [Fact]
    public async Task A_browsers_cookie_is_replaced_in_the_same_answer()
    {
        var (phone, _) = await SomebodyAsync();
        await using var consultant = await clinic.OnDutyAsync("consultant2");
        using var browser = new Browser(clinic);
        Assert.Equal(HttpStatusCode.NoContent, await browser.PostAsync("/api/visitors", new { client = "web" }));
        await using var tab = await Device.ConnectWithCookieAsync(clinic.Address, browser.Cookie);
        var session = (await tab.Ask<SessionView>("OpenSession", new { commandId = CommandId.New(), mode = "chat" })).SessionId;
        await tab.Join(session);
        await consultant.Take(session, LegKind.Intake);
        await consultant.Device.Command<AssistedCodeSent>("SendSignInCode", session, phone);
        await consultant.Device.Command<AssistedSignIn>("ConfirmSignIn", session, await clinic.LastCodeAsync(phone));

        Assert.Equal(HttpStatusCode.NoContent, await browser.PostAsync("/api/sign-in/claim", new { sessionId = session, client = "web" }));

        await tab.Closed.WaitAsync(CutWithin);
        await using var back = await Device.ConnectWithCookieAsync(clinic.Address, browser.Cookie);
        Assert.True((await back.Join(session)).View.SignedIn);
        await back.Command<SessionView>("LeaveSession", session);
    }

    [Fact]
    public async Task Malformed_calls_of_consultants_are_refused()
    {
        await using var consultant = await clinic.OnDutyAsync("consultant3");
        await using var visitor = await Visitor.ComeAsync(clinic);
        var (session, desk) = (await visitor.Call(), consultant.Device);
        await consultant.Take(session, LegKind.Intake);
        var tooLong = new string('1', 201);

        Assert.Equal("invalidPhone", await desk.Refused("SendSignInCode", CommandId.New(), session, null));
        Assert.Equal("invalidPhone", await desk.Refused("SendSignInCode", CommandId.New(), session, tooLong));
        Assert.Equal("invalidPhone", await desk.Refused("SendSignInCode", CommandId.New(), session, "112"));
        Assert.Equal("codeExpired", await desk.Refused("ConfirmSignIn", CommandId.New(), session, "123456"));
        await desk.Command<AssistedCodeSent>("SendSignInCode", session, "8 916 111-00-77");
        Assert.Equal("invalidCode", await desk.Refused("ConfirmSignIn", CommandId.New(), session, ""));
        Assert.Equal("invalidCode", await desk.Refused("ConfirmSignIn", CommandId.New(), session, "не знаю"));
        Assert.Equal("invalid", await desk.Refused("Identify", CommandId.New(), session, new { }));
        Assert.Equal("invalid", await desk.Refused("Identify", CommandId.New(), session, null));
        Assert.Equal("invalid", await desk.Refused("Identify", CommandId.New(), session, new { policyNumber = "1", name = "Иванов", birthDate = "31.12.1990" }));
        Assert.Equal("invalid", await desk.Refused("Identify", CommandId.New(), session, new { policyNumber = "1", name = tooLong, birthDate = "1990-12-31" }));
        foreach (var (name, birthDate) in new[] { ("Я", "1990-12-31"), ("Иванова А", "1990-12-31"), ("Иванова Анна", "2190-12-31"), ("Иванова Анна", "1826-12-31") })
            Assert.Equal("invalid", await desk.Refused("Identify", CommandId.New(), session, new { policyNumber = "нет", name, birthDate }));
        Assert.Equal("personUnknown", await desk.Refused("Identify", CommandId.New(), session, new { policyNumber = "нет", name = "Никто Никто", birthDate = "1990-12-31", extra = 1 }));
        Assert.Equal("invalidPhone", await desk.Refused("RegisterPatient", CommandId.New(), session, new { policyNumber = "1", name = "Иванов", birthDate = "1990-12-31" }));
        Assert.Equal("invalid", await desk.Refused("FindPatients", CommandId.New(), null));
        Assert.Equal("invalid", await desk.Refused("FindPatients", CommandId.New(), "ю"));
        Assert.Equal("notFound", await desk.Refused("ClaimTask", CommandId.New(), "no-such-task"));
        Assert.Equal("invalid", await desk.Refused("ClaimTask", CommandId.New(), new { }));
        Assert.Equal("invalid", await desk.Refused("FinishTask", CommandId.New(), "no-such-task", "forgotten"));
        Assert.Equal("invalid", await visitor.Device.Refused("RequestCallback", CommandId.New(), new { phone = tooLong }));
        Assert.Equal("invalid", await visitor.Device.Refused("RequestCallback", CommandId.New(), new { sessionId = 7 }));
        Assert.Equal("invalid", await visitor.Device.Refused("RequestCallback", Guid.Empty, new { phone = "+79123456789" }));
        await Assert.ThrowsAsync<HubException>(() => desk.Refused("Identify", CommandId.New(), session, new { policyNumber = 1, name = "Иванов", birthDate = "1990-12-31" }));
        await Assert.ThrowsAsync<HubException>(() => desk.Refused("Identify", CommandId.New(), session));
        await Assert.ThrowsAsync<HubException>(() => desk.Refused("Tasks", session));
        await Assert.ThrowsAsync<HubException>(() => desk.Refused("ConfirmSignIn", CommandId.New(), session, 123456));
        await Assert.ThrowsAsync<HubException>(() => visitor.Device.Refused("RequestCallback", CommandId.New(), "+79123456789"));
        await consultant.Device.Say("Связь жива");
    }

    [Fact]
    public async Task Doctors_and_patients_have_no_calls_of_consultants()
    {
        await using var patient = await clinic.PatientAsync();
        await using var doctor = await clinic.OnDutyAsync("therapist1");
        var session = await patient.Call();

        foreach (var (device, refusal) in new[] { (patient.Device, "wrongRole"), (doctor.Device, "rightMissing") })
        {
            Assert.Equal(refusal, await device.Refused("Intake", session));
            Assert.Equal(refusal, await device.Refused("SendSignInCode", CommandId.New(), session, "+79123456789"));
            Assert.Equal(refusal, await device.Refused("ConfirmSignIn", CommandId.New(), session, "123456"));
            Assert.Equal(refusal, await device.Refused("Identify", CommandId.New(), session, new { policyNumber = "1", name = "Я", birthDate = "1990-12-31" }));
            Assert.Equal(refusal, await device.Refused("RegisterPatient", CommandId.New(), session, new { }));
            Assert.Equal(refusal, await device.Refused("FindPatients", CommandId.New(), "Иванов"));
            Assert.Equal(refusal, await device.Refused("Tasks"));
            Assert.Equal(refusal, await device.Refused("ClaimTask", CommandId.New(), "task"));
            Assert.Equal(refusal, await device.Refused("FinishTask", CommandId.New(), "task", "done"));
        }
    }

    /// <summary>A phone with a person, whom no other test uses.</summary>
    private async Task<(string Phone, PatientView Person)> SomebodyAsync()
    {
        await using var patient = await clinic.PatientAsync();
        return (patient.Phone, patient.Person);
    }
}

[Collection(nameof(OnSqlite))]
public sealed class AssistedSignInTestsOnSqlite(SqliteClinic clinic) : AssistedSignInTests(clinic);

[Collection(nameof(OnPostgres))]
public sealed class AssistedSignInTestsOnPostgres(PostgresClinic clinic) : AssistedSignInTests(clinic);
