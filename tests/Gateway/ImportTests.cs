using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Medzdrav.Contracts;

namespace Medzdrav.Tests.Gateway;

public abstract class ImportTests(Clinic clinic)
{
    private const string Header = "Номер полиса;Дата покупки;Действует с;Действует по;ФИО;Дата рождения;Пол;Мобильный телефон\r\n";

    [Fact]
    public async Task An_administrator_imports_a_file_and_importing_it_again_changes_nothing()
    {
        var tokens = await AdministratorAsync();
        var file = File(rows: 5_000);

        var first = await ImportAsync(Body(file), tokens);
        var second = await ImportAsync(Body(file, "application/octet-stream"), tokens);

        Assert.Equal((5_000, 0, 0, 0), (first.Created, first.Updated, first.Unchanged, first.BadCount));
        Assert.Equal((0, 0, 5_000, 0), (second.Created, second.Updated, second.Unchanged, second.BadCount));
    }

    [Fact]
    public async Task A_check_says_what_the_import_would_do_and_stores_nothing()
    {
        var tokens = await AdministratorAsync();
        var file = File(rows: 3_000);

        var check = await ImportAsync(Body(file), tokens, "?dryRun=true");
        var import = await ImportAsync(Body(file), tokens);

        Assert.Equal((3_000, 0, 0, 0), (check.Created, check.Updated, check.Unchanged, check.BadCount));
        Assert.Equal(3_000, import.Created);
        Assert.Equal(3_000, (await ImportAsync(Body(file), tokens, "?dryRun=true")).Unchanged);
        foreach (var odd in new[] { "?dryRun=maybe", "?dryRun=true&dryRun=true", "?dryRun=" })
            Assert.Equal((HttpStatusCode.BadRequest, "invalid"), await RefusedAsync(Body(file), tokens, odd));
    }

    [Fact]
    public async Task A_form_with_a_file_is_taken_too()
    {
        using var form = new MultipartFormDataContent { { new StringContent("полисы"), "what" }, { Body(File(rows: 10)), "file", "полисы.csv" } };
        Assert.Equal(10, (await ImportAsync(form, await AdministratorAsync())).Created);

        using var nothing = new MultipartFormDataContent { { new StringContent("полисы"), "what" } };
        Assert.Equal((HttpStatusCode.BadRequest, "invalid"), await RefusedAsync(nothing, await AdministratorAsync()));
    }

    [Fact]
    public async Task A_form_whose_end_is_missing_is_refused()
    {
        var cut = Encoding.UTF8.GetBytes("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n" + Header);

        Assert.Equal((HttpStatusCode.BadRequest, "invalid"), await RefusedAsync(Body(cut, "multipart/form-data; boundary=b"), await AdministratorAsync()));
    }

    [Fact]
    public async Task Two_imports_of_one_file_at_once_make_each_policy_once()
    {
        var tokens = await AdministratorAsync();
        var file = File(rows: 2_000);

        var reports = await Task.WhenAll(ImportAsync(Body(file), tokens), ImportAsync(Body(file), tokens));

        Assert.Equal(2_000, reports.Sum(report => report.Created));
        Assert.Equal(0, reports.Sum(report => report.BadCount));
        Assert.Equal(2_000, (await ImportAsync(Body(file), tokens)).Unchanged);
    }

    [Fact]
    public async Task Nobody_else_imports()
    {
        await using var patient = await clinic.PatientAsync();

        Assert.Equal((HttpStatusCode.Unauthorized, "signInRequired"), await RefusedAsync(Body(File(1)), null));
        foreach (var tokens in new[] { patient.Tokens, await clinic.VisitAsync() })
            Assert.Equal((HttpStatusCode.Forbidden, "wrongRole"), await RefusedAsync(Body(File(1)), tokens));
        foreach (var login in new[] { "consultant1", "therapist1", "supervisor1" })
            Assert.Equal((HttpStatusCode.Forbidden, "rightMissing"), await RefusedAsync(Body(File(1)), await clinic.SignInAsStaffAsync(login)));
    }

    [Fact]
    public async Task An_empty_body_and_a_body_of_another_type_are_refused()
    {
        var tokens = await AdministratorAsync();

        Assert.Equal((HttpStatusCode.BadRequest, "invalid"), await RefusedAsync(Body([]), tokens));
        Assert.Equal((HttpStatusCode.BadRequest, "invalid"), await RefusedAsync(Body(File(1), "application/json"), tokens));
        Assert.Equal((HttpStatusCode.BadRequest, "invalid"), await RefusedAsync(Body(File(1), "multipart/form-data"), tokens));
        Assert.Equal((HttpStatusCode.BadRequest, "invalid"), await RefusedAsync(Body(File(1), "multipart/form-data; boundary=missing"), tokens));
    }

