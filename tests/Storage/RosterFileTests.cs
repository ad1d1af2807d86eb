using Medzdrav.Contracts;
using Medzdrav.Silo;

namespace Medzdrav.Tests.Storage;

/// <summary>Hours from tables and calendars, spoilt ones too.</summary>
public sealed class RosterFileTests
{
    private static readonly DateOnly Today = new(2026, 11, 30);
    private static readonly RosterPlan Empty = RosterPlan.Empty("Europe/Moscow");

    [Fact]
    public async Task A_table_brings_weekly_hours_single_days_and_absences()
    {
        var read = await ReadAsync(RosterFileKind.Csv,
            """
            Вид;Специальность;Дни;С;По;Первый день;Последний день;Раз в недель;Перерыв;В праздники;Причина
            приём;терапевт;пн-ср, пт;9:00;13:00;01.12.2026;;2;15;;
            дежурство;;сб–вс;20:00;08:00;;;;;да;
            приём;Кардиолог;31.12.2026;10:00;12:00;;;;;;
            отсутствие;;;;;28.12.2026;30.12.2026;;;;Отпуск

            """);
        Assert.Empty(read.Bad);
        Assert.Equal(
            ["Booking therapist Monday,Tuesday,Wednesday,Friday 09:00-13:00 2026-12-01 2 15 False", "Duty therapist Saturday,Sunday 20:00-08:00 2026-11-30 1 0 True"],
            read.Plan.Hours.Select(hours => $"{hours.Kind} {hours.Specialty} {string.Join(',', hours.Days)} {hours.From}-{hours.Until} {hours.FirstDay:yyyy-MM-dd} {hours.EveryWeeks} {hours.BufferMinutes} {hours.OnHolidays}"));
        Assert.Equal([new RosterDay(RosterKind.Booking, "Кардиолог", new DateOnly(2026, 12, 31), "10:00", "12:00")], read.Plan.Days);
        Assert.Equal([new RosterAbsence(new DateOnly(2026, 12, 28), new DateOnly(2026, 12, 30), "Отпуск")], read.Plan.Absences);
    }

    [Fact]
    public async Task A_table_that_is_read_twice_changes_nothing()
    {
        const string Table = "Дни,С,По\nпн,09:00,13:00\n01.12.2026,09:00,13:00";
        var once = await ReadAsync(RosterFileKind.Csv, Table);
        var twice = await ReadAsync(RosterFileKind.Csv, Table, once.Plan);
        Assert.Equal((1, 1), (twice.Plan.Hours.Length, twice.Plan.Days.Length));
    }

    [Fact]
    public async Task Each_spoilt_line_of_a_table_says_what_is_wrong_and_the_others_are_taken()
    {
        var read = await ReadAsync(RosterFileKind.Csv,
            """
            Вид;Специальность;Дни;С;По;Первый день;Перерыв
            совещание;;пн;09:00;13:00;;
            ;невролог;пн;09:00;13:00;;
            ;;пн;09:10;13:00;;
            ;;послезавтра;09:00;13:00;;
            ;;пн;09:00;13:00;скоро;
            ;;пн;09:00;13:00;;долго
            отсутствие;;;;;;
            ;;вт;09:00;13:00;;
            """);
        Assert.Equal(
            [
                (2, "Вид «совещание» неизвестен: бывают дежурство, приём и отсутствие"), (3, "У сотрудника нет специальности «невролог»"), (4, "Время «09:10–13:00» не подходит: нужны часы и минуты, кратные 15"),
                (5, "Дни пишутся как «пн-пт», «пн, ср», «ежедневно» или датой 31.12.2026"), (6, "Дни пишутся как 31.12.2026"), (7, "«Перерыв» и «Раз в недель» — целые числа"),
                (8, "У отсутствия нет первого дня: дни пишутся как 31.12.2026"),
            ],
            read.Bad.Select(line => (line.Line, line.Reason)));
        Assert.Equal(Weekday.Tuesday, Assert.Single(read.Plan.Hours).Days.Single());
    }

