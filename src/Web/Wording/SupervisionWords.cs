using System.Globalization;
using Medzdrav.Contracts;

namespace Medzdrav.Web;

/// <summary>How the service goes, in words for a supervisor.</summary>
public static class SupervisionWords
{
    /// <summary>4:07, 1:04:07. Scripts have the same in <c>models/elapsed.js</c>.</summary>
    public static string Elapsed(TimeSpan time)
    {
        var seconds = (long)Math.Max(0, time.TotalSeconds);
        return seconds < 3600
            ? string.Create(CultureInfo.InvariantCulture, $"{seconds / 60}:{seconds % 60:00}")
            : string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600}:{seconds / 60 % 60:00}:{seconds % 60:00}");
    }

    /// <summary>The people who answer a queue, as many: медконсультанты.</summary>
    public static string Many(QueueKind queue) => queue switch
    {
        QueueKind.Consultant => "Медконсультанты",
        QueueKind.Therapist => "Терапевты",
        _ => "Педиатры",
    };

    /// <summary>The consequence for patients when the last one who answers a queue goes.</summary>
    public static string Without(QueueKind queue) => queue switch
    {
        QueueKind.Consultant => "Медконсультантов на линии не останется: пациенты увидят это, номер горячей линии и «Перезвоните мне».",
        QueueKind.Therapist => "Терапевтов на линии не останется: кто ждёт терапевта, вернётся к медконсультанту.",
        _ => "Педиатров на линии не останется: кто ждёт педиатра, вернётся к медконсультанту.",
    };

    /// <summary>The doing of a specialist.</summary>
    public static string Of(SpecialistState state) => state switch
    {
        SpecialistState.Free => "свободен",
        SpecialistState.Ringing => "отвечает на вызов",
        SpecialistState.Busy => "занят",
        SpecialistState.OnPhone => "говорит по телефону",
        SpecialistState.WrappingUp => "оформляет заключение",
        SpecialistState.KeptFree => "ждёт записанного пациента",
        SpecialistState.Away => "перерыв",
        SpecialistState.Unanswering => "перерыв: не отвечает на вызовы",
        _ => "на смене, но нет связи",
    };

    /// <summary>Whether a state is one to look at.</summary>
    public static bool IsWorrying(SpecialistState state) => state is SpecialistState.Unanswering or SpecialistState.Lost;

    /// <summary>Whether somebody in this state can be sent on a break.</summary>
    public static bool IsOnDuty(SpecialistState state) => state is not (SpecialistState.Away or SpecialistState.Unanswering);

    /// <summary>The work that a task is.</summary>
    public static string Of(TaskKind kind) => kind switch
    {
        TaskKind.Callback => "Перезвонить",
        TaskKind.Match => "Один ли это человек",
        TaskKind.Appointment => "Сообщить о записи",
        TaskKind.Wish => "Ответить на просьбу о записи",
        _ => "Найти другое время записи",
    };

    /// <summary>The booking that a task is about, after the words for its work: «(Сообщить о записи) на 3 декабря, 10:30, Иванов Пётр Ильич».</summary>
    public static string Of(TaskBooking booking, DateTimeOffset now, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(booking);
        return $"на {Clock(booking.StartsAt, now, zone)}, {booking.DoctorName}";
    }

    /// <summary>With how many of how many a specialist is: «занят: 2 из 3».</summary>
    public static string Doing(SupervisedSpecialist one)
    {
        ArgumentNullException.ThrowIfNull(one);
        return one.Units > 1 && one.TakenUnits > 0 && one.TakenUnits < one.Units
            ? string.Create(CultureInfo.InvariantCulture, $"{Of(one.State)}: {one.TakenUnits} из {one.Units}")
            : Of(one.State);
    }

    /// <summary>Where a session stands: «Ждёт медконсультанта, 2-й в очереди».</summary>
    public static string Of(SupervisedSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        var with = session.StaffName ?? "";
        return session switch
        {
            { Queue: { } queue, Place: { } place } => string.Create(CultureInfo.InvariantCulture, $"Ждёт {Awaited(queue)}, {place}-й в очереди"),
            { Queue: { } queue } => $"Ждёт {Awaited(queue)}",
            { Phase: SessionPhase.WaitingForConsultant or SessionPhase.WaitingForDoctor } => with.Length > 0 ? $"Ждёт по записи: {with}" : "Ждёт",
            { Phase: SessionPhase.Intake } => $"Первый разговор: {with}",
            { Phase: SessionPhase.FollowUp } => $"После врача: {with}",
            _ => $"Консультация: {with}",
        };
    }

    /// <summary>Whether a session waits for somebody.</summary>
    public static bool Waits(SupervisedSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        return session.Phase is SessionPhase.WaitingForConsultant or SessionPhase.WaitingForDoctor;
    }

    /// <summary>When it was opened, by the clinic's clock: «с 12:04», «с 29 ноября, 23:50».</summary>
    public static string Opened(DateTimeOffset openedAt, DateTimeOffset now, TimeZoneInfo zone) =>
        "с " + Clock(openedAt, now, zone);

    /// <summary>12:04 of today, another day's with the day before it.</summary>
    public static string Clock(DateTimeOffset at, DateTimeOffset now, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(at, zone).ToString(Dates.DayOf(at, zone) == Dates.DayOf(now, zone) ? "HH:mm" : "d MMMM, HH:mm", Dates.Russian);

    private static string Awaited(QueueKind queue) => queue switch
    {
        QueueKind.Consultant => "медконсультанта",
        QueueKind.Therapist => "терапевта",
        QueueKind.Paediatrician => "педиатра",
        _ => "врача",
    };
}
