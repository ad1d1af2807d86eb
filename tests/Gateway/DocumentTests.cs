using System.Net;
using System.Net.Http.Headers;
using ImageMagick;
using Medzdrav.Contracts;

namespace Medzdrav.Tests.Gateway;

/// <summary>Documents of Medcards over HTTP and hub.</summary>
public abstract class DocumentTests(Clinic clinic)
{
    [Fact]
    public async Task A_photo_sent_in_chat_is_seen_by_the_doctor_who_treats_and_by_nobody_else()
    {
        await using var consultant = await clinic.OnDutyAsync("consultant1");
        await using var doctor = await clinic.OnDutyAsync("therapist1");
        await using var stranger = await clinic.PatientAsync();
        await using var patient = await clinic.PatientAsync();
        var session = await patient.ConsentAsync(consultant);
        var tus = new Tus(clinic.Http, patient.Tokens);
        var photo = await tus.UploadAsync(patient.Person.PatientId, "горло.jpg", Photo.Jpeg());
        await consultant.Device.Until(() => consultant.Device.Kinds.Contains("documentAdded"), "the document is told");
        await patient.Device.Command<MessageReceipt>("SendMessage", session, "", new[] { photo });
        Assert.Equal("invalid", await stranger.Device.Refused("SendMessage", CommandId.New(), await stranger.Call(), "Вот", new[] { photo }));

        // The consultant hears that it is there, and does not see it.
        var path = $"/api/documents/{photo}?sessionId={session}";
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(path, consultant.Tokens));
        Assert.Equal("rightMissing", await consultant.Device.Refused("Documents", session));
        Assert.Equal((HttpStatusCode.NotFound, "notFound"), (await StatusAsync(path, doctor.Tokens), await doctor.Device.Refused("Documents", session)));

