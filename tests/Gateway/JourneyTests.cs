using System.Net;
using System.Net.Http.Json;
using Medzdrav.Contracts;

namespace Medzdrav.Tests.Gateway;

public abstract class JourneyTests(Clinic clinic)
{
    private static readonly object Written = new { complaints = "Кашель", history = "Третий день", diagnosis = "ОРВИ", recommendations = "Пить тёплое" };

    [Fact]
    public async Task An_urgent_chat_goes_from_the_call_to_the_signed_conclusion_in_the_calendar()
    {
        await using var consultant = await clinic.OnDutyAsync("consultant1");
        await using var doctor = await clinic.OnDutyAsync("therapist1");
        await using var patient = await clinic.PatientAsync();

        var session = await patient.Call();
        await patient.Device.Until(() => patient.Device.Positions.Any(position => position is { Position: 1, Covered: true }), "the place in the queue");
        Assert.Equal(SessionPhase.Intake, (await consultant.Take(session, LegKind.Intake)).Phase);
        await patient.Device.Say("Здравствуйте");
        await consultant.Device.Say("Что беспокоит?");
        Assert.Equal(patient.Person.PatientId, (await consultant.Device.Ask<PatientCard>("PatientCard", session)).PatientId);
        Assert.Equal("consentRequired", await consultant.Device.Refused("Transfer", CommandId.New(), session, new { to = "therapist", reason = "кашель" }));
        await ConsentAsync(patient, consultant, session);
        await consultant.Device.Command<SessionView>("Transfer", session, new { to = "therapist", reason = "Кашель третий день" });

        var consultation = await doctor.Take(session, LegKind.Consultation);
        Assert.Equal(TimeSpan.FromMinutes(30), consultation.Leg!.EndsAt - consultation.Leg.StartedAt);
        await doctor.Device.Say("Есть температура?");
        await patient.Device.Say("Нет");
        await doctor.Device.Command<ConclusionView>("SaveConclusion", session, Written);
        Assert.Equal("notFound", await consultant.Device.Refused("JoinSession", session, 0));
        await doctor.Device.Command<SessionView>("EndConsultation", session);

        Assert.Equal(SessionPhase.FollowUp, (await consultant.Take(session, LegKind.FollowUp)).Phase);
        await consultant.Device.Command<SessionView>("CloseSession", session, "completed");
        await patient.Device.Until(() => patient.Device.Kinds.Contains("closed"), "the session is closed");
        var signed = await doctor.Device.Command<ConclusionView>("SignConclusion", session);

        await ReadAsync(patient, doctor, session, signed);
        Assert.Equal(["Здравствуйте", "Что беспокоит?", "Есть температура?", "Нет"], patient.Device.Texts);
        await patient.Device.Until(() => patient.Device.Kinds.Contains("conclusionSigned"), "the conclusion is told");
        Assert.Equal(Enumerable.Range(1, patient.Device.Log.Count).Select(number => (long)number), patient.Device.Log.Keys);
        Assert.Equal("{}", Device.Data(patient.Device.Log.Values.Single(happened => happened.Kind == "transferred")).GetRawText());
        Assert.Equal("Кашель третий день", Device.Data(consultant.Device.Log.Values.Single(happened => happened.Kind == "transferred")).GetProperty("reason").GetString());
    }

    [Fact]
    public async Task Who_comes_back_is_given_exactly_what_was_missed()
    {
        await using var consultant = await clinic.OnDutyAsync("consultant1");
        await using var patient = await clinic.PatientAsync();
        var session = await patient.Call();
        await consultant.Take(session, LegKind.Intake);
        await consultant.Device.Say("Первое");
        await patient.Device.Until(() => patient.Device.Texts.Length == 1, "the first message");
        var known = patient.Device.Log.Keys.Last();
        await patient.Device.StopAsync();

        var second = await consultant.Device.Say("Второе");
        await consultant.Device.Say("Третье");
        var back = await patient.AnotherTab();
        var answer = await back.Join(session, known);

        Assert.Equal(Enumerable.Range((int)known + 1, answer.Events.Length).Select(number => (long)number), answer.Events.Select(happened => happened.Sequence));
        Assert.Equal(["Второе", "Третье"], back.Texts);
        Assert.Contains(second.Sequence, back.Log.Keys);
        await consultant.Device.Say("Четвёртое");
        await back.Until(() => back.Texts.Length == 3, "what is said afterwards is pushed");
        Assert.Equal(back.Pushed.Select(pushed => pushed.Event.Sequence).Distinct(), back.Pushed.Select(pushed => pushed.Event.Sequence));
        Assert.Empty(back.Pushed.Select(pushed => pushed.Event.Sequence).Intersect(answer.Events.Select(happened => happened.Sequence)));
    }

    private static async Task ConsentAsync(Patient patient, Specialist consultant, SessionId session)
    {
        await consultant.Device.Command<SessionView>("RequestConsent", session);
        await patient.Device.Until(() => patient.Device.Kinds.Contains("consentRequested"), "the consent is asked for");
        var asked = patient.Device.Log.Values.Single(happened => happened.Kind == "consentRequested");
        var view = await patient.Device.Command<SessionView>("ConfirmConsent", session, Device.Data(asked).GetProperty("textVersion").GetString());
        Assert.NotNull(view.Consent.Confirmed);
    }

    private async Task ReadAsync(Patient patient, Specialist doctor, SessionId session, ConclusionView signed)
    {
        using var calendar = await clinic.GetAsync($"/api/patients/{patient.Person.PatientId}/calendar", patient.Tokens);
        var entry = (await calendar.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<CalendarView>(WireJson.Options))!.Entries.Single(entry => entry.SessionId == session);
        Assert.Equal(signed.ConclusionId, entry.Conclusion);
        foreach (var reader in new[] { patient.Tokens, doctor.Tokens })
        {
            using var read = await clinic.GetAsync($"/api/conclusions/{signed.ConclusionId}", reader);
            Assert.Equal("ОРВИ", (await read.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<ConclusionView>(WireJson.Options))!.Text.Diagnosis);
        }
        using var another = await clinic.GetAsync($"/api/conclusions/{signed.ConclusionId}", await clinic.SignInAsStaffAsync("therapist2"));
        Assert.Equal(HttpStatusCode.NotFound, another.StatusCode);
    }
}

[Collection(nameof(OnSqlite))]
public sealed class JourneyTestsOnSqlite(SqliteClinic clinic) : JourneyTests(clinic);

[Collection(nameof(OnPostgres))]
public sealed class JourneyTestsOnPostgres(PostgresClinic clinic) : JourneyTests(clinic);
