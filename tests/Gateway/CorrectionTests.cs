using System.Net;
using System.Net.Http.Json;
using Medzdrav.Contracts;

namespace Medzdrav.Tests.Gateway;

/// <summary>A signed conclusion is corrected by a next edition beside it, and the patient hears of it.</summary>
public abstract class CorrectionTests(Clinic clinic)
{
    private static readonly ConclusionText Cold = new("Кашель", "Три дня", "J06.9 ОРВИ", "Питьё");
    private static readonly ConclusionText Flu = new("Кашель", "Три дня", "J11.1 Грипп", "Постельный режим", "I10 Гипертензия", 5);

    [Fact]
    public async Task The_author_corrects_both_editions_stay_and_the_patient_is_told()
    {
        await using var consulted = await Consulted.BeginAsync(clinic);
        var (session, patient, doctor) = (consulted.Session, consulted.Patient, consulted.Doctor.Device.Hub);
        var first = await consulted.SignAsync(Cold);
        await using var another = await Device.ConnectAsync(clinic, (await clinic.SignInAsStaffAsync("therapist4")).AccessToken);

        Assert.Equal("notFound", (await another.Hub.CorrectConclusionAsync(session, Flu, first.ConclusionId)).Refusal!.Code);
        Assert.Equal("rightMissing", (await consulted.Consultant.Device.Hub.CorrectConclusionAsync(session, Flu, first.ConclusionId)).Refusal!.Code);
        Assert.Equal("wrongRole", (await patient.Device.Hub.CorrectConclusionAsync(session, Flu, first.ConclusionId)).Refusal!.Code);
        Assert.Equal("nothingCorrected", (await doctor.CorrectConclusionAsync(session, Cold, first.ConclusionId, first.Version)).Refusal!.Code);
        Assert.Equal("conclusionChanged", (await doctor.CorrectConclusionAsync(session, Flu, first.ConclusionId, first.Version + 1)).Refusal!.Code);
        var command = CommandId.New();
        var second = (await doctor.CorrectConclusionAsync(session, Flu, first.ConclusionId, first.Version, command)).Value!;
        Assert.Equal((2, 2, Flu, SignedText.HashOf(second)), (second.Edition, second.Editions, second.Text, second.TextHash));
        Assert.Equal(second, (await doctor.CorrectConclusionAsync(session, Flu, first.ConclusionId, first.Version, command)).Value);
        Assert.Equal("commandReused", (await doctor.CorrectConclusionAsync(session, Cold, first.ConclusionId, first.Version, command)).Refusal!.Code);

        await patient.Device.Until(() => patient.Device.Kinds.Contains("conclusionCorrected"), "the correction is told");
        Assert.Equal(2, Device.Data(patient.Device.Log.Values.Single(happened => happened.Kind == "conclusionCorrected")).GetProperty("edition").GetInt32());
        Assert.Equal(Flu, (await ReadAsync(first.ConclusionId, patient.Tokens)).Text);
        var former = await ReadAsync(first.ConclusionId, patient.Tokens, "?edition=1");
        Assert.Equal((Cold, 1, 2, first.TextHash, second.SignedAt), (former.Text, former.Edition, former.Editions, former.TextHash, former.CorrectedAt));
        Assert.Equal(former.TextHash, SignedText.HashOf(former));
        using var browser = await Browser.SignedInAsync(clinic, patient.Phone);
        Assert.Contains("исправлено: действует версия 2", await browser.Http.GetStringAsync($"/conclusions/{first.ConclusionId}?edition=1"), StringComparison.Ordinal);
        Assert.Contains("версия 2, исправленная", await browser.Http.GetStringAsync($"/conclusions/{first.ConclusionId}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_patient_who_has_left_is_told_by_SMS_of_the_signature_and_of_the_correction()
    {
        await using var consulted = await Consulted.BeginAsync(clinic);
        var (session, patient, doctor) = (consulted.Session, consulted.Patient, consulted.Doctor.Device.Hub);
        await doctor.EndConsultationAsync(session);
        await consulted.Consultant.Take(session, LegKind.FollowUp);
        await consulted.Consultant.Device.Command<SessionView>("CloseSession", session, "completed");

        var signed = await consulted.SignAsync(Cold);
        await SmsAsync(patient.Phone, "Медздрав: врач подписал заключение.");
        Assert.NotNull((await doctor.CorrectConclusionAsync(session, Flu, signed.ConclusionId)).Value);

        var sms = await SmsAsync(patient.Phone, "Медздрав: врач исправил заключение.");
        Assert.DoesNotContain("Грипп", sms, StringComparison.Ordinal);
    }

    private Task<string> SmsAsync(string phone, string beginning) => clinic.SmsAsync(phone, text => text.StartsWith(beginning, StringComparison.Ordinal));

    private async Task<ConclusionView> ReadAsync(ConclusionId conclusion, TokenPair tokens, string query = "")
    {
        using var answer = await clinic.GetAsync($"/api/conclusions/{conclusion}{query}", tokens);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<ConclusionView>(WireJson.Options))!;
    }
}

[Collection(nameof(OnSqlite))]
public sealed class CorrectionTestsOnSqlite(SqliteClinic clinic) : CorrectionTests(clinic);

[Collection(nameof(OnPostgres))]
public sealed class CorrectionTestsOnPostgres(PostgresClinic clinic) : CorrectionTests(clinic);
