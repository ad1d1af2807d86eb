using System.Net;
using Medzdrav.Contracts;

namespace Medzdrav.Tests.Gateway;

/// <summary>Pages print and hand to their scripts what the silo's options say, and write instants in the configured zone.</summary>
public sealed class PageFiguresTests
{
    private static readonly ServiceTerms Terms = new(
        TimeSpan.FromMinutes(20), [TimeSpan.FromMinutes(3), TimeSpan.FromSeconds(30)], TimeSpan.FromMinutes(7), TimeSpan.FromMinutes(2), TimeSpan.FromHours(36), TimeSpan.FromMinutes(10),
        OffersMissed: 3, MessageCharacters: 500, ReasonCharacters: 100, ConclusionCharacters: 9_000, TimeZone: "Asia/Vladivostok");

    private static readonly DateTimeOffset Evening = new(2027, 2, 27, 22, 30, 0, TimeSpan.Zero);

    [Fact]
    public async Task The_home_page_says_how_long_a_consultation_lasts()
    {
        await using var pages = await PageHost.StartAsync(caller: null, TermsGrain(), Queue());

        Assert.Contains("до 20 минут", await pages.PageAsync("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scripts_are_told_what_they_count_with()
    {
        await using var pages = await PageHost.StartAsync(caller: null, TermsGrain(), Queue());

        var page = await pages.PageAsync("/");

        Assert.Contains("""{"warningSeconds":[180,30],"unsignedSeconds":129600,"offersMissed":3,"messageCharacters":500,"reasonCharacters":100,""", page, StringComparison.Ordinal);
        Assert.Contains("""absent":"7 минут","companion":"2 минуты","codesAgain":"10 минут"}""", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_closed_visit_says_after_how_long_without_a_connection_it_was_closed()
    {
        var visit = new CalendarEntry(new SessionId("s"), new PatientId("p"), "Лапин Павел", Evening, Evening, SessionMode.Chat, SessionPhase.Closed, CloseReason.NoConnection, null, null, null, []);
        await using var pages = await PageHost.StartAsync(Caller.Of(new AccountId("a")), TermsGrain(), Account(visit));

        Assert.Contains("не удалось соединиться за 7 минут", await pages.PageAsync("/calendar"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_that_was_cancelled_before_anybody_answered_is_no_talk()
    {
        var talk = new CalendarEntry(new SessionId("s"), new PatientId("p"), "Лапин Павел", Evening, Evening, SessionMode.Chat, SessionPhase.Closed, CloseReason.CancelledByPatient, null, null, null, []);
        await using var pages = await PageHost.StartAsync(Caller.Of(new AccountId("a")), TermsGrain(), Account(talk, talk with { Answered = false }));

        var page = await pages.PageAsync("/calendar");

        Assert.Contains("Разговор с медконсультантом", page, StringComparison.Ordinal);
        Assert.Contains("Вы завершили обращение", page, StringComparison.Ordinal);
        Assert.Contains("Обращение без ответа", page, StringComparison.Ordinal);
        Assert.Contains("Отменено до ответа", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_consultations_of_one_session_have_numbers()
    {
        var consultation = new ConsultationView(new ConclusionId("a"), "Морозова Светлана", QueueKind.Therapist, Evening, Evening.AddMinutes(9), new ConclusionId("a"));
        var visit = new CalendarEntry(new SessionId("s"), new PatientId("p"), "Лапин Павел", Evening, Evening, SessionMode.Chat, SessionPhase.Closed, CloseReason.Completed, "Морозова Светлана", QueueKind.Therapist, null, [consultation, consultation]);
        await using var pages = await PageHost.StartAsync(Caller.Of(new AccountId("a")), TermsGrain(), Account(visit));

        var page = await pages.PageAsync("/calendar");

        Assert.Contains("Консультация 2. Дежурный терапевт", page, StringComparison.Ordinal);
        Assert.Contains("Открыть заключение 2", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Instants_are_written_in_the_configured_zone_with_its_name()
    {
        var visit = new CalendarEntry(new SessionId("s"), new PatientId("p"), "Лапин Павел", Evening, null, SessionMode.Chat, SessionPhase.Intake, null, null, null, null, []);
        await using var pages = await PageHost.StartAsync(Caller.Of(new AccountId("a")), TermsGrain(), Account(visit));

        Assert.Contains("28 февраля 2027, 08:30 (Владивосток)", await pages.PageAsync("/calendar"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_age_is_that_of_the_zones_day_by_the_rule_of_29_February()
    {
        await using var pages = await PageHost.StartAsync(Caller.Of(new AccountId("a")), TermsGrain(), Account());

        // In UTC it is still the 27th.
        Assert.Contains("29.02.2024, 3 года", await pages.PageAsync("/medcards"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Before_any_terms_are_known_a_page_with_figures_says_that_the_service_is_away()
    {
        await using var pages = await PageHost.StartAsync(caller: null, Queue());

        Assert.Contains("Сервис временно недоступен", await pages.PageAsync("/", HttpStatusCode.ServiceUnavailable), StringComparison.Ordinal);
        Assert.Contains("Нет Интернета", await pages.PageAsync("/offline"), StringComparison.Ordinal);
    }

    private static IServiceTermsGrain TermsGrain() => PageHost.Grain<IServiceTermsGrain>((nameof(IServiceTermsGrain.Read), Task.FromResult(Terms)));

    private static IQueueGrain Queue() => PageHost.Grain<IQueueGrain>((nameof(IQueueGrain.Coverage), Task.FromResult(new QueueCoverage(QueueKind.Consultant, 1, 0, Evening))));

    private static IAccountGrain Account(params CalendarEntry[] visits) => PageHost.Grain<IAccountGrain>(
        (nameof(IAccountGrain.View), Task.FromResult<Reply<AccountView>>(new AccountView("+79990000001", [new PatientView(new PatientId("p"), "Лапин Павел", new DateOnly(2024, 2, 29), null, null, [], [])], [], Evening))),
        (nameof(IAccountGrain.Calendar), Task.FromResult<Reply<CalendarView>>(new CalendarView(visits, Evening))));
}
