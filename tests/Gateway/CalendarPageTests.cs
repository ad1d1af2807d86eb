using Medzdrav.Contracts;

namespace Medzdrav.Tests.Gateway;

/// <summary>«Календарь» with bookings: what the patient asked for, and how much of what there is.</summary>
public sealed class CalendarPageTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 30, 9, 0, 0, TimeSpan.Zero);
    private static readonly ServiceTerms Terms = new(
        TimeSpan.FromMinutes(20), [TimeSpan.FromMinutes(3)], TimeSpan.FromMinutes(7), TimeSpan.FromMinutes(2), TimeSpan.FromHours(36), TimeSpan.FromMinutes(10),
        OffersMissed: 3, MessageCharacters: 500, ReasonCharacters: 100, ConclusionCharacters: 9_000, TimeZone: "Europe/Moscow");

    private static readonly OwnAppointment Booked = new(
        new AppointmentId("a"), 1, AppointmentState.Booked, new PatientId("p"), "Лапин Павел", "Сердцев Пётр", "кардиология", Noon.AddDays(1), Noon.AddDays(1).AddMinutes(15),
        "Europe/Moscow", Repeated: false, null, DocumentsAwaited: false, null, Noon);

    private static readonly CalendarEntry Visit = new(
        new SessionId("s"), new PatientId("p"), "Лапин Павел", Noon.AddDays(-1), Noon.AddDays(-1).AddHours(1), SessionMode.Chat, SessionPhase.Closed, CloseReason.Completed, null, null, null, []);

    [Fact]
    public async Task A_wish_stands_on_the_card_of_its_booking()
    {
        var page = await PageAsync([], Booked with { Wish = new OwnWish(AppointmentNews.MoveWished, Noon.AddHours(-1)) });

        Assert.Contains("Вы просили перенести запись.", page, StringComparison.Ordinal);
        Assert.Contains("30 ноября 2026, 11:00", page, StringComparison.Ordinal);
        Assert.Contains("data-testid=\"booking-move\">Изменить просьбу<", page, StringComparison.Ordinal);
        Assert.Contains("data-testid=\"booking-cancel\">Отменить запись<", page, StringComparison.Ordinal);
        Assert.DoesNotContain("booking-wished", await PageAsync([], Booked), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bookings_that_are_over_are_counted_apart_from_visits_and_that_none_is_ahead_is_said()
    {
        var page = await PageAsync([Visit], Booked with { State = AppointmentState.Cancelled }, Booked with { AppointmentId = new AppointmentId("b"), State = AppointmentState.Cancelled });

        Assert.Contains(">1 обращение, 2 записи<", page, StringComparison.Ordinal);
        Assert.Contains("Записей к врачу нет.", page, StringComparison.Ordinal);
        Assert.Contains("data-when=\"wanted\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_agreed_way_of_talking_is_said_where_there_is_one()
    {
        Assert.Contains("<dt>Как пройдёт</dt><dd>Аудиосвязь</dd>", await PageAsync([], Booked with { Mode = SessionMode.Audio }), StringComparison.Ordinal);
        Assert.DoesNotContain("booking-mode", await PageAsync([], Booked), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reminders_are_offered_where_a_booking_is_ahead_and_zones_have_their_cities()
    {
        var page = await PageAsync([Visit], Booked);

        Assert.Contains(">1 обращение<", page, StringComparison.Ordinal);
        Assert.DoesNotContain("data-when=\"wanted\"", page, StringComparison.Ordinal);
        Assert.Contains("\"Asia/Kamchatka\":", page, StringComparison.Ordinal);
    }

    private static async Task<string> PageAsync(CalendarEntry[] visits, params OwnAppointment[] bookings)
    {
        await using var pages = await PageHost.StartAsync(
            Caller.Of(new AccountId("a")),
            PageHost.Grain<IServiceTermsGrain>((nameof(IServiceTermsGrain.Read), Task.FromResult(Terms))),
            PageHost.Grain<IAccountGrain>(
                (nameof(IAccountGrain.View), Task.FromResult<Reply<AccountView>>(new AccountView("+79990000001", [new PatientView(new PatientId("p"), "Лапин Павел", new DateOnly(1990, 2, 28), null, null, [], [])], [], Noon))),
                (nameof(IAccountGrain.Calendar), Task.FromResult<Reply<CalendarView>>(new CalendarView(visits, Noon, bookings)))));
        return await pages.PageAsync("/calendar");
    }
}
