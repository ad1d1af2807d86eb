using Medzdrav.Contracts;

namespace Medzdrav.Web;

/// <summary>Words of bookings on pages, as the service's own rules have them (S4).</summary>
public static class BookingWords
{
    /// <summary>The times of day that can be looked for, at the patient's place: as the search takes them, and in words.</summary>
    public static IReadOnlyList<(string Value, string Title)> TimesOfDay { get; } =
        [("", "Любое"), ("06:00-11:45", "Утро, до 12:00"), ("12:00-16:45", "День, 12:00–17:00"), ("17:00-23:45", "Вечер, после 17:00"), ("00:00-05:45", "Ночь, до 6:00")];

    /// <summary>В чате, аудио- или видеосвязь на платформе, звонок по телефону.</summary>
    public static string Of(TellBy way) => way switch
    {
        TellBy.Chat => "В чате",
        TellBy.Call => "Аудио- или видеосвязь, когда пациент на платформе",
        _ => "Звонок на мобильный телефон",
    };

    /// <summary>Пациенту, представителю.</summary>
    public static string Of(TellWhom whom) => whom == TellWhom.Patient ? "Пациенту" : "Представителю";

    /// <summary>How the patient is to be told (S4.2): the platform tells in chat by itself, everything else is a task of consultants.</summary>
    public static string ToTell(AppointmentView appointment)
    {
        ArgumentNullException.ThrowIfNull(appointment);
        var terms = appointment.Terms;
        var (whom, what) = (terms.TellWhom == TellWhom.Patient ? "пациенту" : "представителю", appointment.State == AppointmentState.Cancelled ? "об отмене" : "дату и время консультации");
        return terms.TellBy switch
        {
            TellBy.Chat => $"Платформа сама сообщит {whom} {what}: в чате, если обращение открыто, иначе по СМС.",
            TellBy.Call => $"Сообщите {whom} {what} по аудио- или видеосвязи, когда он на платформе. Это есть в задачах.",
            _ => $"Позвоните {whom} на мобильный телефон и сообщите {what}. Это есть в задачах.",
        };
    }

    /// <summary>Пациенту сообщили по телефону (Вежливая Анна Ивановна).</summary>
    public static string Told(AppointmentView appointment)
    {
        ArgumentNullException.ThrowIfNull(appointment);
        var way = appointment.ToldBy switch
        {
            ToldBy.Chat => "в чате",
            ToldBy.Call => "на платформе",
            ToldBy.Phone => "по телефону",
            _ => "по СМС",
        };
        return $"Пациенту сообщили {way}{(appointment.ToldByName is { } name ? $" ({name})" : "")}";
    }

    /// <summary>СМС не дошла: номер не принимает СМС.</summary>
    public static string Failed(SmsFailure why) => why switch
    {
        SmsFailure.Refused => "СМС не дошла: номер не принимает СМС",
        SmsFailure.Expired => "СМС не ушла: оператор связи не ответил вовремя",
        _ => "Неизвестно, дошла ли СМС",
    };

    /// <summary>Первичная, повторная.</summary>
    public static string Kind(BookingTerms terms) => terms?.Repeated == true ? "повторная" : "первичная";

    /// <summary>Записано, запись перенесена, запись отменена, консультация состоялась, закрыта без связи, не состоялась.</summary>
    public static string Changed(AppointmentView appointment)
    {
        ArgumentNullException.ThrowIfNull(appointment);
        return appointment.State switch
        {
            AppointmentState.Cancelled => "Запись отменена",
            AppointmentState.Held => "Консультация состоялась",
            AppointmentState.NoConnection => "Закрыта: не было связи",
            AppointmentState.NotHeld => "Консультация не состоялась",
            _ => appointment.Version > 1 ? "Запись перенесена" : "Записано",
        };
    }

    /// <summary>Состоялась, не состоялась, не было связи: a booking that is over, for its doctor.</summary>
    public static string Ended(AppointmentState state) => state switch
    {
        AppointmentState.Held => "состоялась",
        AppointmentState.NoConnection => "не было связи",
        _ => "не состоялась",
    };

    /// <summary>полис действует до 12.05.2027; нет полиса.</summary>
    public static string Policy(PolicyView? policy, DateOnly today) => policy is null ? "нет полиса" : $"полис {PolicyWords.State(policy, today)}";

    /// <summary>Why a person can't be booked on any day; null where that depends on the day, or nothing stands against it.</summary>
    /// <param name="chosen">The person.</param>
    /// <param name="today">The patient's day.</param>
    public static string? Barred(PersonToBook chosen, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(chosen);
        return chosen.Person.Policy is not { } policy ? "Записать нельзя: у пациента нет полиса."
            : policy.ValidTo < today && !policy.ValidToday ? $"Записать нельзя: полис {PolicyWords.State(policy, today)}."
            : !chosen.Consented ? "Записать нельзя: нет согласия на обработку персональных данных. Отправьте его пациенту в обращении."
            : null;
    }
}
