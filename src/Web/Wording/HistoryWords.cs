using System.Globalization;
using Medzdrav.Contracts;

namespace Medzdrav.Web;

/// <summary>Figures in words, for the page and its file.</summary>
public static class HistoryWords
{
    /// <summary>The words of the page of figures, each with what it means.</summary>
    public static readonly IReadOnlyList<(string Word, string Meaning)> Meanings =
    [
        ("Ответили", "сколько раз пациенту, который ждал в очереди, ответил специалист."),
        ("Ждали до ответа", "половина ждала не дольше первого времени, девять из десяти – не дольше второго."),
        ("В срок", "доля тех, кому ответили не позже цели очереди. Цели стоят на странице «Смена сейчас»."),
        ("Не дождались", "пациент отменил вызов или потерял связь, пока ждал; в скобках – доля от всех, кто ждал."),
        ("Разговор", "половина разговоров была не длиннее."),
        ("По времени", "консультации, которые закончил предел времени, а не врач."),
        ("Прервано", "разговоры, которые закончились, потому что у кого-то пропала связь."),
        ("Прогноз ожидания", "сколько ждать, говорят пациенту в начале; ошибка – насколько потом вышло иначе, в любую сторону."),
        ("Переводы", "сколько раз медконсультант передал пациента врачу или другому медконсультанту."),
        ("Приёмы не состоялись", "записи, которые закрыты, потому что к началу не было одной из сторон."),
        ("Звонки не соединились", "доля аудио- и видеозвонков, в которых стороны так и не услышали друг друга."),
        ("Передал", "сколько раз специалист передал пациента другому."),
        ("Не ответил", "сколько вызовов из тех, что звонили у специалиста, остались без его ответа: пропустил, отклонил, или вызов перешёл к другому. Вызовы, от которых пациент ушёл сам, не считаются, приёмы по записи и звонки по телефону тоже."),
        ("Оценка", "средняя оценка обращений, в которых специалист был последним медконсультантом или врачом."),
    ];

    /// <summary>How many of the sessions that rang at a specialist's desk they did not answer: «2 из 14».</summary>
    public static string Unanswered(MemberWork work)
    {
        ArgumentNullException.ThrowIfNull(work);
        return string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, work.Offered - work.Answered)} из {Math.Max(work.Offered, work.Answered)}");
    }

    /// <summary>The name of a figure.</summary>
    public static string Of(TallyKind kind) => kind switch
    {
        TallyKind.Opened => "Обращения",
        TallyKind.Wait => "Ожидание до ответа",
        TallyKind.Abandoned => "Не дождались",
        TallyKind.Handling => "Длительность разговора",
        TallyKind.Transferred => "Переводы",
        TallyKind.LimitEnded => "Закончились по времени",
        TallyKind.Dropped => "Прерваны из-за связи",
        TallyKind.Closed => "Закрыты",
        TallyKind.CallConnected => "Звонки: соединение",
        TallyKind.CallFailed => "Звонки: не соединились",
        TallyKind.CallLoss => "Звонки: потери",
        TallyKind.EstimateError => "Ошибка прогноза ожидания",
        TallyKind.Documents => "Документы",
        TallyKind.Ratings => "Оценки",
        _ => "Записи: приём не состоялся",
    };

    /// <summary>Of what a figure is.</summary>
    public static string Part(TallyKind kind, string part) => kind switch
    {
        TallyKind.Opened or TallyKind.CallConnected or TallyKind.CallFailed or TallyKind.CallLoss => Words.Find<SessionMode>(part) is { } mode ? Labels.Of(mode) : part,
        TallyKind.Closed => Words.Find<CloseReason>(part) is { } reason ? Of(reason) : part,
        TallyKind.Documents => part.ToUpperInvariant(),
        TallyKind.Ratings => part,
        TallyKind.NoShows => SpecialtyWords.Of(part),
        _ => Words.Find<QueueKind>(part) is { } queue ? Labels.Title(queue) : part,
    };

    /// <summary>4 мин 05 с, 35 с.</summary>
    public static string Duration(long milliseconds)
    {
        var seconds = (milliseconds + 500) / 1_000;
        return seconds < 60
            ? string.Create(CultureInfo.InvariantCulture, $"{seconds} с")
            : string.Create(CultureInfo.InvariantCulture, $"{seconds / 60} мин {seconds % 60:00} с");
    }

    /// <summary>How many of how many, in percent; a dash of none.</summary>
    public static string Share(long part, long all) => all == 0 ? "–" : string.Create(Dates.Russian, $"{Math.Round(100.0 * part / all)} %");

    /// <summary>14:00 of one day, 29 ноября of several.</summary>
    public static string At(DateTimeOffset at, int days, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(at, zone).ToString(days == 1 ? "HH:mm" : "d MMMM", Dates.Russian);

    private static string Of(CloseReason reason) => reason switch
    {
        CloseReason.Completed => "завершено",
        CloseReason.CancelledByPatient => "завершил пациент",
        CloseReason.NoConnection => "нет связи с пациентом",
        CloseReason.NoService => "услуга не может быть оказана",
        CloseReason.ContinuedElsewhere => "продолжено в другом обращении",
        _ => "закрыто медконсультантом",
    };
}
