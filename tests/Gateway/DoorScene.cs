using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;
using Medzdrav.Contracts;
using Medzdrav.Silo;
using Microsoft.Extensions.DependencyInjection;

namespace Medzdrav.Tests.Gateway;

/// <summary>All kinds of callers, and sessions with some of them: a patient and a child in consultations whose conclusions are signed, a visitor and another patient with the consultant.</summary>
public sealed class DoorScene(SqliteClinic clinic) : IAsyncLifetime
{
    private const string Password = "correct horse";

    /// <summary>Staff who are in no session of the patient.</summary>
    private static readonly (string Caller, string Login)[] Others =
        [("otherConsultant", "consultant2"), ("specialist", "specialist1"), ("supervisor", "supervisor1"), ("administrator", "administrator1"), ("auditor", "auditor1")];

    private readonly Dictionary<string, AtDoor> staff = [];
    private readonly Dictionary<string, (string Login, string Password)> logins = [];
    private readonly List<IAsyncDisposable> present = [];
    private readonly List<IAsyncDisposable> hired = [];
    private Dictionary<string, AtDoor>? callers;
    private string key = "";
    private StaffId member;
    private string link = "";
    private Specialist consultant = null!;
    private Specialist therapist = null!;
    private Specialist paediatrician = null!;

    public async ValueTask InitializeAsync()
    {
        key = await clinic.KeyAsync("default");
        (consultant, therapist, paediatrician) = (await HiredAsync("consultant1"), await HiredAsync("therapist1"), await HiredAsync("paediatrician1"));
        var keeper = $"k{Guid.NewGuid():N}";
        Assert.Null(await clinic.Storage.GetRequiredService<StaffAccounts>().AddAsync(new NewMember(keeper, "Графикова Ольга", ["rosterKeeper"], []), Password));
        foreach (var (caller, login) in Others)
            staff[caller] = await OfStaffAsync(caller, login, "demo");
        staff["rosterKeeper"] = await OfStaffAsync("rosterKeeper", keeper, Password);
        (member, link) = ((await InvitedAsync()).Member, (await InvitedAsync()).Link);
        await SignInAsync();
        foreach (var token in new[] { null, key })
            await Assert.ThrowsAsync<WebSocketException>(() => RawSocket.ConnectAsync(clinic.Address, token));
    }

    /// <summary>Everybody, by the name of the column.</summary>
    internal async Task<IReadOnlyDictionary<string, AtDoor>> CallersAsync() => callers ??= await BeginAsync();

    /// <summary>Signs the browsers of the staff in.</summary>
    internal async Task SignInAsync()
    {
        foreach (var (caller, (login, password)) in logins)
        {
            using var browser = await Browser.OfStaffAsync(clinic, login, password);
            staff[caller] = staff[caller] with { Cookie = browser.Cookie };
        }
        await EndAsync();
    }

    /// <summary>The sessions are over: the next who asks gets others.</summary>
    internal async Task EndAsync()
    {
        callers = null;
        foreach (var one in present)
            await one.DisposeAsync();
        present.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        foreach (var one in hired)
            await one.DisposeAsync();
        foreach (var one in staff.Values)
            await one.Device!.DisposeAsync();
    }

    private async Task<Dictionary<string, AtDoor>> BeginAsync()
    {
        var (patient, representative, stranger, calling) = (await clinic.PatientAsync(), await RepresentativeAsync(), await clinic.PatientAsync(), await clinic.PatientAsync());
        present.AddRange([patient, representative, stranger, calling]);
        var own = await ConsultedAsync(patient, therapist, "therapist");
        var childs = await ConsultedAsync(representative, paediatrician, "paediatrician");
        var (visitor, visitors) = await VisitorAsync(own);
        await consultant.Take(await calling.Call(), LegKind.Intake);
        var intake = own with { Session = calling.Session, Person = calling.Person.PatientId };

        return new Dictionary<string, AtDoor>(staff.Select(one => KeyValuePair.Create(one.Key, one.Value with { About = one.Key == "otherConsultant" ? intake : own })))
        {
            ["nobody"] = new(clinic, null, null, null, own),
            ["key"] = new(clinic, null, key, null, own),
            ["visitor"] = new(clinic, visitor, null, visitors.Cookie, visitors.About),
            ["patient"] = await OfAsync(patient, own),
            ["representative"] = await OfAsync(representative, childs),
            ["otherPatient"] = await OfAsync(stranger, own),
            ["consultant"] = staff["consultant1"] with { About = intake },
            ["doctor"] = staff["therapist1"] with { About = own },
            ["otherDoctor"] = staff["paediatrician1"] with { About = own },
        };
    }

