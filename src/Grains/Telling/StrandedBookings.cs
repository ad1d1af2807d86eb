using Medzdrav.Contracts;
using Microsoft.Extensions.Options;

namespace Medzdrav.Grains;

/// <summary>Bookings that their doctor does not keep: consultants get a task about each.</summary>
internal sealed class StrandedBookings(IAppointments appointments, ITaskRecords tasks, Medcards medcards, IOptions<LimitOptions> options, TimeProvider clock)
{
    /// <summary>The tasks about bookings that a change of the roster leaves outside of it.</summary>
    /// <param name="doctor">The doctor.</param>
    /// <param name="left">The bookings.</param>
    /// <param name="roster">The version of the roster that does not plan them.</param>
    public Task<IReadOnlyList<TaskAdded>> OutsideOf(Standing doctor, IEnumerable<AppointmentRecord> left, long roster) => Tasks(doctor, left, AppointmentNews.OutsideRoster, roster);

    /// <summary>Makes the tasks about the bookings of a doctor who was disabled, or lost what they were made for, and ends those of a doctor who is back. The same change makes them once.</summary>
    /// <param name="doctor">The doctor as they stand now.</param>
    /// <param name="specialties">As what the doctor may still be booked.</param>
    public async Task Leave(Standing doctor, IReadOnlyCollection<string> specialties)
    {
        var ahead = (await appointments.AheadAsync(doctor.StaffId, clock.GetUtcNow())).ToLookup(booked => specialties.Contains(booked.Specialty));
        if (ahead[false].Any())
            await tasks.AddAsync(await Tasks(doctor, ahead[false], AppointmentNews.DoctorGone, doctor.Version));
        // A booking that the roster leaves outside stays a task, whoever is back.
        AppointmentId[] kept = [.. ahead[true].Where(booked => !booked.OutsideRoster).Select(booked => booked.Id)];
        if (kept.Length > 0)
            await tasks.EndUnplannedAsync(kept, clock.GetUtcNow());
    }

    private async Task<IReadOnlyList<TaskAdded>> Tasks(Standing doctor, IEnumerable<AppointmentRecord> bookings, AppointmentNews news, long occasion)
    {
        var made = new List<TaskAdded>();
        foreach (var booked in bookings)
            made.Add(BookingTasks.Unplanned(booked, await medcards.Person(Reader.Platform, booked.Patient), doctor, news, occasion, clock.GetUtcNow(), options.Value));
        return made;
    }
}