        await consultant.Device.Command<SessionView>("Transfer", session, new { to = "therapist", reason = "Горло" });
        await doctor.Take(session, LegKind.Consultation);
        var shown = Assert.Single((await doctor.Device.Ask<DocumentList>("Documents", session)).Documents);
        Assert.Equal((photo, "горло.jpg", DocumentKind.Jpeg), (shown.DocumentId, shown.Name, shown.Kind));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(path, doctor.Tokens));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(path + "&view=thumbnail", doctor.Tokens));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(path + "&view=original", doctor.Tokens));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync($"/api/documents/{photo}", doctor.Tokens));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(path, await clinic.SignInAsStaffAsync("therapist2")));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(path, stranger.Tokens));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(path, await clinic.VisitAsync()));

        var second = await tus.UploadAsync(patient.Person.PatientId, "анализ.pdf", Photo.Pdf(3_000));
        await doctor.Device.Until(() => doctor.Device.Log.Values.Any(happened => happened.Kind == "documentAdded" && Device.Data(happened).GetProperty("documentId").GetString() == second.Value), "the new one is told");
    }

    [Fact]
    public async Task What_is_shown_of_a_photo_is_a_JPEG_without_metadata_that_runs_nothing_and_is_kept_nowhere()
    {
        await using var consultant = await clinic.OnDutyAsync("consultant2");
        await using var patient = await clinic.PatientAsync();
        await patient.ConsentAsync(consultant);
        var tus = new Tus(clinic.Http, patient.Tokens);
        var photo = await tus.UploadAsync(patient.Person.PatientId, "снимок\u202Egpj.exe", Photo.Jpeg());
        var pdf = await tus.UploadAsync(patient.Person.PatientId, new string('Ё', 180), Photo.Pdf(300_000));

        using var page = await clinic.GetAsync($"/api/documents/{photo}", patient.Tokens);
        Assert.Equal(
            ("image/jpeg", "nosniff", "no-store", "default-src 'none'; frame-ancestors 'none'; sandbox", "inline", "снимокgpj.exe.jpg"),
            (page.Content.Headers.ContentType?.ToString(), page.Headers.GetValues("X-Content-Type-Options").Single(), page.Headers.CacheControl?.ToString(),
             page.Headers.GetValues("Content-Security-Policy").Single(), page.Content.Headers.ContentDisposition?.DispositionType, page.Content.Headers.ContentDisposition?.FileNameStar));
        using var shown = new MagickImage(await page.Content.ReadAsByteArrayAsync());
        Assert.Equal((640u, 480u, 0), (shown.Width, shown.Height, shown.ProfileNames.Count()));

        using var viewed = await clinic.GetAsync($"/api/documents/{pdf}?view=page", patient.Tokens);
        Assert.Equal(("application/pdf", "default-src 'none'; frame-ancestors 'none'"), (viewed.Content.Headers.ContentType?.ToString(), viewed.Headers.GetValues("Content-Security-Policy").Single()));
        Assert.Equal(new string('Ё', 180) + ".pdf", viewed.Content.Headers.ContentDisposition?.FileNameStar);
        var whole = await viewed.Content.ReadAsByteArrayAsync();
        foreach (var (from, to) in new[] { (0, 0), (65_530, 65_545), (262_140, 299_000) })
        {
            using var part = await RangeAsync($"/api/documents/{pdf}", patient.Tokens, from, to);
            Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
            Assert.Equal(whole[from..(to + 1)], await part.Content.ReadAsByteArrayAsync());
        }
        using var beyond = await RangeAsync($"/api/documents/{pdf}", patient.Tokens, whole.Length, whole.Length + 1);
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, beyond.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync($"/api/documents/{pdf}?view=thumbnail", patient.Tokens));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync($"/api/documents/{pdf}?view=source", patient.Tokens));
    }

    [Fact]
    public async Task A_document_is_renamed_and_removed_by_its_owner_alone()
    {
        await using var consultant = await clinic.OnDutyAsync("consultant3");
        await using var stranger = await clinic.PatientAsync();
        await using var patient = await clinic.PatientAsync();
        await patient.ConsentAsync(consultant);
        var photo = await new Tus(clinic.Http, patient.Tokens).UploadAsync(patient.Person.PatientId, "image.jpg", Photo.Jpeg(64, 48));
        var list = await clinic.DocumentsAsync(patient);
        var document = Assert.Single(list.Documents);
        Assert.Equal((document.Bytes, 25_000_000, patient.Person.Name), (list.UsedBytes, list.MaxBytes, document.AddedBy));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync($"/api/patients/{patient.Person.PatientId}/documents", stranger.Tokens));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync($"/api/patients/{patient.Person.PatientId}/documents", consultant.Tokens));

        var rename = new { commandId = CommandId.New(), name = "Горло, 29 ноября" };
        foreach (var (tokens, status) in new[] { (stranger.Tokens, HttpStatusCode.NotFound), (consultant.Tokens, HttpStatusCode.Forbidden), (patient.Tokens, HttpStatusCode.OK), (patient.Tokens, HttpStatusCode.OK) })
        {
            using var answer = await clinic.PostAsync($"/api/documents/{photo}/name", rename, tokens);
            Assert.Equal(status, answer.StatusCode);
        }
        using var nameless = await clinic.PostAsync($"/api/documents/{photo}/name", new { name = " \u200b" }, patient.Tokens);
        Assert.Equal(HttpStatusCode.BadRequest, nameless.StatusCode);
        Assert.Equal("Горло, 29 ноября", (await clinic.DocumentsAsync(patient)).Documents.Single().Name);

        foreach (var (tokens, status) in new[] { (stranger.Tokens, HttpStatusCode.NotFound), (consultant.Tokens, HttpStatusCode.Forbidden), (patient.Tokens, HttpStatusCode.NoContent), (patient.Tokens, HttpStatusCode.NoContent) })
        {
            using var request = new HttpRequestMessage(HttpMethod.Delete, $"/api/documents/{photo}") { Headers = { Authorization = new("Bearer", tokens.AccessToken) } };
            using var answer = await clinic.Http.SendAsync(request);
            Assert.Equal(status, answer.StatusCode);
        }
        Assert.Empty((await clinic.DocumentsAsync(patient)).Documents);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync($"/api/documents/{photo}", patient.Tokens));
    }

    [Fact]
    public async Task A_transfer_waits_for_the_documents_that_were_asked_for()
    {
        await using var consultant = await clinic.OnDutyAsync("consultant4");
        await using var patient = await clinic.PatientAsync();
        var session = await patient.ConsentAsync(consultant);
        Assert.Equal("Снимок горла", (await consultant.Device.Command<SessionView>("AskForDocuments", session, "Снимок горла")).DocumentsAwaited);
        await patient.Device.Until(() => patient.Device.Kinds.Contains("documentsAsked"), "the patient reads what is asked for");
        object transfer = new { to = "therapist", reason = "Горло" };
        Assert.Equal("documentsAwaited", await consultant.Device.Refused("Transfer", CommandId.New(), session, transfer));
        Assert.Equal("wrongRole", await patient.Device.Refused("WaiveDocuments", CommandId.New(), session, "Не хочу"));

        await new Tus(clinic.Http, patient.Tokens).UploadAsync(patient.Person.PatientId, "image.jpg", Photo.Jpeg(64, 48));
        await consultant.Device.Until(() => consultant.Device.Kinds.Contains("documentAdded"), "the document is told");
        await consultant.Device.Command<SessionView>("AskForDocuments", session, "Ещё анализ крови");
        Assert.Null((await consultant.Device.Command<SessionView>("WaiveDocuments", session, "Анализа нет")).DocumentsAwaited);
        Assert.Equal(SessionPhase.WaitingForDoctor, (await consultant.Device.Command<SessionView>("Transfer", session, transfer)).Phase);
    }

    private async Task<HttpStatusCode> StatusAsync(string path, TokenPair tokens)
    {
        using var answer = await clinic.GetAsync(path, tokens);
        return answer.StatusCode;
    }

    private async Task<HttpResponseMessage> RangeAsync(string path, TokenPair tokens, long from, long to)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Authorization = new("Bearer", tokens.AccessToken), Range = new RangeHeaderValue(from, to) } };
        return await clinic.Http.SendAsync(request);
    }
}

[Collection(nameof(OnSqlite))]
public sealed class DocumentTestsOnSqlite(SqliteClinic clinic) : DocumentTests(clinic);

[Collection(nameof(OnPostgres))]
public sealed class DocumentTestsOnPostgres(PostgresClinic clinic) : DocumentTests(clinic);