    [Fact]
    public async Task An_exception_in_another_zone_is_left_out_and_so_is_one_by_its_day_and_one_that_was_moved()
    {
        var read = await ReadAsync(RosterFileKind.Ics, Calendar(
            """
            UID:a
            DTSTART;TZID=Europe/Moscow:20261201T090000
            DTEND;TZID=Europe/Moscow:20261201T130000
            RRULE:FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20261216T210000Z
            EXDATE;TZID=Asia/Yekaterinburg:20261203T110000
            EXDATE;VALUE=DATE:20261208
            """,
            """
            UID:a
            RECURRENCE-ID;TZID=Europe/Moscow:20261210T090000
            DTSTART;TZID=Europe/Moscow:20261210T100000
            DTEND;TZID=Europe/Moscow:20261210T120000
            """));
        Assert.Empty(read.Bad);
        Assert.Equal(["12-01 09:00-13:00", "12-15 09:00-13:00", "12-10 10:00-12:00"], Days(read));
    }

    [Fact]
    public async Task Events_of_other_zones_are_written_in_the_time_of_the_doctors_place()
    {
        var read = await ReadAsync(RosterFileKind.Ics, Calendar(
            "DTSTART;TZID=Asia/Vladivostok:20261202T060000\nDURATION:PT4H", "DTSTART:20261202T200000Z\nDTEND:20261203T050000Z\nSUMMARY:Ночное дежурство", "DTSTART;TZID=Russian Standard Time:20261205T090000\nDTEND;TZID=Russian Standard Time:20261205T100000"));
        Assert.Empty(read.Bad);
        Assert.Equal(["12-01 23:00-03:00", "12-02 23:00-08:00", "12-05 09:00-10:00"], Days(read));
        Assert.Equal([RosterKind.Booking, RosterKind.Duty, RosterKind.Booking], read.Plan.Days.Select(day => day.Kind));
    }

    [Fact]
    public async Task A_recurrence_without_an_end_is_taken_for_half_a_year_and_that_is_said()
    {
        var read = await ReadAsync(RosterFileKind.Ics, Calendar("DTSTART;TZID=Europe/Moscow:20251201T090000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY"));
        Assert.Equal([new RosterFileLine(1, "Повторение без конца: внесено по 30.05.2027")], read.Noted);
        Assert.Equal(26, read.Plan.Days.Length);
        Assert.Equal((new DateOnly(2026, 11, 30), new DateOnly(2027, 5, 24)), (read.Plan.Days[0].Day, read.Plan.Days[^1].Day));
    }

    [Fact]
    public async Task Hours_that_come_again_since_many_years_are_taken_from_today_on()
    {
        var read = await ReadAsync(RosterFileKind.Ics, Calendar("DTSTART;TZID=Europe/Moscow:20200106T090000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;UNTIL=20261211T210000Z"));
        Assert.Equal((10, new DateOnly(2026, 11, 30)), (read.Plan.Days.Length, read.Plan.Days[0].Day));
    }

    [Fact]
    public async Task A_calendar_of_more_hours_than_a_roster_keeps_is_not_read_on()
    {
        var read = await ReadAsync(RosterFileKind.Ics, Calendar([.. Enumerable.Range(0, 60).Select(at => $"DTSTART:202612{at / 24 + 1:00}T{at % 24:00}0000\nDURATION:PT15M\nRRULE:FREQ=DAILY;COUNT=800")]));
        Assert.Equal(801, read.Plan.Days.Length);
    }

    [Fact]
    public async Task A_calendar_of_very_many_events_that_come_again_is_refused_in_words()
    {
        var read = await ReadAsync(RosterFileKind.Ics, Calendar([.. Enumerable.Repeat("DTSTART:20261201T090000\nDURATION:PT1H\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", 101)]));
        Assert.Equal([new RosterFileLine(1, "Повторяющихся событий слишком много: 101, а читается не больше 100")], read.Bad);
    }

