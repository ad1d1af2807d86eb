using System.Globalization;
using Medzdrav.Contracts;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Medzdrav.Grains;

/// <summary>Bookings whose zone got another law since they were made. The time on the wall at the doctor's place stays, so the instant moves, and with it the patient's time where the patient reads another zone: they are told anew. A zone file is read at a silo's start, so that is when it is looked for.</summary>
internal sealed partial class ZoneLaw(BookingStores stores, SlotBook slots, BookingBell bell, IOptions<LimitOptions> options, TimeProvider clock, ILogger<ZoneLaw> logger)
{
    /// <summary>How often a booking is moved anew because somebody booked with the doctor meanwhile.</summary>
    private const int Tries = 5;

    private const string Why = "Изменились правила часового пояса: время у врача осталось прежним";

    private DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Moves what the law moved. Safe to do again, and at several silos at once.</summary>
    /// <returns>How many bookings were moved.</returns>
    /// <exception cref="StorageUnavailableException">The database does not answer within 3 s.</exception>
    public async Task<int> FollowAsync()
    {
        var stale = new List<(AppointmentId Id, DateTimeOffset From, DateTimeOffset To)>();
        foreach (var agreed in await stores.Appointments.AgreedAsync(Now))
            if (Moved(agreed.StartsAt, agreed.Zone, agreed.Wall) is { } to)
                stale.Add((agreed.Appointment, agreed.StartsAt, to));
        // Where all move on, the last goes first: so each finds the next one's time free.
        var moved = 0;
        foreach (var one in stale.Where(one => one.To > one.From).OrderByDescending(one => one.From).Concat(stale.Where(one => one.To < one.From).OrderBy(one => one.From)))
            if (await FollowAsync(one.Id))
                moved++;
        if (stale.Count > 0)
            LogFollowed(stale.Count, moved);
        return moved;
    }

    /// <summary>The instant of an agreed time on the wall, where it is another one than it was; null where it is the same, or can't be told.</summary>
    /// <param name="startsAt">When it was.</param>
    /// <param name="zone">The doctor's zone.</param>
    /// <param name="wall">The agreed time there.</param>
    public static DateTimeOffset? Moved(DateTimeOffset startsAt, string zone, string wall)
    {
        if (Zones.Find(zone) is not { } known || !DateTime.TryParseExact(wall, Dates.WallFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var agreed))
            return null;
        return Moved(startsAt, Zones.ClockOf(known.Id), agreed);
    }

    /// <summary>The same by the clock of the zone. An hour that comes twice is both times the one that was agreed.</summary>
    public static DateTimeOffset? Moved(DateTimeOffset startsAt, ZoneClock place, DateTime agreed) =>
        place.WallAt(startsAt) == agreed ? null : place.At(DateOnly.FromDateTime(agreed), (int)agreed.TimeOfDay.TotalMinutes) is var to && to != startsAt ? to : null;

    private async Task<bool> FollowAsync(AppointmentId id)
    {
        for (var tries = 0; tries < Tries; tries++)
        {
            if (await stores.Appointments.FindAsync(id) is not { State: AppointmentState.Booked } standing || Moved(standing.StartsAt, standing.Zone, standing.Wall) is not { } to)
                return false;
            if (to <= Now || standing.StartsAt <= Now || await stores.Rosters.FindAsync(standing.Doctor) is not { } roster || await stores.Medcards.Person(Reader.Platform, standing.Patient) is not { } person)
            {
                LogLeft(id, to, "");
                return false;
            }
            var moved = standing with
            {
                Version = standing.Version + 1,
                StartsAt = to,
                OutsideRoster = standing.OutsideRoster || RosterCalendar.BookingAt(roster.Plan, standing.Specialty, to) is null,
                ChangedBy = AppointmentRecord.Platform,
                ChangedAt = Now,
                RemindedAt = null,
                CalledAt = null,
                Carrier = null,
            };
            var login = await stores.Medcards.Login(Reader.Platform, person.Id);
            var context = new BookingContext(roster.Version, [], [.. await Told(moved, standing, person, login), .. AppointmentDay.Begun(moved, Now, options.Value)], login);
            var tap = RecordCommand.Of(Caller.Of(AppointmentRecord.Platform), CommandId.New(), nameof(ZoneLaw), Now, id.Value, $"{moved.Version}");
            if (await stores.Appointments.MoveAsync(tap, moved, Why, context with { WishSeen = Now }) is not { } stored)
                continue;
            if (stored.Value is null)
            {
                LogLeft(id, to, stored.Refusal!.Code);
                return false;
            }
            slots.Renew();
            await bell.Ring(moved);
            return true;
        }
        return false;
    }

    /// <summary>Whoever was told and reads the doctor's own time was told what still holds; everybody else is told, of a move where their time moved.</summary>
    private async Task<IEnumerable<RecordChange>> Told(AppointmentRecord moved, AppointmentRecord standing, PersonRecord person, AccountId? login)
    {
        var isSameTime = Zones.Find(standing.Terms.PatientZone ?? options.Value.TimeZone)?.Id == Zones.Find(standing.Zone)?.Id;
        if (isSameTime && standing is { ToldAt: { } at, ToldBy: { } by })
            return [new PatientTold(moved.Id, moved.Version, at, by)];
        var family = await stores.Medcards.Family(Reader.Platform, Purpose.Decision, login);
        var doctorName = (await stores.Staff.FindAsync(moved.Doctor))?.Name ?? "";
        return [BookingTasks.OfChange(moved, isSameTime ? null : standing, new BookedPerson(person, IsOfSeveral: family.People.Count > 1), doctorName, origin: null, options.Value)];
    }
}
