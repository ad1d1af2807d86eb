using System.Net.Http.Json;
using System.Text;
using Medzdrav.Contracts;

namespace Medzdrav.Tests.Gateway;

/// <summary>How each door is tried. Where somebody may, the arguments are such that as little as possible happens.</summary>
internal static class DoorCalls
{
    private const string Upload = "POST /api/uploads";
    private const string SignOut = "POST /api/sign-out";
    private static readonly string NoId = new('x', IdText.MaxLength + 1);
    private static readonly string TooLong = new('я', 1_001);
    private static readonly object Draft = new { complaints = "", history = "", diagnosis = "J06.9", recommendations = "Покой", secondaryDiagnoses = "" };
    private static readonly object Stranger = new { policyNumber = "НЕТ-1", name = "Нетов Нет", birthDate = "1990-01-01", phone = "+79990000001" };

    /// <summary>The doors after whose opening the sessions have to be made anew.</summary>
    public static readonly string[] Ending = ["JoinAsSupervisor", "LeaveSession", "EndConsultation", "DELETE /api/documents/{id}", "DELETE /api/uploads/{id}"];

    /// <summary>The door after whose opening the browsers of the staff have to be signed in anew.</summary>
    public const string EndingSignIns = "POST /api/staff/sign-ins/end-others";

