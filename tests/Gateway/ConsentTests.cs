using System.Net;
using System.Net.Http.Json;
using Medzdrav.Contracts;

namespace Medzdrav.Tests.Gateway;

/// <summary>S2.3 over the wire: who confirms, what of it can be read again, and how far it is settled who calls.</summary>
public abstract class ConsentTests(Clinic clinic)
{
    [Fact]
    public async Task A_confirmed_consent_is_read_and_kept_by_the_persons_own_side_alone()
    {
        await using var consultant = await clinic.OnDutyAsync("consultant1");
        await using var patient = await clinic.PatientAsync();
        await using var other = await clinic.PatientAsync();
        var session = await patient.Call();
        await consultant.Take(session, LegKind.Intake);
        var asked = (await consultant.Device.Command<SessionView>("RequestConsent", session)).Consent;
        Assert.Equal(patient.Person.Name, asked.By);
        Assert.Equal("invalid", await patient.Device.Refused("ConfirmConsent", CommandId.New(), session, new { representative = "Иванова Анна" }));
        Assert.Equal("wrongConsentVersion", await patient.Device.Refused("ConfirmConsent", CommandId.New(), session, "2020-01"));
        Assert.Equal(HttpStatusCode.NotFound, await clinic.StatusAsync($"/api/patients/{patient.Person.PatientId}/consents/{asked.Requested}", patient.Tokens));

        await patient.Device.Command<SessionView>("ConfirmConsent", session, new { textVersion = asked.Requested, representative = "Иванова Анна" });

        var path = $"/api/patients/{patient.Person.PatientId}/consents/{asked.Requested}";
        using var answer = await clinic.GetAsync(path, patient.Tokens);
        var copy = (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<ConsentCopy>(WireJson.Options))!;
        Assert.Equal((patient.Person.Name, patient.Person.Name, copy.Text.Hash, null), (copy.PatientName, copy.ConfirmedBy, copy.TextHash, copy.WithdrawnAt));
        Assert.StartsWith("<p>", copy.Text.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await clinic.StatusAsync(path, other.Tokens));
        Assert.Equal(HttpStatusCode.Forbidden, await clinic.StatusAsync(path, consultant.Tokens));
        Assert.Equal(HttpStatusCode.NotFound, await clinic.StatusAsync(path + "-nothing", patient.Tokens));
        Assert.Equal(HttpStatusCode.Unauthorized, (await clinic.Http.GetAsync(new Uri(path, UriKind.Relative))).StatusCode);

        using var withdrawn = await clinic.PostAsync($"/api/patients/{patient.Person.PatientId}/consent/withdraw", new { }, patient.Tokens);
        withdrawn.EnsureSuccessStatusCode();
        using var again = await clinic.GetAsync(path, patient.Tokens);
        Assert.NotNull((await again.Content.ReadFromJsonAsync<ConsentCopy>(WireJson.Options))!.WithdrawnAt);
    }

    [Fact]
    public async Task A_declined_consent_is_told_to_the_consultant_and_stays_to_be_confirmed()
    {
        await using var consultant = await clinic.OnDutyAsync("consultant1");
        await using var patient = await clinic.PatientAsync();
        var session = await patient.Call();
        await consultant.Take(session, LegKind.Intake);
        var asked = (await consultant.Device.Command<SessionView>("RequestConsent", session)).Consent.Requested;
        Assert.Equal("wrongConsentVersion", await patient.Device.Refused("DeclineConsent", CommandId.New(), session, "2020-01"));
        Assert.Equal("wrongRole", await consultant.Device.Refused("DeclineConsent", CommandId.New(), session, asked));

        Assert.Equal(asked, (await patient.Device.Command<SessionView>("DeclineConsent", session, asked)).Consent.Declined);

        await consultant.Device.Until(() => consultant.Device.Kinds.Contains("consentDeclined"), "the consultant hears of it");
        Assert.Equal("consentRequired", await consultant.Device.Refused("Transfer", CommandId.New(), session, new { to = "therapist", reason = "Боль" }));
        var confirmed = (await patient.Device.Command<SessionView>("ConfirmConsent", session, asked)).Consent;
        Assert.Equal((asked, null, null), (confirmed.Confirmed, confirmed.Requested, confirmed.Declined));
    }

    [Fact]
    public async Task Staff_are_told_how_far_it_is_settled_who_calls_and_the_patient_is_not()
    {
        await using var consultant = await clinic.OnDutyAsync("consultant2");
        await using var patient = await clinic.PatientAsync();
        await using var visitor = await Device.ConnectAsync(clinic, (await clinic.VisitAsync()).AccessToken);
        var unknown = (await visitor.Ask<SessionView>("OpenSession", new { commandId = CommandId.New(), mode = "chat" })).SessionId;
        Assert.Null((await visitor.Join(unknown)).View.Identity);
        Assert.Equal(IdentityLevel.None, (await consultant.Take(unknown, LegKind.Intake)).Identity);
        await visitor.Command<SessionView>("LeaveSession", unknown);

        var session = await patient.Call();
        Assert.Equal(IdentityLevel.CodeConfirmed, (await consultant.Take(session, LegKind.Intake)).Identity);
        Assert.Equal(IdentityLevel.CodeConfirmed, (await consultant.Device.Join(session)).View.Identity);
        Assert.Null((await patient.Device.Join(session)).View.Identity);
    }
}

[Collection(nameof(OnSqlite))]
public sealed class ConsentTestsOnSqlite(SqliteClinic clinic) : ConsentTests(clinic);

[Collection(nameof(OnPostgres))]
public sealed class ConsentTestsOnPostgres(PostgresClinic clinic) : ConsentTests(clinic);