    [Theory]
    [InlineData("DTSTART;TZID=Mars/Base:20261201T090000\nDURATION:PT4H", "Неизвестный часовой пояс «Mars/Base»")]
    [InlineData("DTSTART;TZID=Europe/Moscow:20261201T090000", "У события нет конца: нужны DTEND или DURATION")]
    [InlineData("DTSTART;VALUE=DATE:20261201", "У события нет времени начала")]
    [InlineData("SUMMARY:Пустое", "У события нет времени начала")]
    [InlineData("DTSTART:20261201T090000\nDTEND:20261201T080000", "Событие длится больше суток или заканчивается раньше, чем начинается")]
    [InlineData("DTSTART:20261201T090000\nDURATION:P3D", "Событие длится больше суток или заканчивается раньше, чем начинается")]
    [InlineData("DTSTART:20261201T090500\nDURATION:PT1H", "Время 09:05–10:05 не кратно 15 минутам")]
    [InlineData("DTSTART:20261201T090000\nDURATION:PT1H\nRRULE:FREQ=MINUTELY", "Событие повторяется слишком часто: читаются повторения по дням, неделям, месяцам и годам")]
    [InlineData("DTSTART:20261201T090000\nDURATION:PT1H\nRRULE:FREQ=YEARLY;BYDAY=MO,TU;BYHOUR=8,9,10;BYMINUTE=0,15,30", "Событие повторяется слишком часто: читаются повторения по дням, неделям, месяцам и годам")]
    [InlineData("DTSTART:00010101T090000\nDURATION:PT1H\nRRULE:FREQ=DAILY", "Событие повторяется с 01.01.0001: это слишком давно")]
    [InlineData("DTSTART:20261201T090000\nDURATION:PT1H\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "Повторение этого события не читается")]
    [InlineData("DTSTART:20261201T090000\nDURATION:PT1H\nCATEGORIES:Невролог", "Специальность «Невролог» у сотрудника не указана")]
    public async Task An_event_that_can_not_be_taken_says_why_and_the_next_one_is_taken(string spoilt, string reason)
    {
        var read = await ReadAsync(RosterFileKind.Ics, Calendar(spoilt, "DTSTART:20261202T090000\nDURATION:PT1H\nCATEGORIES:Кардиолог"));
        Assert.Equal([new RosterFileLine(1, reason)], read.Bad);
        Assert.Equal("Кардиолог", read.Plan.Days[^1].Specialty);
    }

    [Theory]
    [InlineData(RosterFileKind.Ics, "")]
    [InlineData(RosterFileKind.Ics, "здравствуйте")]
    [InlineData(RosterFileKind.Ics, "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:20261201T090000\r\nRRULE:FREQ=XX\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")]
    [InlineData(RosterFileKind.Csv, "")]
    [InlineData(RosterFileKind.Csv, "Имя;Возраст\nАнна;5")]
    public async Task What_is_no_such_file_is_none(RosterFileKind kind, string text) =>
        Assert.Null(await new RosterFiles().ReadAsync(kind, text, Empty, ["therapist"], Today));

    private static async Task<RosterFileRead> ReadAsync(RosterFileKind kind, string text, RosterPlan? into = null) =>
        (await new RosterFiles().ReadAsync(kind, text, into ?? Empty, ["therapist", "Кардиолог"], Today))!;

    private static string[] Days(RosterFileRead read) => [.. read.Plan.Days.Select(day => $"{day.Day:MM-dd} {day.From}-{day.Until}")];

    private static string Calendar(params string[] events) =>
        $"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:test\n{string.Concat(events.Select(one => $"BEGIN:VEVENT\n{one}\nEND:VEVENT\n"))}END:VCALENDAR\n".Replace("\n", "\r\n", StringComparison.Ordinal);
}
