using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Medzdrav.Contracts;

namespace Medzdrav.Tests.Gateway;

/// <summary>The auditor and the person read who looked into a Medcard, and nobody else does.</summary>
public abstract partial class AuditPageTests(Clinic clinic)
{
    [Theory]
    [InlineData("consultant1")]
    [InlineData("therapist1")]
    [InlineData("paediatrician1")]
    [InlineData("specialist1")]
    [InlineData("supervisor1")]
    [InlineData("rosterkeeper1")]
    [InlineData("administrator1")]
    public async Task Nobody_but_the_auditor_sees_the_record(string login)
    {
        using var browser = await Browser.OfStaffAsync(clinic, login);

        foreach (var path in new[] { "/staff/audit", "/staff/audit/export", "/staff/audit?handler=export" })
        {
            using var answer = await browser.Http.GetAsync(path);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
        Assert.DoesNotContain("/staff/audit", await browser.Http.GetStringAsync("/staff"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_is_not_signed_in_or_no_staff_is_sent_to_sign_in()
    {
        await using var patient = await clinic.PatientAsync();
        using var stranger = new Browser(clinic);
        using var signedIn = await Browser.SignedInAsync(clinic, patient.Phone);

        foreach (var browser in new[] { stranger, signedIn })
        {
            using var answer = await browser.Http.GetAsync("/staff/audit/export");
            Assert.Equal("/staff/sign-in", answer.RequestMessage!.RequestUri!.AbsolutePath);
        }
    }

    [Fact]
    public async Task The_auditor_finds_the_person_by_phone_and_who_opened_the_card_and_takes_a_file_along()
    {
        await using var patient = await clinic.PatientAsync();
        var session = await OpenCardAsync(patient);
        using var auditor = await Browser.OfStaffAsync(clinic, "auditor1");

        var person = await FindAsync(auditor, patient.Phone);
        var page = WebUtility.HtmlDecode(await auditor.Http.GetStringAsync($"/staff/audit?person={person}"));
        Assert.Contains("Вежливая Анна Ивановна", page, StringComparison.Ordinal);
        Assert.Contains("карточка пациента", page, StringComparison.Ordinal);
        Assert.Contains($"session={session}", page, StringComparison.Ordinal);
        // Never in an address: what the person is called, and the number.
        Assert.DoesNotMatch($@"href=""[^""]*(Проверкин|%D0|{patient.Phone[2..]})", page);

        var file = await auditor.Http.GetByteArrayAsync($"/staff/audit/export?person={person}&post=consultant");
        Assert.Equal(Encoding.UTF8.Preamble.ToArray(), file[..3]);
        var rows = Encoding.UTF8.GetString(file[3..]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("\"Когда (Москва)\";\"Номер\";\"Кто\"", rows[0], StringComparison.Ordinal);
        Assert.All(rows[1..], row => Assert.Contains("\"Медконсультант\"", row, StringComparison.Ordinal));
        Assert.Contains(rows, row => row.Contains("карточка пациента", StringComparison.Ordinal) && row.Contains(session.Value, StringComparison.Ordinal));

        // The search, the page and the file are uses as well.
        var own = WebUtility.HtmlDecode(await auditor.Http.GetStringAsync($"/staff/audit?person={person}&post=auditor"));
        Assert.True(Regex.Count(own, "записи о доступе") >= 2);
        Assert.Contains("имя, дата рождения и полис", own, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_auditor_reads_which_administrator_changed_whose_staff_account()
    {
        var administrator = await clinic.SignInAsStaffAsync("administrator1");
        var login = $"a{Guid.NewGuid():N}"[..20];
        using var added = await clinic.PostAsync("/api/staff/members", new { commandId = Guid.NewGuid(), login, name = "Новенькая Нина", posts = new[] { "rosterKeeper" } }, administrator);
        Assert.Equal(HttpStatusCode.OK, added.StatusCode);
        using var auditor = await Browser.OfStaffAsync(clinic, "auditor1");

        var page = WebUtility.HtmlDecode(await auditor.Http.GetStringAsync("/staff/audit?post=administrator"));
        Assert.Contains("изменение: учётная запись сотрудника", page, StringComparison.Ordinal);
        Assert.Contains($"Новенькая Нина ({login})", page, StringComparison.Ordinal);
        var file = Encoding.UTF8.GetString(await auditor.Http.GetByteArrayAsync("/staff/audit/export?post=administrator"));
        Assert.Contains($"\"Новенькая Нина ({login})\"", file, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_of_two_letters_says_what_is_missing_and_strange_filters_find_nothing()
    {
        using var auditor = await Browser.OfStaffAsync(clinic, "auditor1");

        Assert.Contains("не меньше трёх знаков", await AskAsync(auditor, "аб"), StringComparison.Ordinal);
        Assert.Contains("Никого не нашли", await AskAsync(auditor, "Ненайденов"), StringComparison.Ordinal);
        foreach (var filter in new[] { "person=nobody", "reader=%27--", "session=x", "from=9999-12-31", "until=0001-01-01", "from=0001-01-01&person=nobody", "before=-5", "until=9999-12-31&person=nobody" })
            Assert.Contains("Записей нет", WebUtility.HtmlDecode(await auditor.Http.GetStringAsync($"/staff/audit?{filter}")), StringComparison.Ordinal);
        using var forged = await auditor.Http.PostAsync("/staff/audit", new FormUrlEncodedContent([new("who", "Иванова")]));
        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
    }

    [Fact]
    public async Task The_person_reads_who_looked_when_and_what_for_and_nobody_else_does()
    {
        await using var patient = await clinic.PatientAsync();
        await OpenCardAsync(patient);
        using var own = await Browser.SignedInAsync(clinic, patient.Phone);
        await using var stranger = await clinic.PatientAsync();
        using var other = await Browser.SignedInAsync(clinic, stranger.Phone);
        using var doctor = await Browser.OfStaffAsync(clinic, "therapist1");
        var address = $"/medcards/{patient.Person.PatientId.Value}/looks";

        Assert.Contains(address, await own.Http.GetStringAsync("/medcards"), StringComparison.Ordinal);
        var page = WebUtility.HtmlDecode(await own.Http.GetStringAsync(address));
        Assert.Contains("Вежливая Анна Ивановна", page, StringComparison.Ordinal);
        Assert.Contains("Медконсультант", page, StringComparison.Ordinal);
        Assert.Contains("Чтобы помочь в обращении.", page, StringComparison.Ordinal);
        foreach (var browser in new[] { other, doctor })
        {
            using var refused = await browser.Http.GetAsync(address);
            Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        }
        using var nobody = new Browser(clinic);
        using var asked = await nobody.Http.GetAsync(address);
        Assert.Equal("/sign-in", asked.RequestMessage!.RequestUri!.AbsolutePath);
    }

    /// <summary>A consultant takes the patient's call and opens the card.</summary>
    private async Task<SessionId> OpenCardAsync(Patient patient)
    {
        await using var consultant = await clinic.OnDutyAsync("consultant1");
        var session = await patient.Call();
        await consultant.Take(session, LegKind.Intake);
        await consultant.Device.Ask<PatientCard>("PatientCard", session);
        await consultant.Device.Command<SessionView>("CloseSession", session, "completed");
        return session;
    }

    /// <summary>Asks for the person by a form.</summary>
    /// <returns>The person's id, from the address that the form leads to.</returns>
    private static async Task<string> FindAsync(Browser auditor, string who)
    {
        using var answer = await SendAsync(auditor, who);
        return Assert.Single(Regex.Matches(answer.RequestMessage!.RequestUri!.Query, "person=([^&]+)")).Groups[1].Value;
    }

    private static async Task<string> AskAsync(Browser auditor, string who)
    {
        using var answer = await SendAsync(auditor, who);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    private static async Task<HttpResponseMessage> SendAsync(Browser auditor, string who)
    {
        var token = Token().Match(await auditor.Http.GetStringAsync("/staff/audit")).Groups[1].Value;
        return await auditor.Http.PostAsync("/staff/audit", new FormUrlEncodedContent([new("who", who), new("__RequestVerificationToken", token)]));
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}

[Collection(nameof(OnSqlite))]
public sealed class AuditPageTestsOnSqlite(SqliteClinic clinic) : AuditPageTests(clinic);

[Collection(nameof(OnPostgres))]
public sealed class AuditPageTestsOnPostgres(PostgresClinic clinic) : AuditPageTests(clinic);
