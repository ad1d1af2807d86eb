using System.Text.RegularExpressions;

namespace Medzdrav.Tests.Gateway;

/// <summary>Pages of days in whose address any day may stand, also one that no calendar reaches.</summary>
[Collection(nameof(OnSqlite))]
public sealed class FarDayTests(SqliteClinic clinic)
{
    private static readonly string[] Asked = ["0001-01-01", "1999-12-31", "2001-01-01", "2099-12-31", "2100-01-01", "9999-12-25", "9999-12-31", "2026-02-30", "завтра"];

    [Fact]
    public async Task A_page_of_days_shows_some_day_whichever_is_asked_for()
    {
        using var doctor = await Browser.OfStaffAsync(clinic, "therapist1");
        using var keeper = await Browser.OfStaffAsync(clinic, "rosterkeeper1");
        var member = Regex.Match(await keeper.Http.GetStringAsync("/staff/roster"), "<option value=\"([^\"]+)\"").Groups[1].Value;

        foreach (var day in Asked)
        {
            Assert.Contains("data-testid=\"days-shown\"", await doctor.Http.GetStringAsync($"/staff/calendar?day={day}"), StringComparison.Ordinal);
            Assert.Contains("data-testid=\"booked-week\"", await doctor.Http.GetStringAsync($"/staff/calendar?day={day}&view=week"), StringComparison.Ordinal);
            Assert.Contains("data-testid=\"roster-days\"", await keeper.Http.GetStringAsync($"/staff/roster?staff={member}&week={day}"), StringComparison.Ordinal);
        }
    }
}