    /// <summary>Calls of the hub, by their names.</summary>
    public static IReadOnlyDictionary<string, Func<DoorTopic, object?[]>> Hub { get; } = new Dictionary<string, Func<DoorTopic, object?[]>>
    {
        ["OpenSession"] = about => [new { commandId = CommandId.New(), mode = "chat", patientId = about.Person }],
        ["JoinSession"] = about => [about.Session, 0],
        ["JoinLatest"] = about => [about.Session],
        ["ReadEarlier"] = about => [about.Session, 2],
        ["LeaveView"] = about => [about.Session],
        ["ChoosePatient"] = about => [CommandId.New(), about.Session, about.Person ?? new PatientId("nobody")],
        ["SendMessage"] = about => [CommandId.New(), about.Session, "Проверка", Array.Empty<string>()],
        ["MarkRead"] = about => [about.Session, 1],
        ["Typing"] = about => [about.Session],
        ["ConfirmConsent"] = about => [CommandId.New(), about.Session, "no-such-text"],
        ["DeclineConsent"] = about => [CommandId.New(), about.Session, "no-such-text"],
        ["ChangeMode"] = about => [CommandId.New(), about.Session, "chat"],
        ["LeaveSession"] = about => [CommandId.New(), about.Session],
        ["CallMeBack"] = about => [CommandId.New(), about.Session, "sms"],
        ["PutAside"] = about => [about.Session, false],
        ["Rate"] = about => [CommandId.New(), about.Session, 5, null],
        ["TakeCall"] = about => [about.Session],
        ["ResumeCall"] = about => [about.Session, Array.Empty<object>()],
        ["CallPlace"] = about => [about.Session],
        ["HangUp"] = about => [about.Session],
        ["Signal"] = about => [about.Session, "patient", new { callId = "call", candidate = (object?)null }],
        ["ReportCall"] = about => [CommandId.New(), about.Session, new { callId = "none", with = "patient", stage = "failed", mode = "video", hindrance = "unsupported" }],
        ["MyAppointments"] = _ => [],
        ["Ping"] = _ => [],
        ["RequestCallback"] = _ => [CommandId.New(), new { phone = "112" }],
        ["RequestMove"] = about => [CommandId.New(), about.Appointment, TooLong],
        ["RequestCancel"] = about => [CommandId.New(), about.Appointment, TooLong],
        ["Desk"] = _ => [],
        ["Supervision"] = _ => [],
        ["JoinAsSupervisor"] = about => [CommandId.New(), about.Session],
        ["LeaveAsSupervisor"] = about => [CommandId.New(), about.Session],
        ["RaiseSession"] = about => [CommandId.New(), about.Session],
        ["LowerSession"] = about => [CommandId.New(), about.Session],
        ["SendToBreak"] = _ => [CommandId.New(), "nobody", "doctor"],
        ["ReassignTask"] = _ => [CommandId.New(), new { taskId = "no-such-task" }],
        ["SetDuty"] = _ => [CommandId.New(), "wrapUp"],
        ["AnswerOffer"] = _ => [CommandId.New(), "no-such-offer", true],
        ["OfferShown"] = _ => ["no-such-offer"],
        ["PatientCard"] = about => [about.Session],
        ["RequestConsent"] = about => [CommandId.New(), about.Session],
        ["Transfer"] = about => [CommandId.New(), about.Session, new { to = "therapist", reason = " " }],
        ["StepOut"] = about => [CommandId.New(), about.Session],
        ["CloseSession"] = about => [CommandId.New(), about.Session, "noConnection"],
        ["StartTalk"] = about => [CommandId.New(), about.Session],
        ["EndConsultation"] = about => [CommandId.New(), about.Session],
        ["Conclusion"] = about => [about.Session],
        ["OpenConclusion"] = about => [about.Session, about.Conclusion],
        ["FindDiagnoses"] = _ => ["J06"],
        ["SaveConclusion"] = about => [CommandId.New(), about.Session, Draft],
        ["SignConclusion"] = about => [CommandId.New(), new { sessionId = about.Session }],
        ["CorrectConclusion"] = about => [CommandId.New(), about.Session, Draft],
        ["Templates"] = _ => [],
        ["SaveTemplate"] = _ => [CommandId.New(), new { name = NoId + NoId }],
        ["DeleteTemplate"] = _ => [CommandId.New(), "no-such-template"],
        ["SharedTemplates"] = _ => [],
        ["SaveSharedTemplate"] = _ => [CommandId.New(), new { name = NoId + NoId }],
        ["DeleteSharedTemplate"] = _ => [CommandId.New(), "no-such-template"],
        ["Documents"] = about => [about.Session],
        ["AskForDocuments"] = about => [CommandId.New(), about.Session, " "],
        ["WaiveDocuments"] = about => [CommandId.New(), about.Session, " "],
        ["Intake"] = about => [about.Session],
        ["SendSignInCode"] = about => [CommandId.New(), about.Session, "112"],
        ["ConfirmSignIn"] = about => [CommandId.New(), about.Session, "не код"],
        ["Identify"] = about => [CommandId.New(), about.Session, Stranger],
        ["RegisterPatient"] = about => [CommandId.New(), about.Session, Stranger],
        ["OpenPhoneSession"] = _ => [CommandId.New(), new { callerPhone = "112" }],
        ["CallPatient"] = _ => [CommandId.New(), new { patientId = "nobody", mode = "chat" }],
        ["WithdrawCall"] = _ => [CommandId.New(), "no-such-call"],
        ["WhoIsOnline"] = _ => [new[] { "nobody" }],
        ["AnswerCall"] = _ => [CommandId.New(), "no-such-call", false],
        ["FindPatients"] = _ => [CommandId.New(), "Ненайденов"],
        ["FindSlots"] = _ => [new { specialty = "нет такой" }],
        ["Appointments"] = about => [about.Person],
        ["Book"] = _ => [CommandId.New(), new { patientId = NoId }],
        ["Move"] = _ => [CommandId.New(), new { appointmentId = NoId }],
        ["Cancel"] = _ => [CommandId.New(), new { appointmentId = NoId }],
        ["Rosters"] = _ => [],
        ["Roster"] = _ => [NoId],
        ["SaveRoster"] = _ => [CommandId.New(), new { staffId = NoId }],
        ["ReadRosterFile"] = _ => [new { staffId = NoId }],
        ["Tasks"] = _ => [],
        ["ClaimTask"] = _ => [CommandId.New(), NoId],
        ["FinishTask"] = _ => [CommandId.New(), NoId, "done"],
        ["PostponeTask"] = _ => [CommandId.New(), NoId, "2026-12-01T09:00:00Z"],
        ["DeclineWish"] = _ => [CommandId.New(), NoId, "Нет времени"],
        ["Match"] = _ => [NoId],
        ["DecideMatch"] = _ => [CommandId.New(), NoId, "samePerson"],
        ["DecidedMatches"] = _ => [],
    };

