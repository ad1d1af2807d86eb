using System.Diagnostics;
using System.Net;

namespace Medzdrav.Tests.Gateway;

/// <summary>An insurer moves everybody away from a number, and gives it to somebody else later.</summary>
public abstract class FormerAccountTests(Clinic clinic)
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(5);

    private readonly string number = Guid.NewGuid().ToString("N");

    [Fact]
    public async Task Whoever_signed_in_by_the_number_before_is_out_within_five_seconds_and_reads_nothing_of_its_new_holder()
    {
        var phone = PhoneOf();
        await SendAsync("a", "Ромашкина Анна Павловна", phone);
        var app = await clinic.SignInByCodeAsync(phone);
        using var page = await Browser.SignedInAsync(clinic, phone);
        await using var device = await Device.ConnectAsync(clinic, app.AccessToken);

        await SendAsync("a", "Ромашкина Анна Павловна", PhoneOf());
        await SendAsync("b", "Самоварова Вера Ильинична", phone);
        var since = Stopwatch.StartNew();

        Assert.DoesNotContain("Самоварова", await (await clinic.GetAsync("/api/me", app)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await device.Closed;
        Assert.InRange(since.Elapsed, TimeSpan.Zero, Within);
        Assert.Equal(HttpStatusCode.Unauthorized, (await clinic.GetAsync("/api/me", app)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await clinic.PostAsync("/api/sign-in/refresh", new { refreshToken = app.RefreshToken })).StatusCode);
        Assert.Contains("Страховая компания изменила номер для входа.", await page.Http.GetStringAsync(new Uri("/sign-in", UriKind.Relative), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal("Самоварова Вера Ильинична", Assert.Single((await clinic.MeAsync(await clinic.SignInByCodeAsync(phone))).Patients).Name);
    }

    private static string PhoneOf() => $"+7903{Random.Shared.Next(10_000_000):0000000}";

    private Task SendAsync(string policy, string name, string phone) => clinic.InsureAsync(number + policy, name, phone);
}

[Collection(nameof(OnSqlite))]
public sealed class SqliteFormerAccountTests(SqliteClinic clinic) : FormerAccountTests(clinic);

[Collection(nameof(OnPostgres))]
public sealed class PostgresFormerAccountTests(PostgresClinic clinic) : FormerAccountTests(clinic);
