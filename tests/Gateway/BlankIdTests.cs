using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Medzdrav.Contracts;

namespace Medzdrav.Tests.Gateway;

/// <summary>An id of nothing but white space is no grain's key: every door says so, in both encodings.</summary>
public abstract class BlankIdTests(Clinic clinic)
{
    [Theory]
    [InlineData(" ")]
    [InlineData("\u00a0")]
    [InlineData("\u2003\u3000")]
    public async Task A_blank_id_in_a_hub_call_is_refused_as_invalid(string blank)
    {
        await using var patient = await clinic.PatientAsync();
        await using var desk = await Device.ConnectAsync(clinic, (await clinic.SignInAsStaffAsync("consultant2")).AccessToken);
        var (session, tab) = (await patient.Call(), patient.Device);

        Assert.Equal("invalid", await tab.Refused("JoinSession", blank, 0));
        Assert.Equal("invalid", await tab.Refused("SendMessage", CommandId.New(), blank, "Раз", Array.Empty<string>()));
        Assert.Equal("invalid", await tab.Refused("SendMessage", CommandId.New(), session, "Раз", new[] { blank }));
        Assert.Equal("invalid", await tab.Refused("ChoosePatient", CommandId.New(), session, blank));
        Assert.Equal("invalid", await tab.Refused("OpenSession", new { commandId = CommandId.New(), mode = "chat", patientId = blank }));
        Assert.Equal("invalid", await tab.Refused("RequestCallback", CommandId.New(), new { sessionId = blank }));
        Assert.Equal("invalid", await desk.Refused("AnswerOffer", CommandId.New(), blank, true));
        Assert.Equal("invalid", await desk.Refused("ClaimTask", CommandId.New(), blank));
        await tab.Say("Связь жива");
    }

    [Theory]
    [InlineData("%20")]
    [InlineData("%C2%A0")]
    [InlineData("%E3%80%80")]
    public async Task A_blank_id_in_an_address_names_nothing(string blank)
    {
        await using var patient = await clinic.PatientAsync();
        using var browser = new Browser(clinic);
        Assert.Equal(HttpStatusCode.NoContent, await browser.PostAsync("/api/visitors", new { client = "web" }));
        using var doctor = await Browser.OfStaffAsync(clinic, "therapist1");

        Assert.Equal(HttpStatusCode.BadRequest, await clinic.StatusAsync($"/api/ice-servers?sessionId={blank}", patient.Tokens));
        Assert.Equal(HttpStatusCode.NotFound, await clinic.StatusAsync($"/api/consents/{blank}", patient.Tokens));
        foreach (var address in new[] { $"/api/conclusions/{blank}", $"/api/patients/{blank}/documents", $"/api/documents/{blank}", $"/api/uploads/{blank}" })
            Assert.Equal((address, HttpStatusCode.NotFound), (address, await clinic.StatusAsync(address, patient.Tokens)));
        foreach (var page in new[] { $"/session/{blank}", $"/consents/{blank}", $"/conclusions/{blank}", $"/medcards/{blank}/looks", $"/medcards/{blank}/consents/1", $"/medcards/1/consents/{blank}" })
            await NothingAtAsync(page, browser);
        await NothingAtAsync($"/conclusions/{blank}", doctor);
        await NothingAtAsync($"/conclusions/{blank}/correct", doctor);
    }

    [Fact]
    public async Task A_claim_of_a_blank_session_is_invalid()
    {
        using var answer = await clinic.PostAsync("/api/sign-in/claim", new { sessionId = " ", client = "app" }, await clinic.VisitAsync());

        Assert.Equal((HttpStatusCode.BadRequest, "invalid"), (answer.StatusCode, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString()));
    }

    private static async Task NothingAtAsync(string page, Browser browser)
    {
        using var answer = await browser.Http.GetAsync(new Uri(page, UriKind.Relative));
        Assert.Equal((page, HttpStatusCode.NotFound), (page, answer.StatusCode));
    }
}

[Collection(nameof(OnSqlite))]
public sealed class BlankIdTestsOnSqlite(SqliteClinic clinic) : BlankIdTests(clinic);

[Collection(nameof(OnPostgres))]
public sealed class BlankIdTestsOnPostgres(PostgresClinic clinic) : BlankIdTests(clinic);
