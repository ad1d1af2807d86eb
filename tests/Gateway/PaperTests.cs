using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Medzdrav.Contracts;
using UglyToad.PdfPig;

namespace Medzdrav.Tests.Gateway;

/// <summary>A conclusion on the screen, as a PDF and as a FHIR document: the same content, for those who may read it.</summary>
public abstract partial class PaperTests(Clinic clinic)
{
    private const string Hard = "Боль <b>слева</b> & «справа»\vno\u00a0break\u00a0здесь\nи\u0306од е\u0308лка а\u0301, 👍🏽 💊 🧬 ☂ 𓀀\u200b\u00ad end\u0007";
    private static readonly ConclusionText Text = new($"Жалобы {Hard}", $"Анамнез {Hard}", $"J06.9 Диагноз {Hard}", $"Рекомендации {Hard}", $"I10 Второй {Hard}", 3);

    [Fact]
    public async Task Whatever_was_typed_is_the_same_on_the_screen_in_the_PDF_and_in_the_FHIR_document()
    {
        await using var consulted = await Consulted.BeginAsync(clinic);
        var signed = await consulted.SignAsync(Text);
        Assert.Equal((Text, 1, 1, SignedText.HashOf(signed)), (signed.Text, signed.Edition, signed.Editions, signed.TextHash));
        using var browser = await Browser.SignedInAsync(clinic, consulted.Patient.Phone);

        var page = WebUtility.HtmlDecode(await browser.Http.GetStringAsync($"/conclusions/{signed.ConclusionId}"));
        using var pdf = PdfDocument.Open(await BytesAsync($"/api/conclusions/{signed.ConclusionId}.pdf", consulted.Patient.Tokens));
        var printed = Squeezed(string.Concat(pdf.GetPages().Select(one => one.Text)));
        using var bundle = JsonDocument.Parse(await BytesAsync($"/api/conclusions/{signed.ConclusionId}.fhir.json", consulted.Patient.Tokens));
        var sections = bundle.RootElement.GetProperty("entry")[0].GetProperty("resource").GetProperty("section").EnumerateArray().ToArray();

        Assert.Equal(6, sections.Length);
        foreach (var (section, i) in ConclusionPaper.Sections(Text).Select((section, i) => (section, i)))
        {
            Assert.Contains($"<p class=\"as-typed\">{section.Text}</p>", page, StringComparison.Ordinal);
            Assert.Equal(section.Text, FhirRules.TextOf(sections[i].GetProperty("text").GetProperty("div").GetString()!));
            Assert.Contains(Squeezed(Printed(section.Text)), printed, StringComparison.Ordinal);
        }
        foreach (var said in new[] { signed.PatientName, signed.DoctorName, signed.TextHash!, "8 (800) 500-61-11", "Медздрав", "Страница 1 из" })
            Assert.Contains(Squeezed(said), printed, StringComparison.Ordinal);
        Assert.Contains(signed.TextHash!, page, StringComparison.Ordinal);
        Assert.All(pdf.GetPages().SelectMany(one => one.Letters), letter => Assert.NotEqual("\0", letter.Value));
    }

    [Fact]
    public async Task A_long_conclusion_goes_over_numbered_pages_under_the_insurers_head()
    {
        await using var consulted = await Consulted.BeginAsync(clinic);
        var word = new string('щ', 400);
        var signed = await consulted.SignAsync(Text with { History = string.Join('\n', Enumerable.Range(1, 300).Select(i => $"Строка {i} анамнеза, который всё не кончается.")), Recommendations = word });

        using var answer = await clinic.GetAsync($"/api/conclusions/{signed.ConclusionId}.pdf", consulted.Doctor.Tokens);
        using var pdf = PdfDocument.Open(await answer.Content.ReadAsByteArrayAsync());
        var pages = pdf.GetPages().ToArray();

        Assert.Equal("application/pdf", answer.Content.Headers.ContentType!.MediaType);
        Assert.DoesNotContain(signed.PatientName.Split(' ')[0], answer.Content.Headers.ContentDisposition!.FileNameStar ?? "", StringComparison.Ordinal);
        Assert.InRange(pages.Length, 5, 12);
        foreach (var page in pages)
        {
            Assert.Contains(Squeezed($"Страница {page.Number} из {pages.Length}"), Squeezed(page.Text), StringComparison.Ordinal);
            Assert.All(page.Letters, letter => Assert.InRange(letter.BoundingBox.Right, 50, 545));
        }
        var all = Squeezed(string.Concat(pages.Select(page => page.Text)));
        Assert.All(Enumerable.Range(1, 300), i => Assert.Contains(Squeezed($"Строка {i} анамнеза"), all, StringComparison.Ordinal));
        Assert.InRange(all.Count(letter => letter == 'щ'), 400, 420);
    }