    /// <summary>A consultation that goes on, whose conclusion is signed.</summary>
    private async Task<DoorTopic> ConsultedAsync(Patient patient, Specialist doctor, string to)
    {
        var session = await patient.Call();
        await consultant.Take(session, LegKind.Intake);
        var consent = (await consultant.Device.Command<SessionView>("RequestConsent", session)).Consent.Requested!;
        await patient.Device.Command<SessionView>("ConfirmConsent", session, new { textVersion = consent, representative = "Родителева Анна Ивановна" });
        await consultant.Device.Command<SessionView>("Transfer", session, new { to, reason = "Кашель" });
        await doctor.Take(session, LegKind.Consultation);
        var draft = await doctor.Device.Command<ConclusionView>("SaveConclusion", session, new { complaints = "", history = "", diagnosis = "J06.9", recommendations = "Покой", secondaryDiagnoses = "" });
        await doctor.Device.Command<ConclusionView>("SignConclusion", new { sessionId = session, conclusionId = draft.ConclusionId, version = draft.Version });
        var tus = new Tus(clinic.Http, patient.Tokens);
        return new DoorTopic
        {
            Session = session,
            Person = patient.Person.PatientId,
            Conclusion = draft.ConclusionId,
            Appointment = (await Booked.Async(staff["rosterKeeper"].Device!, staff["otherConsultant"].Device!, patient.Person.PatientId)).AppointmentId,
            Consent = consent,
            Document = await tus.UploadAsync(patient.Person.PatientId, "анализ.pdf", Photo.Pdf(3_000)),
            Upload = await tus.BegunAsync(patient.Person.PatientId, "горло.jpg", 1_000),
            Member = member,
            Link = link,
            Attempt = (await clinic.AskForCodeAsync(patient.Phone)).Attempt,
        };
    }

    private async Task<(Device Device, (string Cookie, DoorTopic About) Known)> VisitorAsync(DoorTopic own)
    {
        var browser = new Browser(clinic);
        Assert.Equal(HttpStatusCode.NoContent, await browser.PostAsync("/api/visitors", new { client = "web" }));
        var device = await Device.ConnectWithCookieAsync(clinic.Address, browser.Cookie);
        var session = (await device.Ask<SessionView>("OpenSession", new { commandId = CommandId.New(), mode = "chat" })).SessionId;
        await device.Join(session);
        await consultant.Take(session, LegKind.Intake);
        present.Add(new Leaving(device, session));
        return (device, (browser.Cookie, own with { Session = session, Person = null }));
    }

    /// <summary>The holder of a number who has a child insured, and nobody else.</summary>
    private async Task<Patient> RepresentativeAsync()
    {
        var phone = $"+7902{Random.Shared.Next(10_000_000):0000000}";
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/policies")
        {
            Content = JsonContent.Create(new PolicySent(Guid.NewGuid().ToString("N"), "2026-02-01", "2026-02-05", "2049-12-31", "Родителев Пётр Павлович", "2020-05-01", "male", phone), options: WireJson.Options),
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", key) },
        };
        using var answer = await clinic.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var tokens = await clinic.SignInByCodeAsync(phone);
        return new Patient(clinic, phone, tokens, Assert.Single((await clinic.MeAsync(tokens)).Patients), await Device.ConnectAsync(clinic, tokens.AccessToken));
    }

    private async Task<AtDoor> OfAsync(Patient patient, DoorTopic about)
    {
        using var browser = await Browser.SignedInAsync(clinic, patient.Phone);
        return new AtDoor(clinic, patient.Device, patient.Tokens.AccessToken, browser.Cookie, about);
    }

    private async Task<Specialist> HiredAsync(string login)
    {
        var specialist = await clinic.OnDutyAsync(login);
        hired.Add(specialist);
        staff[login] = new AtDoor(clinic, specialist.Device, specialist.Tokens.AccessToken, null, null!);
        logins[login] = (login, "demo");
        return specialist;
    }

    private async Task<AtDoor> OfStaffAsync(string caller, string login, string password)
    {
        var tokens = await clinic.SignInAsStaffAsync(login, password);
        logins[caller] = (login, password);
        return new AtDoor(clinic, await Device.ConnectAsync(clinic, tokens.AccessToken), tokens.AccessToken, null, null!);
    }

    /// <summary>A new member of the staff, who has not used the link yet.</summary>
    private async Task<(StaffId Member, string Link)> InvitedAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/staff/members")
        {
            Content = JsonContent.Create(new { login = $"n{Guid.NewGuid():N}", name = "Новикова Нина", posts = new[] { "rosterKeeper" } }),
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", staff["administrator"].Bearer) },
        };
        using var answer = await clinic.Http.SendAsync(request);
        var made = await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
        return (new StaffId(made.GetProperty("staffId").GetString()!), made.GetProperty("link").GetString()!.Split('#')[1]);
    }

    /// <summary>A visitor's session, left at the end.</summary>
    private sealed class Leaving(Device device, SessionId session) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await device.Refused("LeaveSession", CommandId.New(), session);
            await device.DisposeAsync();
        }
    }
}
