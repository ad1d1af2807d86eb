using Medzdrav.Contracts;

namespace Medzdrav.Tests.Gateway;

/// <summary>S5.2 over the wire: sessions with people who phone.</summary>
public abstract class PhoneTests(Clinic clinic)
{
    private static int _numbers;

    [Fact]
    public async Task Somebody_phones_is_identified_consents_and_sends_a_document_by_the_link_and_talks_with_the_doctor()
    {
        await using var consultant = await clinic.OnDutyAsync("consultant1");
        await using var doctor = await clinic.OnDutyAsync("therapist1");
        await using var patient = await clinic.PatientAsync();
        var (desk, number) = (consultant.Device, Strange());

        var opened = await desk.Command<SessionView>("OpenPhoneSession", new { callerPhone = number });
        var session = opened.SessionId;
        Assert.Equal((SessionMode.Phone, SessionPhase.Intake, IdentityLevel.None, number), (opened.Mode, opened.Phase, opened.Identity, opened.CallerPhone));
        await desk.Join(session);
        Assert.Equal("notFound", await patient.Device.Refused("JoinSession", session, 0));
        Assert.Equal("identityRequired", await desk.Refused("SendSignInCode", CommandId.New(), session, patient.Phone));
        Assert.Equal("wrongPhase", await desk.Refused("ChangeMode", CommandId.New(), session, "chat"));

        await desk.Command<IdentifiedPerson>("Identify", session, new { policyNumber = patient.Person.Policy!.Number, name = patient.Person.Name, birthDate = $"{patient.Person.BirthDate:yyyy-MM-dd}" });
        Assert.Equal(IdentityLevel.AdditionallyIdentified, (await desk.Join(session)).View.Identity);
        Assert.Equal("consentRequired", await desk.Refused("Transfer", CommandId.New(), session, new { to = "therapist", reason = "Кашель" }));
        var asked = (await desk.Command<SessionView>("RequestConsent", session)).Consent.Requested;
        Assert.Contains($"{clinic.Address.GetLeftPart(UriPartial.Authority)}/session/{session}", await clinic.SmsAsync(patient.Phone, text => text.Contains("/session/", StringComparison.Ordinal)), StringComparison.Ordinal);

        var joined = (await patient.Device.Join(session)).View;
        Assert.Equal((null, null), (joined.CallerPhone, joined.Identity));
        await patient.Device.Command<SessionView>("ConfirmConsent", session, asked);

        await desk.Command<SessionView>("AskForDocuments", session, "Снимок горла");
        Assert.Contains($"/session/{session} ", await clinic.SmsAsync(patient.Phone, text => text.Contains("пришлите документы", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Equal("documentsAwaited", await desk.Refused("Transfer", CommandId.New(), session, new { to = "therapist", reason = "Кашель" }));
        await new Tus(clinic.Http, patient.Tokens).UploadAsync(patient.Person.PatientId, "горло.jpg", Photo.Jpeg(64, 48));
        await desk.Until(() => desk.Kinds.Contains("documentAdded"), "the document is there");
        await desk.Command<SessionView>("Transfer", session, new { to = "therapist", reason = "Кашель" });
        var ringing = await doctor.Take(session, LegKind.Consultation);
        Assert.Equal((number, null), (ringing.CallerPhone, ringing.Leg!.EndsAt));
        Assert.Equal("rightMissing", await desk.Refused("StartTalk", CommandId.New(), session));

        var talking = await doctor.Device.Command<SessionView>("StartTalk", session);
        Assert.Equal(talking.Leg!.TalkStartedAt + TimeSpan.FromMinutes(30), talking.Leg.EndsAt);
        await doctor.Device.Until(() => doctor.Device.Kinds.Contains("talkStarted"), "the talk has started");
        await doctor.Device.Command<SessionView>("EndConsultation", session);
        await consultant.Take(session, LegKind.FollowUp);
        await desk.Command<SessionView>("CloseSession", session, "completed");
    }

    [Fact]
    public async Task Only_consultants_open_them_with_a_number_that_can_be_rung_and_once_at_a_time()
    {
        await using var consultant = await clinic.OnDutyAsync("consultant2");
        await using var doctor = await clinic.OnDutyAsync("therapist2");
        await using var patient = await clinic.PatientAsync();
        var desk = consultant.Device;

        Assert.Equal("rightMissing", await doctor.Device.Refused("OpenPhoneSession", CommandId.New(), new { callerPhone = Strange() }));
        Assert.Equal("wrongRole", await patient.Device.Refused("OpenPhoneSession", CommandId.New(), new { callerPhone = Strange() }));
        Assert.Equal("wrongRole", await patient.Device.Refused("StartTalk", CommandId.New(), "session"));
        foreach (var callerPhone in new[] { "112", "номер скрыт", " " })
            Assert.Equal("invalidPhone", await desk.Refused("OpenPhoneSession", CommandId.New(), new { callerPhone }));
        Assert.Equal("invalid", await desk.Refused("OpenPhoneSession", CommandId.New(), new { callerPhone = "" }));
        Assert.Equal("invalid", await desk.Refused("OpenPhoneSession", CommandId.New(), new { }));

        var tap = CommandId.New();
        var replies = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => desk.Reply<SessionView>("OpenPhoneSession", tap, new { callerPhone = "+49 1511 2345678" })));
        var session = Assert.Single(replies.Select(reply => reply.Value!.SessionId).Distinct());
        Assert.Equal("commandReused", await desk.Refused("OpenPhoneSession", tap, new { callerPhone = Strange() }));
        Assert.Equal("busy", await desk.Refused("OpenPhoneSession", CommandId.New(), new { callerPhone = Strange() }));
        Assert.Equal("+4915112345678", replies[0].Value!.CallerPhone);
        await desk.Command<SessionView>("CloseSession", session, "noService");
    }

    [Fact]
    public async Task From_the_login_the_session_is_that_logins()
    {
        await using var consultant = await clinic.OnDutyAsync("consultant3");
        await using var patient = await clinic.PatientAsync();

        var opened = await consultant.Device.Command<SessionView>("OpenPhoneSession", new { callerPhone = patient.Phone });

        Assert.Equal(IdentityLevel.Identified, opened.Identity);
        Assert.Equal(patient.Person.PatientId, Assert.Single((await consultant.Device.Ask<IntakeView>("Intake", opened.SessionId)).People).PatientId);
        await consultant.Device.Command<SessionView>("ChoosePatient", opened.SessionId, patient.Person.PatientId);
        Assert.Equal(opened.SessionId, Assert.Single((await clinic.MeAsync(patient.Tokens)).OpenSessions).SessionId);
        await consultant.Device.Command<SessionView>("CloseSession", opened.SessionId, "completed");
    }

    [Fact]
    public async Task A_message_names_no_host_that_only_the_client_knows()
    {
        await using var consultant = await clinic.OnDutyAsync("consultant1");
        foreach (var (host, expected) in new[] { ("evil.example", "на сайте: код"), ("romashka.localhost", $"http://romashka.localhost:{clinic.Address.Port}/session/") })
        {
            await using var patient = await clinic.PatientAsync();
            await using var desk = await Device.ConnectAtAsync(clinic, host, (await clinic.SignInAsStaffAsync("consultant1")).AccessToken);

            var session = (await desk.Command<SessionView>("OpenPhoneSession", new { callerPhone = patient.Phone })).SessionId;
            await desk.Command<SessionView>("ChoosePatient", session, patient.Person.PatientId);
            await desk.Command<SessionView>("RequestConsent", session);

            var text = await clinic.SmsAsync(patient.Phone, text => text.Contains("согласие", StringComparison.Ordinal));
            Assert.Contains(expected, text, StringComparison.Ordinal);
            Assert.DoesNotContain("evil", text, StringComparison.Ordinal);
            await desk.Command<SessionView>("CloseSession", session, "completed");
        }
    }

    /// <summary>Numbers of no mobile phone, so nobody's login.</summary>
    private static string Strange() => $"+7495{4000000 + Interlocked.Increment(ref _numbers)}";
}

[Collection(nameof(OnSqlite))]
public sealed class PhoneTestsOnSqlite(SqliteClinic clinic) : PhoneTests(clinic);

[Collection(nameof(OnPostgres))]
public sealed class PhoneTestsOnPostgres(PostgresClinic clinic) : PhoneTests(clinic);
