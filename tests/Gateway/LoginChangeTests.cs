using System.Net;
using Medzdrav.Contracts;

namespace Medzdrav.Tests.Gateway;

/// <summary>An insurer's program gives a person another number while a session of theirs is open, and others stay on the former one.</summary>
public abstract class LoginChangeTests(Clinic clinic)
{
    private const string Anna = "Ромашкина Анна Павловна";
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(5);

    private readonly string number = Guid.NewGuid().ToString("N");

    [Fact]
    public async Task The_person_goes_on_by_the_new_number_and_the_former_one_is_out_within_five_seconds()
    {
        var (former, later) = (PhoneOf(), PhoneOf());
        await SendAsync(former);
        await SendAsync(former, "Ромашкин Олег Павлович");
        var before = await clinic.SignInByCodeAsync(former);
        var person = (await clinic.MeAsync(before)).Patients.Single(patient => patient.Name == Anna);
        await using var consultant = await clinic.OnDutyAsync("consultant1");
        await using var page = await Device.ConnectAsync(clinic, before.AccessToken);
        var session = (await page.Ask<SessionView>("OpenSession", new { commandId = CommandId.New(), mode = "chat", patientId = person.PatientId })).SessionId;
        await page.Join(session);
        await consultant.Take(session, LegKind.Intake);
        await consultant.Device.Command<SessionView>("RequestConsent", session);
        await page.Say("Болит горло");

        await SendAsync(later);

        await page.Until(() => page.Kinds.Contains("loginChanged"), "the former number's page is told", Within);
        await consultant.Device.Until(() => consultant.Device.Kinds.Contains("loginChanged"), "the consultant is told", Within);
        await consultant.Device.Say("Вы здесь?");
        foreach (var (method, arguments) in new (string, object?[])[]
            { ("JoinSession", [session, 0]), ("SendMessage", [CommandId.New(), session, "Это не я", Array.Empty<string>()]), ("ConfirmConsent", [CommandId.New(), session, "2026-11"]), ("ReadEarlier", [session, 2]), ("LeaveSession", [CommandId.New(), session]) })
        {
            var refusal = (await page.Reply<object>(method, arguments)).Refusal!;
            Assert.Equal((Refusal.NumberChanged.Code, Refusal.NumberChanged.Message), (refusal.Code, refusal.Message));
        }
        Assert.Equal(HttpStatusCode.NotFound, (await clinic.GetAsync($"/api/ice-servers?sessionId={session}", before)).StatusCode);
        var left = await clinic.MeAsync(before);
        Assert.Equal((1, 0), (left.Patients.Length, left.OpenSessions.Length));
        Assert.DoesNotContain("Вы здесь?", page.Texts);

        var tokens = await clinic.SignInByCodeAsync(later);
        Assert.Equal(session, Assert.Single((await clinic.MeAsync(tokens)).OpenSessions).SessionId);
        await using var back = await Device.ConnectAsync(clinic, tokens.AccessToken);
        Assert.Equal(session, (await back.Ask<SessionView>("OpenSession", new { commandId = CommandId.New(), mode = "chat", patientId = person.PatientId })).SessionId);
        await back.Join(session);
        Assert.Equal(["Болит горло", "Вы здесь?"], back.Texts);
        Assert.Equal("2026-11", (await back.Command<SessionView>("ConfirmConsent", session, "2026-11")).Consent.Confirmed);
        await consultant.Device.Until(() => consultant.Device.Kinds.Contains("rejoined"), "the consultant sees that the person is back");
        Assert.Equal(SessionPhase.Closed, (await back.Command<SessionView>("LeaveSession", session)).Phase);
    }

    private static string PhoneOf() => $"+7902{Random.Shared.Next(10_000_000):0000000}";

    private Task SendAsync(string phone, string name = Anna) => clinic.InsureAsync(number + name, name, phone);
}

[Collection(nameof(OnSqlite))]
public sealed class SqliteLoginChangeTests(SqliteClinic clinic) : LoginChangeTests(clinic);

[Collection(nameof(OnPostgres))]
public sealed class PostgresLoginChangeTests(PostgresClinic clinic) : LoginChangeTests(clinic);
