using Medzdrav.Contracts;

namespace Medzdrav.Web.Pages.Staff;

/// <summary>Free slots as the page shows them: by doctor, the soonest first, then by the patient's days. Both sides' times are reckoned here, so that no browser's knowledge of zones tells others.</summary>
/// <param name="Zone">The patient's zone.</param>
/// <param name="More">Whether there are more than are shown.</param>
/// <param name="Doctors">The doctors with free slots.</param>
public sealed record SlotGrid(TimeZoneInfo Zone, bool More, IReadOnlyList<DoctorSlots> Doctors)
{
    /// <summary>The grid of what was found.</summary>
    /// <param name="found">The slots.</param>
    /// <param name="fallback">The zone for a name that this machine does not know.</param>
    public static SlotGrid Of(FoundSlots found, TimeZoneInfo fallback)
    {
        ArgumentNullException.ThrowIfNull(found);
        var zone = ZoneWords.Find(found.Zone) ?? fallback;
        return new SlotGrid(zone, found.More, [.. found.Slots.GroupBy(slot => (slot.DoctorId, slot.DoctorName, slot.Specialty, slot.Zone)).Select(slots => Slots(slots, zone, fallback))]);
    }

    private static DoctorSlots Slots(IEnumerable<FreeSlot> slots, TimeZoneInfo zone, TimeZoneInfo fallback)
    {
        FreeSlot[] all = [.. slots];
        return new DoctorSlots(all[0], [.. all
            .Select(slot => new BothTimes(slot.StartsAt, zone, ZoneWords.Find(slot.Zone) ?? fallback))
            .GroupBy(times => times.Day).Select(day => new SlotDay(day.Key, [.. day]))]);
    }
}

/// <summary>The free slots of a doctor.</summary>
/// <param name="First">The soonest of them, with name, specialty and zone.</param>
/// <param name="Days">The patient's days.</param>
public sealed record DoctorSlots(FreeSlot First, IReadOnlyList<SlotDay> Days);

/// <summary>A day's free slots.</summary>
/// <param name="Day">The day at the patient's place.</param>
/// <param name="Times">When they begin.</param>
public sealed record SlotDay(DateOnly Day, IReadOnlyList<BothTimes> Times);
