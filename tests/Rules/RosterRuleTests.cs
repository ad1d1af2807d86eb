using Medzdrav.Contracts;
using Medzdrav.Grains;
using static Medzdrav.Tests.Rules.Rosters;

namespace Medzdrav.Tests.Rules;

/// <summary>Which rosters are kept, and what is said of the others.</summary>
public sealed class RosterRuleTests
{
    private static readonly RosterPlan Plain = Of("Europe/Moscow", Booking("09:00", "13:00"), Duty("20:00", "08:00"));

    [Fact]
    public void Hours_that_follow_each_other_are_kept() =>
        Assert.NotNull(Take(Of("Europe/Moscow", Booking("09:00", "13:00"), Duty("13:00", "20:00"), Duty("20:00", "09:00"))).Value);

    [Fact]
    public void Hours_that_overlap_are_refused_and_named() => Assert.Equal(
        ("rosterConflict", "Пересекаются приём 30.11.2026 09:00–13:00 (терапевт) и дежурство 30.11.2026 12:45–20:00 (терапевт)."), Said(Of("Europe/Moscow", Booking("09:00", "13:00"), Duty("12:45", "20:00"))));

    [Fact]
    public void A_night_overlaps_the_next_morning_also_from_Sunday_to_Monday() => Assert.Equal(
        ("rosterConflict", "Пересекаются дежурство 06.12.2026 20:00–08:00 (терапевт) и приём 07.12.2026 07:00–09:00 (терапевт)."),
        Said(Of("Europe/Moscow", Duty("20:00", "08:00", Weekday.Sunday), Booking("07:00", "09:00", Weekday.Monday))));

    [Fact]
    public void Whole_days_follow_each_other_and_overlap_nothing() =>
        Assert.NotNull(Take(Of("Europe/Moscow", Duty("00:00", "24:00", Always) with { OnHolidays = true })).Value);

    [Fact]
    public void Weeks_of_two_and_three_meet_after_six_and_are_refused()
    {
        var everyOther = Booking("09:00", "13:00", Weekday.Monday) with { EveryWeeks = 2, FirstDay = Monday.AddDays(7) };
        Assert.NotNull(Take(Of("Europe/Moscow", everyOther, Booking("09:00", "13:00", Weekday.Monday) with { EveryWeeks = 2 })).Value);
        Assert.Equal("rosterConflict", Said(Of("Europe/Moscow", everyOther, Booking("09:00", "13:00", Weekday.Monday) with { EveryWeeks = 3 })).Code);
    }

    [Fact]
    public void A_single_day_stands_in_the_place_of_an_absence_and_beside_nothing_else()
    {
        var shorter = Plain with { Days = [new RosterDay(RosterKind.Booking, "therapist", Monday, "10:00", "12:00")] };
        Assert.Equal("rosterConflict", Said(shorter).Code);
        Assert.NotNull(Take(shorter with { Absences = [new RosterAbsence(Monday, Monday, "Сокращённый день")] }).Value);
    }

    [Fact]
    public void What_is_over_conflicts_with_nothing() =>
        Assert.NotNull(Take(Of("Europe/Moscow", Booking("09:00", "13:00"), Booking("12:00", "15:00") with { FirstDay = Monday.AddDays(-70), LastDay = Monday.AddDays(-14) })).Value);

    public static TheoryData<string, string> Faults => new()
    {
        { "zone", "Такого часового пояса нет. Выберите город из списка." },
        { "no days", "Выберите хотя бы один день недели." },
        { "last before first", "Последний день 29.11.2026 раньше первого 30.11.2026." },
        { "weeks", "График повторяется не реже чем раз в 4 недели." },
        { "far", "01.12.2029 слишком далеко: график ведётся не больше чем на 3 года вперёд." },
        { "long ago", "29.11.2006 слишком давно: график ведётся не больше чем за 20 лет." },
        { "specialty", "У сотрудника нет специальности «педиатр»." },
        { "consultant", "Медконсультант дежурит, по записи принимают врачи." },
        { "specialist", "Дежурят медконсультанты, терапевты и педиатры; врач-специалист принимает по записи." },
        { "grid", "Время «09:10–13:00» не подходит: нужны часы и минуты, кратные 15, например 09:00–13:15." },
        { "24:00", "Время «24:00–08:00» не подходит: нужны часы и минуты, кратные 15, например 09:00–13:15." },
        { "24:15", "Время «08:00–24:15» не подходит: нужны часы и минуты, кратные 15, например 09:00–13:15." },
        { "buffer", "Перерыв после приёма — 0, 15, 30 или 45 минут." },
        { "absence", "Последний день отсутствия 29.11.2026 раньше первого 30.11.2026." },
    };