    /// <summary>Calls of the HTTP API, by method and address.</summary>
    public static IReadOnlyDictionary<string, Func<DoorTopic, (string Path, HttpContent? Body)>> Http { get; } = new Dictionary<string, Func<DoorTopic, (string, HttpContent?)>>
    {
        ["POST /api/visitors"] = _ => ("/api/visitors", Json(new { client = "app" })),
        ["POST /api/sign-in/codes"] = _ => ("/api/sign-in/codes", Json(new { phone = "112" })),
        ["GET /api/sign-in/codes/{attemptId}"] = about => ($"/api/sign-in/codes/{about.Attempt}", null),
        ["POST /api/sign-in"] = _ => ("/api/sign-in", Json(new { })),
        ["POST /api/sign-in/claim"] = _ => ("/api/sign-in/claim", Json(new { client = "app" })),
        ["POST /api/sign-in/refresh"] = _ => ("/api/sign-in/refresh", Json(new { refreshToken = 1 })),
        [SignOut] = _ => ("/api/sign-out", null),
        ["POST /api/staff/sign-in"] = _ => ("/api/staff/sign-in", Json(new { })),
        ["POST /api/staff/sign-in/set-up"] = _ => ("/api/staff/sign-in/set-up", Json(new { })),
        ["POST /api/staff/sign-in/totp"] = _ => ("/api/staff/sign-in/totp", Json(new { })),
        ["POST /api/staff/sign-in/passkey"] = _ => ("/api/staff/sign-in/passkey", Json(new { })),
        ["POST /api/staff/sign-in/passkey/set-up"] = _ => ("/api/staff/sign-in/passkey/set-up", Json(new { })),
        ["POST /api/staff/passkeys/set-up"] = _ => ("/api/staff/passkeys/set-up", Json(new { })),
        ["POST /api/staff/passkeys"] = _ => ("/api/staff/passkeys", Json(new { })),
        ["POST /api/staff/password"] = _ => ("/api/staff/password", Json(new { })),
        ["POST /api/staff/totp/set-up"] = _ => ("/api/staff/totp/set-up", Json(new { })),
        ["POST /api/staff/totp/recovery-codes"] = _ => ("/api/staff/totp/recovery-codes", Json(new { })),
        ["POST /api/staff/totp/remove"] = _ => ("/api/staff/totp/remove", Json(new { })),
        ["POST /api/staff/link/password"] = _ => ("/api/staff/link/password", Json(new { })),
        ["POST /api/staff/members"] = _ => ("/api/staff/members", Json(new { })),
        ["POST /api/staff/sign-in/passkey/options"] = _ => ("/api/staff/sign-in/passkey/options", Json(new { attemptId = "none" })),
        ["POST /api/staff/passkeys/{id}"] = _ => ("/api/staff/passkeys/none", Json(new { })),
        ["POST /api/staff/passkeys/{id}/remove"] = _ => ("/api/staff/passkeys/none/remove", Json(new { })),
        ["GET /api/staff/keys"] = _ => ("/api/staff/keys", null),
        [EndingSignIns] = _ => ("/api/staff/sign-ins/end-others", Json(new { })),
        ["POST /api/staff/link"] = about => ("/api/staff/link", Json(new { token = about.Link })),
        ["GET /api/staff/members"] = _ => ("/api/staff/members", null),
        ["GET /api/staff/members/{id}"] = about => ($"/api/staff/members/{about.Member}", null),
        ["POST /api/staff/members/{id}"] = about => ($"/api/staff/members/{about.Member}", Json(new { })),
        ["POST /api/staff/members/{id}/disable"] = about => ($"/api/staff/members/{about.Member}/disable", Json(new { })),
        ["POST /api/staff/members/{id}/enable"] = about => ($"/api/staff/members/{about.Member}/enable", Json(new { })),
        ["POST /api/staff/members/{id}/sign-out"] = about => ($"/api/staff/members/{about.Member}/sign-out", Json(new { })),
        ["POST /api/staff/members/{id}/reset"] = about => ($"/api/staff/members/{about.Member}/reset", Json(new { })),
        ["GET /api/me"] = _ => ("/api/me", null),
        ["GET /api/push-subscriptions"] = _ => ("/api/push-subscriptions", null),
        ["POST /api/push-subscriptions"] = _ => ("/api/push-subscriptions", Json(new { })),
        ["DELETE /api/push-subscriptions"] = _ => ("/api/push-subscriptions", Json(new { })),
        ["GET /api/patients/{id}/calendar"] = about => ($"/api/patients/{IdOf(about)}/calendar", null),
        ["GET /api/patients/{id}/consents/{version}"] = about => ($"/api/patients/{IdOf(about)}/consents/{about.Consent}", null),
        ["POST /api/patients/{id}/consent/withdraw"] = about => ($"/api/patients/{IdOf(about)}/consent/withdraw", Json(new { endConsultation = false })),
        ["GET /api/appointments/{id}.ics"] = about => ($"/api/appointments/{about.Appointment}.ics", null),
        ["GET /api/calendar-links"] = _ => ("/api/calendar-links", null),
        ["POST /api/calendar-links"] = _ => ("/api/calendar-links", Json(new { })),
        ["DELETE /api/calendar-links/{id}"] = _ => ("/api/calendar-links/none", null),
        ["GET /calendar/{token}.ics"] = _ => ($"/calendar/{Opaque.New(32)}.ics", null),
        ["POST /api/appointments/{id}/cancel-request"] = about => ($"/api/appointments/{about.Appointment}/cancel-request", Json(new { reason = TooLong })),
        ["GET /api/consents/{version}"] = about => ($"/api/consents/{about.Consent}", null),
        ["GET /api/conclusions/{id}"] = about => ($"/api/conclusions/{about.Conclusion}", null),
        ["GET /api/conclusions/{id}.pdf"] = about => ($"/api/conclusions/{about.Conclusion}.pdf", null),
        ["GET /api/conclusions/{id}.fhir.json"] = about => ($"/api/conclusions/{about.Conclusion}.fhir.json", null),
        ["POST /api/policies"] = _ => ("/api/policies", Json(new { })),
        ["POST /api/policies/import"] = _ => ("/api/policies/import", Json(new { })),
        ["GET /api/patients/{id}/documents"] = about => ($"/api/patients/{IdOf(about)}/documents", null),
        ["GET /api/documents/{id}"] = about => ($"/api/documents/{about.Document}?sessionId={about.Session}", null),
        ["POST /api/documents/{id}/name"] = about => ($"/api/documents/{about.Document}/name", Json(new { name = "анализ крови" })),
        ["DELETE /api/documents/{id}"] = about => ($"/api/documents/{about.Document}", null),
        ["OPTIONS /api/uploads"] = _ => ("/api/uploads", null),
        [Upload] = _ => ("/api/uploads", null),
        ["HEAD /calendar/{token}.ics"] = _ => ($"/calendar/{Opaque.New(32)}.ics", null),
        ["HEAD /api/uploads/{id}"] = about => (about.Upload, null),
        ["GET /api/uploads/{id}"] = about => (about.Upload, null),
        ["PATCH /api/uploads/{id}"] = about => (about.Upload, new ByteArrayContent([1]) { Headers = { ContentType = new("application/offset+octet-stream") } }),
        ["DELETE /api/uploads/{id}"] = about => (about.Upload, null),
        ["GET /api/ice-servers"] = about => ($"/api/ice-servers?sessionId={about.Session}", null),
        ["GET /api/check/speed"] = _ => ("/api/check/speed", null),
        ["POST /api/check/speed"] = _ => ("/api/check/speed", new ByteArrayContent([1])),
        ["GET /hub"] = _ => ("/hub", null),
        ["GET /health/live"] = _ => ("/health/live", null),
        ["GET /health/ready"] = _ => ("/health/ready", null),
        ["GET /openapi/{documentName}.json"] = _ => ("/openapi/v1.json", null),
        ["GET /scalar"] = _ => ("/scalar/v1", null),
        ["GET /dev/sms"] = _ => ("/dev/sms?phone=none", null),
        ["GET /brand.css"] = _ => ("/brand.css", null),
        ["GET /brand.png"] = _ => ("/brand.png", null),
        ["GET /app.webmanifest"] = _ => ("/app.webmanifest", null),
        ["GET /.well-known/assetlinks.json"] = _ => ("/.well-known/assetlinks.json", null),
        ["GET /brand.svg"] = _ => ("/brand.svg", null),
        ["GET /favicon.ico"] = _ => ("/favicon.ico", null),
    };

