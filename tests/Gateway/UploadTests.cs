using System.Net;
using System.Security.Cryptography;
using Medzdrav.Contracts;

namespace Medzdrav.Tests.Gateway;

/// <summary>Files on their way into a Medcard by tus 1.0.</summary>
public abstract class UploadTests(Clinic clinic)
{
    [Fact]
    public async Task A_file_cut_twice_goes_on_and_is_the_document_that_was_sent()
    {
        await using var consultant = await clinic.OnDutyAsync("consultant1");
        await using var patient = await clinic.PatientAsync();
        await patient.ConsentAsync(consultant);
        var (tus, file) = (new Tus(clinic.Http, patient.Tokens), Photo.Pdf(2_000_000));
        var upload = await tus.BegunAsync(patient.Person.PatientId, "../Выписка \"из\" карты.pdf", file.Length);

        var first = await tus.CutAsync(upload, 0, file, pieces: 2);
        var second = await tus.CutAsync(upload, first, file[first..], pieces: 1);
        Assert.Equal((HttpStatusCode.Conflict, "offsetDiffers"), Told(await tus.PatchAsync(upload, first, file[first..])));
        Assert.Equal(HttpStatusCode.NoContent, (await tus.PatchAsync(upload, second, file[second..])).Status);

        var over = await tus.OverAsync(upload);
        Assert.Equal((file.Length, null), (over.Offset, over.Refusal));
        Assert.Equal(file.Length, (await tus.HeadAsync(upload)).Offset);
        using var original = await clinic.GetAsync($"/api/documents/{over.DocumentId}?view=original", patient.Tokens);
        Assert.Equal(SHA256.HashData(file), SHA256.HashData(await original.Content.ReadAsByteArrayAsync()));
        Assert.Equal("attachment", original.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal("Выписка \"из\" карты.pdf", original.Content.Headers.ContentDisposition?.FileNameStar);
    }

    [Fact]
    public async Task Two_tabs_that_send_one_file_at_once_make_one_document()
    {
        await using var consultant = await clinic.OnDutyAsync("consultant2");
        await using var patient = await clinic.PatientAsync();
        await patient.ConsentAsync(consultant);
        var (tus, file) = (new Tus(clinic.Http, patient.Tokens), Photo.Jpeg());
        var upload = await tus.BegunAsync(patient.Person.PatientId, "image.jpg", file.Length);

        var parts = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => tus.PatchAsync(upload, 0, file)));
        Assert.All(parts, part => Assert.True(part.Status is HttpStatusCode.NoContent or HttpStatusCode.Conflict));
        var first = (await tus.OverAsync(upload)).DocumentId;
        // Another tab that knew nothing of the first.
        Assert.Equal(first, await tus.UploadAsync(patient.Person.PatientId, "ещё раз.jpg", file));

