using System.Diagnostics;
using System.Globalization;
using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Measure;

/// <summary>How long it takes to find slots among many doctors, and to have their rosters in the index.</summary>
internal static class SlotSearch
{
    private const int Days = 60;
    private const int Rounds = 200;
    private const int Limit = 200;
    private const int BookedOfHundred = 90;
    private static readonly string[] Specialties = ["therapist", "paediatrician", "Кардиолог", "Невролог", "Эндокринолог"];
    private static readonly DateTimeOffset Now = new(2026, 11, 30, 5, 0, 0, TimeSpan.Zero);

    public static void Measure(int doctors)
    {
        var began = Stopwatch.GetTimestamp();
        var index = new SlotIndex(Now.AddDays(-1), Now.AddDays(Days));
        for (var number = 0; number < doctors; number++)
            index.Plan(Doctor(number), $"Врач {number}", Plan(number), Specialties);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{doctors} rosters of {Days} days into the index: {Stopwatch.GetElapsedTime(began).TotalMilliseconds:F0} ms"));
        began = Stopwatch.GetTimestamp();
        var booked = Booked(index, doctors);
        index.Book(booked);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{booked.Count} bookings, {BookedOfHundred} of 100 slots: {Stopwatch.GetElapsedTime(began).TotalMilliseconds:F0} ms"));

        var moscow = Zones.ClockOf("Europe/Moscow");
        var all = new SlotWish("therapist", null, Now, Now.AddDays(Days), moscow);
        Console.WriteLine("| search | found | median ms | longest ms |");
        Console.WriteLine("|---|---|---|---|");
        Print(index, "soonest of a specialty", all);
        Print(index, "evenings of a specialty", all with { NotBefore = 19 * 60, NotAfter = 20 * 60 });
        Print(index, "nights of a specialty, which nobody has", all with { NotBefore = 60, NotAfter = 120 });
        Print(index, "a day of a specialty in another zone", all with { From = Now.AddDays(20), Until = Now.AddDays(21), Clock = Zones.ClockOf("Asia/Vladivostok"), NotAfter = 17 * 60 });
        Print(index, "one doctor", all with { Doctor = Doctor(0), Specialty = null });
    }

    private static void Print(SlotIndex index, string name, SlotWish wish)
    {
        var times = new List<double>();
        var found = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var began = Stopwatch.GetTimestamp();
            found = index.Find(wish, Limit).Count;
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }
        times.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {found} | {times[Rounds / 2]:F2} | {times[^1]:F2} |"));
    }

    /// <summary>Most of the slots, each by a booking.</summary>
    private static List<BookedTime> Booked(SlotIndex index, int doctors)
    {
        var chance = new Random(7);
        var booked = new List<BookedTime>();
        for (var number = 0; number < doctors; number++)
            foreach (var slot in index.Find(new SlotWish(null, Doctor(number), Now, Now.AddDays(Days), Zones.ClockOf("Europe/Moscow")), int.MaxValue - 1))
                if (chance.Next(100) < BookedOfHundred)
                    booked.Add(new BookedTime(new AppointmentId($"{number}-{booked.Count}"), slot.DoctorId, Quarters.Of(slot.StartsAt), 1));
        return booked;
    }

    private static StaffId Doctor(int number) => new($"doctor-{number}");

    private static RosterPlan Plan(int number)
    {
        var hours = new RosterHours(
            RosterKind.Booking, Specialties[number % Specialties.Length], [Weekday.Monday, Weekday.Tuesday, Weekday.Wednesday, Weekday.Thursday, Weekday.Friday], number % 2 == 0 ? "08:00" : "14:00", number % 2 == 0 ? "14:00" : "20:00", new DateOnly(2026, 1, 1));
        return RosterPlan.Empty(number % 3 == 0 ? "Asia/Yekaterinburg" : "Europe/Moscow") with { Hours = [hours] };
    }
}
