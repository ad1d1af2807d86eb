using System.Net.Http.Json;
using System.Security.Cryptography;
using Medzdrav.Contracts;

namespace Medzdrav.Tests.Gateway;

/// <summary>An upload that goes on at another gateway, and after the server was killed.</summary>
public sealed class UploadRestartTests(TwoGateways nodes) : IClassFixture<TwoGateways>
{
    [Fact]
    public async Task An_upload_goes_on_at_another_gateway_and_after_a_kill_and_is_one_document()
    {
        using var first = new HttpClient { BaseAddress = nodes.First };
        using var second = new HttpClient { BaseAddress = nodes.Second };
        var (tokens, person) = await ConsentingAsync(first);
        var (here, there, file) = (new Tus(first, tokens), new Tus(second, tokens), Photo.Pdf(1_000_000));
        var upload = await here.BegunAsync(person, "выписка.pdf", file.Length);

        var half = await here.CutAsync(upload, 0, file, pieces: 1);
        var stands = await there.CutAsync(upload, half, file[half..], pieces: 1);
        await nodes.RestartAsync();

        Assert.Equal(stands, (await here.HeadAsync(upload)).Offset);
        // Whatever the last part was answered, it is lost with the server.
        var last = Record.ExceptionAsync(() => here.PatchAsync(upload, stands, file[stands..]));
        await here.StandsAtAsync(upload, file.Length);
        await nodes.RestartAsync();
        await last;

        var document = (await here.OverAsync(upload)).DocumentId!.Value;
        Assert.Equal(document, (await here.OverAsync(upload)).DocumentId);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/documents/{document}?view=original") { Headers = { Authorization = new("Bearer", tokens.AccessToken) } };
        using var original = await first.SendAsync(request);
        Assert.Equal(SHA256.HashData(file), SHA256.HashData(await original.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync()));
    }

    private async Task<(TokenPair Tokens, PatientId Person)> ConsentingAsync(HttpClient http)
    {
        const string Phone = "+79000000011";
        using var asked = await http.PostAsJsonAsync("/api/sign-in/codes", new { phone = Phone });
        var attempt = await asked.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<CodeSent>(WireJson.Options);
        var sms = await http.GetFromJsonAsync<OutboxSms[]>($"/dev/sms?phone={Uri.EscapeDataString(Phone)}", WireJson.Options);
        using var signedIn = await http.PostAsJsonAsync("/api/sign-in", new { attemptId = attempt!.AttemptId, code = sms![0].Code, client = "app" });
        var tokens = (await signedIn.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<TokenPair>(WireJson.Options))!;
        using var me = new HttpRequestMessage(HttpMethod.Get, "/api/me") { Headers = { Authorization = new("Bearer", tokens.AccessToken) } };
        using var known = await http.SendAsync(me);
        var person = (await known.Content.ReadFromJsonAsync<Me>(WireJson.Options))!.Patients[0].PatientId;

        await using var desk = await Device.ConnectAsync(nodes.First, (await nodes.StaffAsync("consultant4")).AccessToken);
        await desk.Command<DutyView>("SetDuty", Duty.Available);
        await using var patient = await Device.ConnectAsync(nodes.First, tokens.AccessToken);
        var session = (await patient.Ask<SessionView>("OpenSession", new { commandId = CommandId.New(), mode = "chat", patientId = person })).SessionId;
        await patient.Join(session);
        await desk.Until(() => desk.Offers.Any(offer => offer.SessionId == session), "the patient rings");
        await desk.Command<OfferAnswer>("AnswerOffer", desk.Offers.Last(offer => offer.SessionId == session).OfferId, true);
        await desk.Join(session);
        var consent = await desk.Command<SessionView>("RequestConsent", session);
        await patient.Command<SessionView>("ConfirmConsent", session, consent.Consent.Requested);
        await desk.Command<DutyView>("SetDuty", Duty.Off);
        return (tokens, person);
    }
}