        var others = new List<DocumentId>();
        for (var i = 0; i < 6; i++)
            others.Add(await tus.UploadAsync(patient.Person.PatientId, "image.jpg", Photo.Jpeg(64, 48)));
        Assert.Equal(6, others.Distinct().Count());
    }

    [Fact]
    public async Task Only_the_account_that_holds_the_person_uploads_and_only_with_a_consent()
    {
        await using var consultant = await clinic.OnDutyAsync("consultant3");
        await using var stranger = await clinic.PatientAsync();
        await using var patient = await clinic.PatientAsync();
        var (tus, strangers) = (new Tus(clinic.Http, patient.Tokens), new Tus(clinic.Http, stranger.Tokens));
        Assert.Equal((HttpStatusCode.Conflict, "consentRequired"), Told(await tus.BeginAsync(patient.Person.PatientId, "a.jpg", 9)));
        await patient.ConsentAsync(consultant);
        var upload = await tus.BegunAsync(patient.Person.PatientId, "a.jpg", 9);

        Assert.Equal((HttpStatusCode.NotFound, "notFound"), Told(await strangers.BeginAsync(patient.Person.PatientId, "a.jpg", 9)));
        Assert.Equal((HttpStatusCode.NotFound, "notFound"), Told(await strangers.PatchAsync(upload, 0, new byte[9])));
        Assert.Equal(HttpStatusCode.NotFound, (await strangers.HeadAsync(upload)).Status);
        Assert.Equal((HttpStatusCode.NotFound, "notFound"), Told(await strangers.EndAsync(upload)));
        Assert.Equal((HttpStatusCode.NotFound, "notFound"), Told(await tus.PatchAsync("/api/uploads/nobodys", 0, new byte[9])));
        Assert.Equal((HttpStatusCode.Forbidden, "wrongRole"), Told(await new Tus(clinic.Http, consultant.Tokens).BeginAsync(patient.Person.PatientId, "a.jpg", 9)));
        Assert.Equal((HttpStatusCode.Unauthorized, "signInRequired"), Told(await new Tus(clinic.Http, await clinic.VisitAsync()).BeginAsync(patient.Person.PatientId, "a.jpg", 9)));
        using var unsigned = await clinic.Http.PostAsync("/api/uploads", null);
        Assert.Equal(HttpStatusCode.Forbidden, unsigned.StatusCode);

        Assert.Equal(HttpStatusCode.NoContent, (await tus.EndAsync(upload)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await tus.HeadAsync(upload)).Status);
    }

    [Fact]
    public async Task A_file_that_is_no_document_is_refused_in_words_and_stays_so()
    {
        await using var consultant = await clinic.OnDutyAsync("consultant4");
        await using var patient = await clinic.PatientAsync();
        await patient.ConsentAsync(consultant);
        var (tus, person) = (new Tus(clinic.Http, patient.Tokens), patient.Person.PatientId);

        Assert.Equal((HttpStatusCode.BadRequest, "unsuitableFile"), Told(await tus.BeginAsync(person, "пусто.jpg", 0)));
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "fileTooLarge"), Told(await tus.BeginAsync(person, "26.pdf", 26_000_000)));
        foreach (var (name, file) in new (string, byte[])[]
        {
            ("рисунок.jpg", [.. "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"u8]),
            ("двойной.jpg", [.. Photo.Jpeg(64, 48), .. "<html><body>"u8]),
            ("половина.jpg", Photo.Jpeg()[..2_000]),
            ("не PDF.pdf", [.. "%PDF-1.7 это не PDF %%EOF"u8]),
        })
            Assert.Equal((HttpStatusCode.BadRequest, "unsuitableFile", true), await tus.RefusedAsync(person, name, file) is var (status, code, title) ? (status, code, title?.Length > 10) : default);

        var upload = await tus.BegunAsync(person, "рисунок.png", 5);
        await tus.PatchAsync(upload, 0, [.. "<svg>"u8]);
        Assert.Equal("unsuitableFile", (await tus.ViewAsync(upload)).Refusal?.Code);
        Assert.Empty((await clinic.DocumentsAsync(patient)).Documents);
    }

    [Fact]
    public async Task A_part_that_is_not_what_its_checksum_says_is_not_taken()
    {
        await using var consultant = await clinic.OnDutyAsync("consultant5");
        await using var patient = await clinic.PatientAsync();
        await patient.ConsentAsync(consultant);
        var (tus, file) = (new Tus(clinic.Http, patient.Tokens), Photo.Jpeg());
        var upload = await tus.BegunAsync(patient.Person.PatientId, "a.jpg", file.Length);

        Assert.Equal(((HttpStatusCode)460, "checksumDiffers"), Told(await tus.PatchAsync(upload, 0, file, $"sha1 {Convert.ToBase64String(new byte[20])}")));
        Assert.Equal((HttpStatusCode.BadRequest, "invalid"), Told(await tus.PatchAsync(upload, 0, file, "crc32 AAAA")));
        Assert.Equal(0, (await tus.HeadAsync(upload)).Offset);
        Assert.Equal(HttpStatusCode.NoContent, (await tus.PatchAsync(upload, 0, file, $"sha256 {Convert.ToBase64String(SHA256.HashData(file))}")).Status);
        Assert.NotNull((await tus.OverAsync(upload)).DocumentId);
    }

    [Fact]
    public async Task A_client_of_another_protocol_is_told_which_it_is()
    {
        await using var patient = await clinic.PatientAsync();
        using var told = await clinic.Http.SendAsync(new HttpRequestMessage(HttpMethod.Options, "/api/uploads"));
        Assert.Equal("creation,expiration,termination,checksum", told.Headers.GetValues("Tus-Extension").Single());

        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/uploads") { Headers = { Authorization = new("Bearer", patient.Tokens.AccessToken) } };
        using var answer = await clinic.Http.SendAsync(request);
        Assert.Equal((HttpStatusCode.PreconditionFailed, "1.0.0"), (answer.StatusCode, answer.Headers.GetValues("Tus-Version").Single()));
    }

    private static (HttpStatusCode, string?) Told(Tus.Answer answer) => (answer.Status, answer.Code);
}

[Collection(nameof(OnSqlite))]
public sealed class UploadTestsOnSqlite(SqliteClinic clinic) : UploadTests(clinic);

[Collection(nameof(OnPostgres))]
public sealed class UploadTestsOnPostgres(PostgresClinic clinic) : UploadTests(clinic);
