using Medzdrav.Contracts;

namespace Medzdrav.Tests.Gateway;

/// <summary>Sessions under two hosts of one platform, and the consent of each insurer.</summary>
public abstract class InsurerSessionTests(Clinic clinic)
{
    private const string Romashka = "romashka.localhost";
    private const string Vasilek = "vasilek.localhost";

    // Of the demo set: insured by both.
    private const string InsuredTwice = "+79000000007";

    [Fact]
    public async Task A_visitors_session_is_the_hosts_insurers_and_staff_see_whose()
    {
        await using var consultant = await clinic.OnDutyAsync("consultant1");
        foreach (var (host, name) in new[] { (Romashka, "Ромашка Страхование"), (Vasilek, "Василёк Полис"), ("127.0.0.1", "Медздрав") })
        {
            await using var caller = await Device.ConnectAtAsync(clinic, host, (await clinic.VisitAsync()).AccessToken);
            var view = await caller.Ask<SessionView>("OpenSession", new { commandId = CommandId.New(), mode = "chat" });
            Assert.Equal(name, view.Insurer!.Name);
            await caller.Join(view.SessionId);

            Assert.Equal(name, (await consultant.Offered(view.SessionId, LegKind.Intake)).Insurer!.Name);
            var taken = await consultant.Take(view.SessionId, LegKind.Intake);
            Assert.Equal(name, taken.Insurer!.Name);
            var desk = await consultant.Device.Ask<DeskView>("Desk");
            Assert.Equal(name, desk.Sessions.Single(session => session.SessionId == view.SessionId).Insurer!.Name);
            await caller.Command<SessionView>("LeaveSession", view.SessionId);
        }
    }

    [Fact]
    public async Task The_code_that_a_consultant_sends_comes_in_the_words_of_the_sessions_insurer()
    {
        await using var consultant = await clinic.OnDutyAsync("consultant1");
        await using var caller = await Device.ConnectAtAsync(clinic, Romashka, (await clinic.VisitAsync()).AccessToken);
        var session = (await caller.Ask<SessionView>("OpenSession", new { commandId = CommandId.New(), mode = "chat" })).SessionId;
        await caller.Join(session);
        await consultant.Take(session, LegKind.Intake);

        await consultant.Device.Command<AssistedCodeSent>("SendSignInCode", session, "+79990002001");

        Assert.Contains("«Ромашка Здоровье». Назовите код", (await clinic.SentAsync("+79990002001"))[0].Text, StringComparison.Ordinal);
        await caller.Command<SessionView>("LeaveSession", session);
    }

    [Fact]
    public async Task A_person_of_two_insurers_confirms_the_text_of_each()
    {
        await using var consultant = await clinic.OnDutyAsync("consultant1");
        var tokens = await clinic.SignInByCodeAsync(InsuredTwice);
        var person = (await clinic.MeAsync(tokens)).Patients[0];
        Assert.Equal(["romashka", "vasilek"], person.Policies.Select(policy => policy.Insurer.InsurerId.Value).Order());

        Assert.Equal("romashka-1", await ConsentAsync(consultant, tokens, person.PatientId, Romashka));
        // The consent to the one is none to the other.
        Assert.Equal("vasilek-1", await ConsentAsync(consultant, tokens, person.PatientId, Vasilek));
        Assert.Null(await ConsentAsync(consultant, tokens, person.PatientId, Romashka));

        var me = (await clinic.MeAsync(tokens)).Patients[0];
        Assert.Equal([("romashka", "romashka-1"), ("vasilek", "vasilek-1")], me.Consents.Select(consent => (consent.Insurer.InsurerId.Value, consent.TextVersion)).Order());
        using var withdrawn = await clinic.PostAsync($"/api/patients/{person.PatientId}/consent/withdraw", new { }, tokens);
        withdrawn.EnsureSuccessStatusCode();
        Assert.Empty((await clinic.MeAsync(tokens)).Patients[0].Consents);
    }

    [Fact]
    public async Task A_valid_policy_says_whose_the_session_is_whatever_the_host()
    {
        var tokens = await clinic.SignInByCodeAsync("+79000000014");
        var person = (await clinic.MeAsync(tokens)).Patients[0];
        await using var caller = await Device.ConnectAtAsync(clinic, Vasilek, tokens.AccessToken);

        var view = await caller.Ask<SessionView>("OpenSession", new { commandId = CommandId.New(), mode = "chat", patientId = person.PatientId });

        Assert.Equal(("romashka", "romashka"), (person.Policy!.Insurer.InsurerId.Value, view.Insurer!.InsurerId.Value));
        await caller.Command<SessionView>("LeaveSession", view.SessionId);
    }

    /// <summary>A session under a host, in which the consultant sends the consent and the patient confirms it.</summary>
    /// <returns>The version that was asked for; null when one was in force already.</returns>
    private async Task<string?> ConsentAsync(Specialist consultant, TokenPair tokens, PatientId person, string host)
    {
        await using var patient = await Device.ConnectAtAsync(clinic, host, tokens.AccessToken);
        var session = (await patient.Ask<SessionView>("OpenSession", new { commandId = CommandId.New(), mode = "chat", patientId = person })).SessionId;
        await patient.Join(session);
        var taken = await consultant.Take(session, LegKind.Intake);
        var asked = taken.Consent.Confirmed is null ? (await consultant.Device.Command<SessionView>("RequestConsent", session)).Consent.Requested : null;
        if (asked is not null)
            Assert.Equal(asked, (await patient.Command<SessionView>("ConfirmConsent", session, asked)).Consent.Confirmed);
        Assert.Null((await consultant.Device.Reply<SessionView>("Transfer", CommandId.New(), session, new { to = "therapist", reason = "Кашель", overrideReason = "Так договорились" })).Refusal);
        await patient.Command<SessionView>("LeaveSession", session);
        return asked;
    }
}

[Collection(nameof(OnSqlite))]
public sealed class SqliteInsurerSessionTests(SqliteClinic clinic) : InsurerSessionTests(clinic);

[Collection(nameof(OnPostgres))]
public sealed class PostgresInsurerSessionTests(PostgresClinic clinic) : InsurerSessionTests(clinic);