    [Theory, MemberData(nameof(Faults))]
    public void What_can_not_be_kept_is_said_in_words(string fault, string words)
    {
        var hours = Booking("09:00", "13:00");
        var plan = fault switch
        {
            "zone" => Of("Mars/Base", hours),
            "no days" => Of("Europe/Moscow", hours with { Days = [] }),
            "last before first" => Of("Europe/Moscow", hours with { LastDay = Monday.AddDays(-1) }),
            "weeks" => Of("Europe/Moscow", hours with { EveryWeeks = 5 }),
            "long ago" => Of("Europe/Moscow", hours with { FirstDay = new DateOnly(2006, 11, 29) }),
            "far" => Of("Europe/Moscow", hours with { FirstDay = new DateOnly(2029, 12, 1) }),
            "specialty" => Of("Europe/Moscow", hours with { Specialty = "paediatrician" }),
            "consultant" => Of("Europe/Moscow", hours with { Specialty = "consultant" }),
            "specialist" => Of("Europe/Moscow", hours with { Kind = RosterKind.Duty, Specialty = "Кардиолог" }),
            "grid" => Of("Europe/Moscow", hours with { From = "09:10" }),
            "24:00" => Of("Europe/Moscow", hours with { From = "24:00", Until = "08:00" }),
            "24:15" => Of("Europe/Moscow", hours with { From = "08:00", Until = "24:15" }),
            "buffer" => Of("Europe/Moscow", hours with { BufferMinutes = 20 }),
            _ => Of("Europe/Moscow", hours) with { Absences = [new RosterAbsence(Monday, Monday.AddDays(-1), "")] },
        };
        var refused = RosterRules.Of(plan, [.. Specialties, .. fault == "consultant" ? ["consultant"] : Array.Empty<string>()], Monday).Refusal!;
        Assert.Equal(("invalid", words), (refused.Code, refused.Message));
    }

    [Fact]
    public void A_change_lists_the_bookings_that_it_does_not_plan_any_more_and_no_others()
    {
        var (early, late, other) = (Booked("2026-12-01T06:00Z"), Booked("2026-12-01T09:45Z"), Booked("2026-12-01T10:00Z") with { Specialty = "Кардиолог" });
        var plan = Of("Europe/Moscow", Booking("09:00", "13:00"), Booking("13:00", "14:00") with { Specialty = "Кардиолог" });
        Assert.Empty(RosterRules.Touched(plan, [early, late, other]));
        Assert.Equal([late, other], RosterRules.Touched(Of("Europe/Moscow", Booking("09:00", "12:45")), [other, late, early]));
        Assert.Equal([early, late, other], RosterRules.Touched(plan with { Absences = [new RosterAbsence(Day("2026-12-01"), Day("2026-12-01"), "")] }, [late, other, early]));
        Assert.Equal([early], RosterRules.Touched(plan with { Zone = "Europe/Kaliningrad" }, [early, late, other with { StartsAt = Utc("2026-12-01T11:00Z") }]));
    }

    [Fact]
    public void Posts_say_as_what_somebody_may_be_planned()
    {
        Assert.Equal(["consultant", "therapist"], RosterRules.SpecialtiesOf(Member([Post.Consultant, Post.Therapist, Post.Auditor])));
        Assert.Equal(["paediatrician", "Кардиолог"], RosterRules.SpecialtiesOf(Member([Post.Paediatrician, Post.Specialist])));
        Assert.Empty(RosterRules.SpecialtiesOf(Member([Post.Supervisor])));
    }

    private static TouchedBooking Booked(string at) => new(new AppointmentId(at), Utc(at), "therapist");

    private static Standing Member(Post[] posts) => new(new StaffId("one"), "one", "Один", posts, ["Кардиолог"], IsEnabled: true, 1, 0);

    private static (string Code, string Message) Said(RosterPlan plan) => Take(plan).Refusal is { } refusal ? (refusal.Code, refusal.Message) : ("", "");
}
