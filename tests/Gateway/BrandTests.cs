using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Medzdrav.Contracts;

namespace Medzdrav.Tests.Gateway;

/// <summary>The platform under the names of three insurers, over real connections.</summary>
public abstract partial class BrandTests(Clinic clinic)
{
    private const string Romashka = "romashka.localhost";
    private const string Vasilek = "vasilek.localhost";

    [Theory]
    [InlineData(Romashka, "Ромашка Здоровье", "8 (800) 000-10-20", "tel:+78000001020", "help@romashka.example")]
    [InlineData(Vasilek, "Василёк", "8 (800) 000-30-40", "tel:+78000003040", "vopros@vasilek.example")]
    [InlineData("127.0.0.1", "Медздрав", "8 (800) 500-61-11", "tel:+78005006111", null)]
    [InlineData("nobody.example", "Медздрав", "8 (800) 500-61-11", "tel:+78005006111", null)]
    [InlineData("ROMASHKA.localhost.", "Ромашка Здоровье", "8 (800) 000-10-20", "tel:+78000001020", "help@romashka.example")]
    public async Task Each_page_names_the_insurer_of_its_host(string host, string logo, string hotline, string dialled, string? address)
    {
        foreach (var path in new[] { "/", "/sign-in", "/medcards", "/check", "/offline", "/staff/sign-in", "/consents/current", "/nothing-here" })
        {
            var page = await PageAsync(host, path);

            Assert.Contains($"— {logo}</title>", page, StringComparison.Ordinal);
            Assert.Contains(hotline, page, StringComparison.Ordinal);
            Assert.Contains(dialled, page, StringComparison.Ordinal);
            foreach (var others in new[] { "8 (800) 000-10-20", "8 (800) 000-30-40", "8 (800) 500-61-11" })
                if (others != hotline)
                    Assert.DoesNotContain(others, page, StringComparison.Ordinal);
            if (address is not null)
                Assert.Contains(address, page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_colours_come_in_a_file_of_the_host_that_browsers_keep()
    {
        var (ours, theirs) = (await StyleAsync(Romashka), await StyleAsync(Vasilek));

        Assert.Contains("--accent: #7b3f98;", ours.Text, StringComparison.Ordinal);
        Assert.Contains("--accent: #d3a5ea;", ours.Text, StringComparison.Ordinal);
        Assert.Contains("--accent: #2f54c4;", theirs.Text, StringComparison.Ordinal);
        Assert.NotEqual(ours.Path, theirs.Path);
        Assert.Contains("immutable", ours.Caching, StringComparison.Ordinal);
        Assert.Contains("#7b3f98", await PageAsync(Romashka, "/brand.svg"), StringComparison.Ordinal);
        // An address of another version is answered, but not kept.
        using var old = await GetAsync(Romashka, "/brand.css?v=old");
        Assert.Equal("no-cache", old.Headers.CacheControl!.ToString());
    }

    [Fact]
    public async Task The_content_policy_allows_no_style_inside_a_page()
    {
        using var answer = await GetAsync(Romashka, "/");

        Assert.StartsWith("default-src 'self';", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.DoesNotContain("style=", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_consent_text_of_a_host_names_its_insurer()
    {
        var (ours, theirs, platforms) = (await ConsentAsync(Romashka), await ConsentAsync(Vasilek), await ConsentAsync("127.0.0.1"));

        Assert.Equal(("romashka-1", "romashka"), (ours.Version, ours.Insurer.Value));
        Assert.Contains("АО «Страховая компания „Ромашка“»", ours.Text, StringComparison.Ordinal);
        Assert.Contains("АО «Страховая компания „Ромашка“»", await PageAsync(Romashka, "/consents/current"), StringComparison.Ordinal);
        Assert.Equal(("vasilek-1", "vasilek"), (theirs.Version, theirs.Insurer.Value));
        Assert.Equal(("2026-11", "default"), (platforms.Version, platforms.Insurer.Value));
        Assert.Equal(3, new[] { ours.Hash, theirs.Hash, platforms.Hash }.Distinct().Count());
    }

    [Fact]
    public async Task The_code_comes_in_the_words_of_the_host()
    {
        foreach (var (host, phone, name) in new[] { (Romashka, "+79990001001", "«Ромашка Здоровье»"), (Vasilek, "+79990001002", "«Василёк»"), ("127.0.0.1", "+79990001003", "Медздрав") })
        {
            using var request = Request(HttpMethod.Post, host, "/api/sign-in/codes");
            request.Content = JsonContent.Create(new { phone }, options: WireJson.Options);
            using var answer = await clinic.Http.SendAsync(request);
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);

            Assert.Contains($"код для входа в {name}", (await clinic.SentAsync(phone))[0].Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_change_on_the_console_is_seen_within_five_seconds()
    {
        await PageAsync("lyutik.example", "/");
        var began = Stopwatch.GetTimestamp();
        Assert.Equal("lyutik is added.", (await clinic.CommandAsync("insurer", "add", "lyutik", "--name", "Лютик", "--logo", "Лютик", "--host", "lyutik.example", "--hotline", "+7 495 000-00-00")).Trim());
        var written = Stopwatch.GetTimestamp();

        while (!(await PageAsync("lyutik.example", "/")).Contains("— Лютик</title>", StringComparison.Ordinal))
            Assert.True(Stopwatch.GetElapsedTime(written) < TimeSpan.FromSeconds(5), $"not seen, {Stopwatch.GetElapsedTime(began)} after the command");
        Assert.Contains("tel:+74950000000", await PageAsync("lyutik.example", "/"), StringComparison.Ordinal);
    }

    private async Task<(string Path, string Text, string Caching)> StyleAsync(string host)
    {
        var path = BrandStyle().Match(await PageAsync(host, "/")).Groups[1].Value;
        using var answer = await GetAsync(host, path);
        Assert.Equal("text/css", answer.Content.Headers.ContentType!.MediaType);
        return (path, await answer.Content.ReadAsStringAsync(), answer.Headers.CacheControl!.ToString());
    }

    private async Task<ConsentText> ConsentAsync(string host)
    {
        using var answer = await GetAsync(host, "/api/consents/current");
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<ConsentText>(WireJson.Options))!;
    }

    private async Task<string> PageAsync(string host, string path)
    {
        using var answer = await GetAsync(host, path);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    private async Task<HttpResponseMessage> GetAsync(string host, string path)
    {
        using var request = Request(HttpMethod.Get, host, path);
        return await clinic.Http.SendAsync(request);
    }

    private HttpRequestMessage Request(HttpMethod method, string host, string path) =>
        new(method, path) { Headers = { Host = $"{host}:{clinic.Address.Port}" } };

    [GeneratedRegex("""href="(/brand\.css\?v=[0-9a-f]+)["]""")]
    private static partial Regex BrandStyle();
}

[Collection(nameof(OnSqlite))]
public sealed class SqliteBrandTests(SqliteClinic clinic) : BrandTests(clinic);

[Collection(nameof(OnPostgres))]
public sealed class PostgresBrandTests(PostgresClinic clinic) : BrandTests(clinic);