    [Fact]
    public async Task A_page_of_another_origin_can_not_import_with_an_administrators_cookie()
    {
        using var browser = await Browser.OfStaffAsync(clinic, "administrator1");
        var own = clinic.Address.GetLeftPart(UriPartial.Authority);

        foreach (var (origin, status) in new[] { (null, HttpStatusCode.Forbidden), ("https://elsewhere.example", HttpStatusCode.Forbidden), (own, HttpStatusCode.OK) })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/policies/import") { Content = Body(File(1)) };
            if (origin is not null)
                request.Headers.Add("Origin", origin);
            using var answer = await browser.Http.SendAsync(request);
            Assert.Equal(status, answer.StatusCode);
        }
    }

    [Fact]
    public async Task When_the_sender_goes_away_in_the_middle_the_file_can_simply_be_sent_again()
    {
        var tokens = await AdministratorAsync();
        var file = File(rows: 8_000);
        using (var line = await BeginAsync(tokens, file.Length))
            await line.GetStream().WriteAsync(file.AsMemory(0, file.Length / 2));

        var report = await ImportAsync(Body(file), tokens);

        Assert.Equal((8_000, 0), (report.Created + report.Updated + report.Unchanged, report.BadCount));
        Assert.DoesNotContain("failed", clinic.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_above_2_GiB_is_refused_before_it_comes()
    {
        using var line = await BeginAsync(await AdministratorAsync(), (2L << 30) + 1);
        await line.GetStream().WriteAsync("Номер"u8.ToArray());

        using var answer = new StreamReader(line.GetStream());
        Assert.Contains(" 413 ", await answer.ReadLineAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_administrator_is_somebody_and_never_on_duty()
    {
        var tokens = await AdministratorAsync();
        await using var device = await Device.ConnectAsync(clinic, tokens.AccessToken);
        using var answer = await clinic.GetAsync("/api/me", tokens);
        var me = JsonSerializer.Deserialize<JsonElement>(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync()).GetProperty("staff");

        Assert.Equal(["administrator"], me.GetProperty("roles").EnumerateArray().Select(role => role.GetString()!));
        Assert.Equal("off", me.GetProperty("duty").GetString());
        Assert.Equal("rightMissing", await device.Refused("Desk"));
        Assert.Equal("rightMissing", await device.Refused("SetDuty", CommandId.New(), "available"));
        Assert.Equal("rightMissing", await device.Refused("FindPatients", CommandId.New(), "Иванов"));
    }

    /// <summary>Begins to send a file, by hand.</summary>
    private async Task<TcpClient> BeginAsync(TokenPair tokens, long length)
    {
        var line = new TcpClient();
        await line.ConnectAsync(clinic.Address.Host, clinic.Address.Port);
        var head = $"POST /api/policies/import HTTP/1.1\r\nHost: {clinic.Address.Authority}\r\nAuthorization: Bearer {tokens.AccessToken}\r\nContent-Type: text/csv\r\nContent-Length: {length}\r\n\r\n";
        await line.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head));
        return line;
    }

    private Task<TokenPair> AdministratorAsync() => clinic.SignInAsStaffAsync("administrator1");

    /// <summary>Policies that no other test has.</summary>
    private static byte[] File(int rows)
    {
        var prefix = Guid.NewGuid().ToString("N")[..12];
        var text = new StringBuilder(Header);
        for (var row = 0; row < rows; row++)
            text.Append($"{prefix}-{row};01.02.2026;05.02.2026;04.02.2027;Проверочная Анна {prefix} {row};1990-05-01;ж;\r\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static ByteArrayContent Body(byte[] file, string type = "text/csv") => new(file) { Headers = { ContentType = MediaTypeHeaderValue.Parse(type) } };

    private async Task<ImportReport> ImportAsync(HttpContent body, TokenPair tokens, string query = "")
    {
        using var answer = await SendAsync(body, tokens, query);
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<ImportReport>(WireJson.Options))!;
    }

    private async Task<(HttpStatusCode Status, string? Code)> RefusedAsync(HttpContent body, TokenPair? tokens, string query = "")
    {
        using var answer = await SendAsync(body, tokens, query);
        return (answer.StatusCode, JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync()).GetProperty("code").GetString());
    }

    private async Task<HttpResponseMessage> SendAsync(HttpContent body, TokenPair? tokens, string query)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/policies/import" + query) { Content = body };
        request.Headers.Add("Origin", clinic.Address.GetLeftPart(UriPartial.Authority));
        if (tokens is not null)
            request.Headers.Authorization = new("Bearer", tokens.AccessToken);
        return await clinic.Http.SendAsync(request);
    }
}

[Collection(nameof(OnSqlite))]
public sealed class ImportTestsOnSqlite(SqliteClinic clinic) : ImportTests(clinic);

[Collection(nameof(OnPostgres))]
public sealed class ImportTestsOnPostgres(PostgresClinic clinic) : ImportTests(clinic);