    /// <summary>Pages, by their addresses.</summary>
    public static IReadOnlyDictionary<string, Func<DoorTopic, string>> Pages { get; } = new Dictionary<string, Func<DoorTopic, string>>
    {
        ["/"] = _ => "/",
        ["/calendar"] = about => $"/calendar?patient={about.Person}",
        ["/check"] = _ => "/check",
        ["/conclusions/{id}"] = about => $"/conclusions/{about.Conclusion}",
        ["/conclusions/{id}/correct"] = about => $"/conclusions/{about.Conclusion}/correct",
        ["/consents/{version}"] = about => $"/consents/{about.Consent}",
        ["/error/{code}"] = _ => "/error/404",
        ["/medcards"] = _ => "/medcards",
        ["/medcards/{id}/consents/{version}"] = about => $"/medcards/{IdOf(about)}/consents/{about.Consent}",
        ["/medcards/{id}/looks"] = about => $"/medcards/{IdOf(about)}/looks",
        ["/offline"] = _ => "/offline",
        ["/session/{id}"] = about => $"/session/{about.Session}",
        ["/sign-in"] = _ => "/sign-in",
        ["/staff"] = _ => "/staff",
        ["/staff/admin"] = _ => "/staff/admin",
        ["/staff/admin/{id}"] = about => $"/staff/admin/{about.Member}",
        ["/staff/admin/new"] = _ => "/staff/admin/new",
        ["/staff/me"] = _ => "/staff/me",
        ["/staff/welcome"] = _ => "/staff/welcome",
        ["/staff/admin/import"] = _ => "/staff/admin/import",
        ["/staff/answers"] = _ => "/staff/answers",
        ["/staff/audit"] = _ => "/staff/audit",
        ["/staff/audit/{handler}"] = _ => "/staff/audit/export",
        ["/staff/booking"] = about => $"/staff/booking?patient={about.Person}",
        ["/staff/booking/{handler}"] = _ => "/staff/booking/slots?specialty=therapist",
        ["/staff/alarms"] = _ => "/staff/alarms",
        ["/staff/calendar"] = _ => "/staff/calendar",
        ["/staff/consultant"] = _ => "/staff/consultant",
        ["/staff/doctor"] = _ => "/staff/doctor",
        ["/staff/roster"] = _ => "/staff/roster",
        ["/staff/roster/{handler}"] = _ => "/staff/roster/hours",
        ["/staff/supervisor"] = _ => "/staff/supervisor",
        ["/staff/supervisor/figures"] = _ => "/staff/supervisor/figures",
        ["/staff/supervisor/figures/{handler}"] = _ => "/staff/supervisor/figures/export",
        ["/staff/supervisor/{id}"] = about => $"/staff/supervisor/{about.Session}",
        ["/staff/sign-in"] = _ => "/staff/sign-in",
    };

    /// <summary>Tries a door.</summary>
    /// <returns>The cell of the table.</returns>
    public static async Task<string> TryAsync(string door, AtDoor caller)
    {
        if (Hub.TryGetValue(door, out var arguments))
            return await caller.CallAsync(door, arguments(caller.About));
        if (Pages.TryGetValue(door, out var page))
            return await caller.OpenAsync(page(caller.About));
        var (path, body) = Http[door](caller.About);
        // The other doors need the credentials still.
        var sender = door == SignOut ? caller with { Bearer = null, Cookie = null } : caller;
        return await sender.SendAsync(new HttpMethod(door.Split(' ')[0]), path, body, door == Upload ? UploadOf(caller.About) : []);
    }

    private static string IdOf(DoorTopic about) => about.Person?.Value ?? "nobody";

    /// <summary>A file that is too long for anybody, of the person.</summary>
    private static (string, string)[] UploadOf(DoorTopic about) =>
        [("Upload-Length", "99000000"), ("Upload-Metadata", $"patientId {Convert.ToBase64String(Encoding.UTF8.GetBytes(IdOf(about)))}")];

    private static JsonContent Json(object body) => JsonContent.Create(body);
}
