using System.Globalization;
using Microsoft.Playwright;

namespace Medzdrav.Tests.Browser;

/// <summary>A keeper of rosters gives a doctor hours, by forms and by a file.</summary>
[Collection(Clinic.Shared)]
public sealed class RosterTests
{
    private const string Doctor = "Кардиограммова Вера Ильинична: кардиология";

    /// <summary>A Monday some weeks ahead.</summary>
    private static readonly DateOnly Monday = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().DateTime) is var today ? today.AddDays(42 - ((int)today.DayOfWeek + 6) % 7) : default;

    [Fact]
    public Task Hours_are_added_shown_by_weeks_refused_where_they_overlap_and_taken_away_by_an_absence() => Clinic.VisitAsync(async clinic =>
    {
        var keeper = await clinic.ColleagueAsync("rosterkeeper1");
        await keeper.Page.GotoAsync("/staff");
        await keeper.TestId("place-roster").ClickAsync();
        await keeper.TestId("roster-staff").SelectOptionAsync(new SelectOptionValue { Label = $"{Doctor} (графика нет)" });
        await keeper.TestId("roster-show").ClickAsync();
        await keeper.Expect("roster-empty").ToContainTextAsync("Графика пока нет");
        await Gallery.TakeAsync(keeper, "roster-empty");

        await AddAsync(keeper, "9:00", "13");
        await keeper.Expect("roster-entries").ToContainTextAsync("Приём, кардиология: пн, ср 09:00–13:00");
        await GoToWeekAsync(keeper);
        var days = keeper.TestId("roster-days").Locator("li");
        await Assertions.Expect(days.Nth(0)).ToContainTextAsync("09:00–13:00");
        await Assertions.Expect(days.Nth(1)).Not.ToContainTextAsync("09:00");
        await Assertions.Expect(days.Nth(2)).ToContainTextAsync("09:00–13:00");

        await keeper.TestId("roster-add-hours").ClickAsync();
        await AddAsync(keeper, "12:00", "15:00");
        await keeper.Expect("roster-fault").ToContainTextAsync("Пересекаются приём");
        await keeper.Expect("roster-fault").ToBeFocusedAsync();
        await keeper.Expect("hours-from").ToHaveValueAsync("12:00");
        await keeper.Expect("roster-on-wednesday").ToBeCheckedAsync();
        await keeper.Expect("roster-on-tuesday").Not.ToBeCheckedAsync();
        await Gallery.TakeAsync(keeper, "roster-conflict");

        await keeper.TestId("roster-add-absence").ClickAsync();
        await keeper.TestId("absence-first").FillAsync(Field(Monday));
        await keeper.TestId("absence-last").FillAsync(Field(Monday));
        await keeper.TestId("absence-save").ClickAsync();
        await Assertions.Expect(days.Nth(0)).Not.ToContainTextAsync("09:00");
        await Gallery.TakeAsync(keeper, "roster-week");
        await keeper.TestId("roster-copy").ClickAsync();
        await keeper.Expect("roster-fault").ToHaveCountAsync(0);
        await keeper.TestId("roster-after").ClickAsync();
        await Assertions.Expect(days.Nth(0)).ToContainTextAsync("09:00–13:00");
        await keeper.TestId("roster-before").ClickAsync();
        await Assertions.Expect(days.Nth(0)).Not.ToContainTextAsync("09:00");

        await MoveAsync(keeper, days);

        await UploadAsync(keeper, "Дни;С;По\nвт;10:00;12:00\nвт;10:05;12:00");
        await keeper.Expect("roster-bad").ToContainTextAsync("3: Время «10:05–12:00» не подходит");
        await Gallery.TakeAsync(keeper, "roster-file");
        await UploadAsync(keeper, "Дни;С;По;В праздники\nвт;10:00;12:00;да");
        await Assertions.Expect(days.Nth(1)).ToContainTextAsync("10:00–12:00");

        for (var left = 4; left > 0; left--)
        {
            await keeper.Expect("roster-remove").ToHaveCountAsync(left);
            await keeper.TestId("roster-remove").First.ClickAsync();
            await keeper.TestId("confirm-yes").ClickAsync();
        }
        await keeper.Expect("roster-empty").ToBeVisibleAsync();
    });

    /// <summary>Wednesday's hours go to Thursday by the keyboard and back by the pointer, and nothing changes without an answer.</summary>
    private static async Task MoveAsync(Person keeper, ILocator days)
    {
        await GoToWeekAsync(keeper);
        await days.Nth(2).GetByTestId("roster-shift").FocusAsync();
        foreach (var key in new[] { "ArrowRight", "ArrowDown", "Shift+ArrowDown" })
            await keeper.Page.Keyboard.PressAsync(key);
        await Assertions.Expect(days.Nth(2)).ToContainTextAsync("09:15–13:30");
        await keeper.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(days.Nth(2)).ToContainTextAsync("09:00–13:00");
        await keeper.Page.Keyboard.PressAsync("ArrowRight");
        await keeper.Page.Keyboard.PressAsync("Enter");
        await keeper.TestId("shift-once").ClickAsync();
        await Assertions.Expect(days.Nth(3)).ToContainTextAsync("09:00–13:00");
        await Assertions.Expect(days.Nth(2)).Not.ToContainTextAsync("09:00");
        await keeper.Expect("roster-entries").ToContainTextAsync("кроме");

        var shift = (await days.Nth(3).GetByTestId("roster-shift").BoundingBoxAsync())!;
        var (column, minute) = ((await days.Nth(3).BoundingBoxAsync())!.X - (await days.Nth(2).BoundingBoxAsync())!.X, shift.Height / 240);
        await keeper.Page.Mouse.MoveAsync(shift.X + shift.Width / 2, shift.Y + 20);
        await keeper.Page.Mouse.DownAsync();
        await keeper.Page.Mouse.MoveAsync(shift.X + shift.Width / 2 - column, shift.Y + 20 + 60 * minute, new() { Steps = 5 });
        await keeper.Page.Mouse.UpAsync();
        await Gallery.TakeAsync(keeper, "roster-moved");
        await keeper.TestId("shift-once").ClickAsync();
        await Assertions.Expect(days.Nth(2)).ToContainTextAsync("10:00–14:00");
        await days.Nth(2).GetByTestId("roster-shift").ClickAsync();
        await keeper.TestId("shift-until").FillAsync("14:30");
        await Gallery.TakeAsync(keeper, "roster-shift");
        await keeper.TestId("shift-save").ClickAsync();
        await Assertions.Expect(days.Nth(2)).ToContainTextAsync("10:00–14:30");

        var week = new Uri(keeper.Page.Url).PathAndQuery;
        await keeper.TestId("roster-by-specialty").ClickAsync();
        await keeper.TestId("roster-specialty").SelectOptionAsync("кардиология");
        await keeper.TestId("roster-show").ClickAsync();
        await keeper.Expect("roster-board").ToContainTextAsync("10:00–14:30");
        await Gallery.TakeAsync(keeper, "roster-specialty");
        await keeper.TestId("roster-alarms").ClickAsync();
        await keeper.Expect("alarm").ToContainTextAsync(["медконсультант", "терапевт", "педиатр"]);
        await Gallery.TakeAsync(keeper, "roster-alarms");
        await keeper.Page.GotoAsync(week);
    }

    private static async Task AddAsync(Person keeper, string from, string until)
    {
        await keeper.TestId("hours-from").FillAsync(from);
        await keeper.TestId("hours-until").FillAsync(until);
        await keeper.TestId("roster-on-monday").CheckAsync();
        await keeper.TestId("roster-on-wednesday").CheckAsync();
        await keeper.TestId("roster-holidays").CheckAsync();
        await keeper.TestId("roster-save-hours").ClickAsync();
    }

    private static async Task GoToWeekAsync(Person keeper)
    {
        var address = new Uri(keeper.Page.Url);
        await keeper.Page.GotoAsync($"{address.AbsolutePath}?{address.Query.TrimStart('?').Split('&')[0]}&week={Field(Monday)}");
    }

    private static async Task UploadAsync(Person keeper, string table)
    {
        // After a file that was refused the form stays open.
        if (!await keeper.TestId("roster-file").IsVisibleAsync())
            await keeper.TestId("roster-add-file").ClickAsync();
        await keeper.TestId("roster-file").SetInputFilesAsync(new FilePayload { Name = "roster.csv", MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes(table) });
        await keeper.TestId("roster-upload").ClickAsync();
    }

    private static string Field(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
