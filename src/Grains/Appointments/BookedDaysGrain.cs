using Medzdrav.Contracts;
using Microsoft.Extensions.Options;

namespace Medzdrav.Grains;

/// <summary>A doctor's booked days. Keeps nothing.</summary>
internal sealed class BookedDaysGrain(BookingStores stores, AwaitedDocuments awaited, IOptions<LimitOptions> options, TimeProvider clock) : Grain, IBookedDaysGrain
{
    private StaffId Id => new(this.GetPrimaryKeyString());

    /// <inheritdoc />
    public async Task<Reply<BookedDays>> Read(DateOnly? day, bool week)
    {
        if (await stores.Staff.FindAsync(Id) is not { } member || member.Posts.Where(post => Posts.Of(post).Role == ParticipantRole.Doctor).ToArray() is not [var post, ..])
            return Refusal.NotFound;
        var (now, wall) = (clock.GetUtcNow(), Zones.ClockOf((await stores.Rosters.FindAsync(Id))?.Plan.Zone ?? options.Value.TimeZone));
        var asked = day ?? wall.DayAt(now);
        DateOnly[] days = week ? [.. RosterCalendar.WeekOf(asked)] : [asked];
        var booked = await stores.Appointments.WithDoctorAsync(Id, wall.At(days[0], 0), wall.At(days[^1].AddDays(1), 0));
        var people = await stores.Medcards.Booked(Reader.BookedWith(Id, post), [.. booked.Select(one => one.Patient).Distinct()]);
        var awaiting = await awaited.Of(booked, now);
        var shown = booked.Where(one => people.ContainsKey(one.Patient)).Select(one => View(one, people[one.Patient], wall, awaiting.Contains(one.Id)));
        return new BookedDays(days[0], days.Length, asked, wall.DayAt(now), wall.Zone.Id, [.. shown], now);
    }

    private static BookedPatient View(AppointmentRecord booked, NamedPerson person, ZoneClock wall, bool isAwaiting)
    {
        var (day, begins) = (wall.DayAt(booked.StartsAt), TimeOnly.FromDateTime(wall.WallAt(booked.StartsAt)));
        return new BookedPatient(
            booked.Id, booked.Version, booked.State, person.Name, AgeRule.Years(person.BirthDate, day), booked.Specialty, booked.StartsAt, day, WallHours.Text(begins.Hour * 60 + begins.Minute),
            booked.Zone, booked.Terms.Repeated, booked.Terms.Documents, isAwaiting, booked.OutsideRoster);
    }
}
