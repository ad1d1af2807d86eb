using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Medzdrav.Client;
using Medzdrav.Contracts;
using Medzdrav.Silo;
using Microsoft.Extensions.DependencyInjection;

namespace Medzdrav.Tests.Gateway;

/// <summary>A roster as a table: what is written is read as the same hours, and nothing in it is a formula.</summary>
[Collection(nameof(OnSqlite))]
public sealed partial class RosterExportTests(SqliteClinic clinic)
{
    private static readonly RosterPlan Plan = new(
        "Asia/Vladivostok",
        [
            new RosterHours(RosterKind.Booking, "детская урология", [Weekday.Monday, Weekday.Wednesday], "09:00", "13:00", new DateOnly(2026, 1, 12), new DateOnly(2027, 5, 31), 2, 15, OnHolidays: true, [new DateOnly(2026, 1, 26), new DateOnly(2026, 2, 9)]),
            new RosterHours(RosterKind.Booking, "урология", [Weekday.Sunday], "00:00", "24:00", new DateOnly(2026, 1, 1)),
            new RosterHours(RosterKind.Duty, "therapist", [Weekday.Friday], "20:00", "08:00", new DateOnly(2026, 1, 1)),
        ],
        [new RosterDay(RosterKind.Booking, "урология", new DateOnly(2026, 1, 31), "22:00", "24:00", 30)],
        [new RosterAbsence(new DateOnly(2026, 8, 1), new DateOnly(2026, 8, 14), "=HYPERLINK(\"http://x\")"), new RosterAbsence(new DateOnly(2026, 9, 1), new DateOnly(2026, 9, 1), "Учёба; «Москва»")]);

    [Fact]
    public async Task A_roster_that_is_written_as_a_table_is_read_as_the_same_and_a_week_as_its_single_days()
    {
        await using var keeper = await Device.ConnectAsync(clinic, (await clinic.SignInAsStaffAsync("rosterkeeper1")).AccessToken);
        using var browser = await Browser.OfStaffAsync(clinic, "rosterkeeper1");
        var (from, to) = (await MemberAsync(keeper), await MemberAsync(keeper));
        Assert.True((await keeper.Hub.SaveRosterAsync(from, Plan, 0).OrThrow()).Saved);

        var all = await FileAsync(browser, from, "span=all");
        Assert.Contains("\"'=HYPERLINK(\"\"http://x\"\")\"", all, StringComparison.Ordinal);
        var read = await keeper.Hub.ReadRosterFileAsync(to, RosterFileKind.Csv, all).OrThrow();
        Assert.Empty(read.Bad);
        Assert.Equal(Json(Plan with { Zone = read.Plan.Zone }), Json(read.Plan));

        // The last week of January, of which a day is February's.
        var week = await keeper.Hub.ReadRosterFileAsync(to, RosterFileKind.Csv, await FileAsync(browser, from, "week=2026-01-28&span=week")).OrThrow();
        Assert.Equal(["01-28 09:00-13:00 15", "01-30 20:00-08:00 0", "01-31 22:00-24:00 30", "02-01 00:00-24:00 0"], week.Plan.Days.Select(day => $"{day.Day:MM-dd} {day.From}-{day.Until} {day.BufferMinutes}"));
        var month = await keeper.Hub.ReadRosterFileAsync(to, RosterFileKind.Csv, await FileAsync(browser, from, "week=2026-01-28&span=month")).OrThrow();
        Assert.All(month.Plan.Days, day => Assert.Equal((2026, 1), (day.Day.Year, day.Day.Month)));
        Assert.Contains(month.Plan.Days, day => day.Day.Day == 12);
    }

    [Theory]
    [InlineData("")]
    [InlineData("garbage")]
    [InlineData("null")]
    [InlineData("""{"zone":"Europe/Moscow","hours":[null],"days":[],"absences":[]}""")]
    public async Task A_form_that_was_tampered_with_changes_nothing_and_is_answered_in_words(string waiting)
    {
        await using var keeper = await Device.ConnectAsync(clinic, (await clinic.SignInAsStaffAsync("rosterkeeper1")).AccessToken);
        using var browser = await Browser.OfStaffAsync(clinic, "rosterkeeper1");
        var staff = await MemberAsync(keeper);
        var page = await browser.Http.GetStringAsync($"/staff/roster?staff={staff}");
        var token = Token().Match(page).Groups[1].Value;

        using var answer = await browser.Http.PostAsync("/staff/roster?handler=Accept", new FormUrlEncodedContent(
            [new("staff", staff.Value), new("week", "2026-01-28"), new("basedOn", "0"), new("tap", $"{Guid.NewGuid()}"), new("waiting", waiting), new("__RequestVerificationToken", token)]));

        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}");
        Assert.Contains("График изменён", WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.Equal(0, (await keeper.Hub.RosterAsync(staff).OrThrow()).Version);
    }

    [GeneratedRegex("""name="__RequestVerificationToken" type="hidden" value="([^"]+)""")]
    private static partial Regex Token();

    private static string Json(RosterPlan plan) => System.Text.Json.JsonSerializer.Serialize(plan, WireJson.Options);

    private static async Task<string> FileAsync(Browser browser, StaffId staff, string query)
    {
        var bytes = await browser.Http.GetByteArrayAsync($"/staff/roster/export?staff={staff}&{query}");
        Assert.Equal(Encoding.UTF8.Preamble.ToArray(), bytes[..3]);
        return Encoding.UTF8.GetString(bytes[3..]);
    }

    private async Task<StaffId> MemberAsync(Device keeper)
    {
        var login = $"d{Guid.NewGuid():N}"[..20];
        Assert.Null(await clinic.Storage.GetRequiredService<StaffAccounts>().AddAsync(new NewMember(login, $"Графиков {login}", ["therapist", "specialist"], ["урология", "детская урология"]), "correct horse"));
        return (await keeper.Hub.RostersAsync().OrThrow()).Members.Single(member => member.Name == $"Графиков {login}").StaffId;
    }
}
