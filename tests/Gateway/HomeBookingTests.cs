using Medzdrav.Contracts;
using Medzdrav.Web;

namespace Medzdrav.Tests.Gateway;

/// <summary>The home page announces a booking within a day, and leads into it when it is time to call.</summary>
public sealed class HomeBookingTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 30, 9, 0, 0, TimeSpan.Zero);
    private static readonly ServiceTerms Terms = new(
        TimeSpan.FromMinutes(20), [TimeSpan.FromMinutes(3)], TimeSpan.FromMinutes(7), TimeSpan.FromMinutes(2), TimeSpan.FromHours(36), TimeSpan.FromMinutes(10),
        OffersMissed: 3, MessageCharacters: 500, ReasonCharacters: 100, ConclusionCharacters: 9_000, TimeZone: "Europe/Moscow");

    [Fact]
    public async Task A_booking_of_today_is_announced_with_a_link_to_the_calendar()
    {
        var page = await PageAsync([Booked(minutes: 120)]);

        Assert.Contains("Сегодня в 14:00 по Москве</time></local-time> консультация", page, StringComparison.Ordinal);
        Assert.Contains("кардиолог", page, StringComparison.Ordinal);
        Assert.Contains("Сердцев Пётр", page, StringComparison.Ordinal);
        Assert.Contains("за 15 минут до начала", page, StringComparison.Ordinal);
        Assert.Contains("data-testid=\"coming-open\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Пора звонить", page, StringComparison.Ordinal);
        Assert.DoesNotContain("data-booked=\"true\"", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(15)]
    [InlineData(0)]
    [InlineData(-14)]
    public async Task When_it_is_time_the_person_who_is_booked_is_chosen_until_it_is_over(int minutes)
    {
        var page = await PageAsync([Booked(minutes), Booked(minutes: 600, patient: "p2")]);

        Assert.Contains("Пора звонить", page, StringComparison.Ordinal);
        Assert.Contains("value=\"p1\" data-booked=\"true\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"p2\" data-booked=\"true\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_over_cancelled_or_far_away_is_not_announced()
    {
        var page = await PageAsync([Booked(minutes: -15), Booked(minutes: 60) with { State = AppointmentState.Cancelled }, Booked((24 * 60) + 1)]);

        Assert.DoesNotContain("coming-booking", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_is_in_the_session_for_it_is_not_asked_to_call() =>
        Assert.DoesNotContain("coming-booking", await PageAsync([Booked(minutes: 5)], new OpenSessionView(new SessionId("s"), new PatientId("p1"), SessionPhase.Intake)), StringComparison.Ordinal);

    [Theory]
    [InlineData(120, 105)]
    [InlineData(10, 25)]
    [InlineData(3 * 24 * 60, 2 * 24 * 60)]
    public async Task The_page_says_when_it_is_to_be_read_again(int startsInMinutes, int againInMinutes) =>
        Assert.Contains($"data-look=\"{Dates.Machine(Noon.AddMinutes(againInMinutes))}\"", await PageAsync([Booked(startsInMinutes)]), StringComparison.Ordinal);

    [Fact]
    public void Tomorrow_is_named_and_later_days_are_dated()
    {
        var moscow = TimeZoneInfo.FindSystemTimeZoneById("Europe/Moscow");
        Assert.Equal("Завтра в 09:00 по Москве", OwnBookingWords.Soon(Noon.AddHours(21), Noon, moscow));
        Assert.Equal("2 декабря в 12:00 по Москве", OwnBookingWords.Soon(Noon.AddDays(2), Noon, moscow));
    }

    private static async Task<string> PageAsync(OwnAppointment[] bookings, params OpenSessionView[] open)
    {
        PatientView[] people = [.. new[] { "p1", "p2" }.Select(id => new PatientView(new PatientId(id), $"Лапин {id}", new DateOnly(1990, 2, 28), null, null, [], []))];
        await using var pages = await PageHost.StartAsync(
            Caller.Of(new AccountId("a")),
            PageHost.Grain<IServiceTermsGrain>((nameof(IServiceTermsGrain.Read), Task.FromResult(Terms))),
            PageHost.Grain<IQueueGrain>((nameof(IQueueGrain.Coverage), Task.FromResult(new QueueCoverage(QueueKind.Consultant, 1, 0, Noon)))),
            PageHost.Grain<IAccountGrain>((nameof(IAccountGrain.View), Task.FromResult<Reply<AccountView>>(new AccountView("+79990000001", people, open, Noon)))),
            PageHost.Grain<ICalendarGrain>((nameof(ICalendarGrain.Appointments), Task.FromResult<Reply<OwnAppointmentList>>(new OwnAppointmentList(bookings, Noon)))));
        return await pages.PageAsync("/");
    }

    private static OwnAppointment Booked(int minutes, string patient = "p1") => new(
        new AppointmentId($"a{minutes}"), 1, AppointmentState.Booked, new PatientId(patient), $"Лапин {patient}", "Сердцев Пётр", "кардиология", Noon.AddMinutes(minutes), Noon.AddMinutes(minutes + 15),
        "Europe/Moscow", Repeated: false, null, DocumentsAwaited: false, null, Noon);
}