    [Fact]
    public async Task The_bundle_is_a_FHIR_document_by_its_rules()
    {
        await using var consulted = await Consulted.BeginAsync(clinic);
        var signed = await consulted.SignAsync(Text with { SecondaryDiagnoses = "I10 Гипертензия\nзапор" });

        var json = await BytesAsync($"/api/conclusions/{signed.ConclusionId}.fhir.json", consulted.Patient.Tokens);

        FhirRules.AssertDocument(json);
        Assert.Equal(json, await BytesAsync($"/api/conclusions/{signed.ConclusionId}.fhir.json", consulted.Doctor.Tokens));
        var records = consulted.Doctor.Device.Client.Records;
        Assert.Equal(json, (await records.ConclusionBundleAsync(signed.ConclusionId, edition: 1)).Value);
        Assert.Equal("%PDF"u8.ToArray(), (await records.ConclusionPdfAsync(signed.ConclusionId)).Value![..4]);
        Assert.Equal((1, "notFound"), ((await records.ConclusionAsync(signed.ConclusionId, edition: 1)).Value!.Edition, (await records.ConclusionAsync(signed.ConclusionId, edition: 2)).Refusal?.Code));
        using var bundle = JsonDocument.Parse(json);
        var resources = bundle.RootElement.GetProperty("entry").EnumerateArray().Select(entry => entry.GetProperty("resource")).ToArray();
        Assert.Equal(["Composition", "Patient", "Practitioner", "Organization", "Encounter", "Condition", "Condition", "Condition"], resources.Select(resource => resource.GetProperty("resourceType").GetString()));
        Assert.Equal(["J06.9", "I10"], resources[5..].Where(condition => condition.GetProperty("code").TryGetProperty("coding", out _)).Select(condition => condition.GetProperty("code").GetProperty("coding")[0].GetProperty("code").GetString()));
        Assert.Equal("final", resources[0].GetProperty("status").GetString());
    }

    [Fact]
    public async Task Papers_are_for_those_who_may_read_the_conclusion()
    {
        await using var consulted = await Consulted.BeginAsync(clinic);
        await using var stranger = await clinic.PatientAsync();
        var draft = (await consulted.Doctor.Device.Hub.SaveConclusionAsync(consulted.Session, Text)).Value!.ConclusionId;
        Assert.Equal(HttpStatusCode.Conflict, await clinic.StatusAsync($"/api/conclusions/{draft}.pdf", consulted.Doctor.Tokens));
        var signed = await consulted.SignAsync(Text);

        foreach (var form in new[] { "", ".pdf", ".fhir.json" })
        {
            var path = $"/api/conclusions/{signed.ConclusionId}{form}";
            Assert.Equal(HttpStatusCode.OK, await clinic.StatusAsync(path, consulted.Patient.Tokens));
            Assert.Equal(HttpStatusCode.OK, await clinic.StatusAsync(path, consulted.Doctor.Tokens));
            Assert.Equal(HttpStatusCode.NotFound, await clinic.StatusAsync(path, stranger.Tokens));
            Assert.Equal(HttpStatusCode.NotFound, await clinic.StatusAsync(path, await clinic.SignInAsStaffAsync("therapist4")));
            Assert.Equal(HttpStatusCode.NotFound, await clinic.StatusAsync(path, await clinic.VisitAsync()));
            Assert.Equal(HttpStatusCode.Forbidden, await clinic.StatusAsync(path, consulted.Consultant.Tokens));
            Assert.Equal(HttpStatusCode.NotFound, await clinic.StatusAsync(path + "?edition=2", consulted.Patient.Tokens));
            using var nobody = await clinic.Http.GetAsync(path);
            Assert.Equal(HttpStatusCode.Unauthorized, nobody.StatusCode);
        }
        Assert.Equal(HttpStatusCode.NotFound, await clinic.StatusAsync("/api/conclusions/nobodys.pdf", consulted.Patient.Tokens));
    }

    /// <summary>As the paper has it: invisible characters and skin tones are not drawn, and a letter that no font has is its code.</summary>
    private static string Printed(string text)
    {
        var printed = new StringBuilder();
        foreach (var sign in text.EnumerateRunes())
            if (sign.Value == 0x13000)
                printed.Append("[U+13000]");
            else if (!TypedText.IsInvisible(sign) && sign.Value is < 0x1F3FB or > 0x1F3FF)
                printed.Append(sign);
        return printed.ToString();
    }

    /// <summary>Without the spaces, which a PDF does not keep.</summary>
    private static string Squeezed(string text) => Spaces().Replace(text, "").Normalize(NormalizationForm.FormC);

    private async Task<byte[]> BytesAsync(string path, TokenPair tokens)
    {
        using var answer = await clinic.GetAsync(path, tokens);
        return await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}

[Collection(nameof(OnSqlite))]
public sealed class PaperTestsOnSqlite(SqliteClinic clinic) : PaperTests(clinic);

[Collection(nameof(OnPostgres))]
public sealed class PaperTestsOnPostgres(PostgresClinic clinic) : PaperTests(clinic);
