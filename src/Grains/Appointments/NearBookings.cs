using Medzdrav.Contracts;
using Microsoft.Extensions.Options;

namespace Medzdrav.Grains;

/// <summary>The bookings whose time is near, as sessions carry them: from some time before the start, as long as they stand.</summary>
internal sealed class NearBookings(IAppointments appointments, IStaffRecords staff, AwaitedDocuments awaited, IOptions<LimitOptions> options, TimeProvider clock)
{
    /// <summary>The person's booking whose time is near, the earliest of several; null without one.</summary>
    public async Task<DueBooking?> Of(PatientId patient)
    {
        var now = clock.GetUtcNow();
        return await appointments.NearAsync(patient, now - AppointmentDay.LongestDay, now + options.Value.BookingNear) is { } booked ? await Due(booked) : null;
    }

    /// <summary>A booking, whoever's it is; null when unknown.</summary>
    public Task<AppointmentRecord?> Find(AppointmentId appointment) => appointments.FindAsync(appointment);

    /// <summary>A booking as a session carries it.</summary>
    public async Task<DueBooking> Due(AppointmentRecord booked) => new(
        new BookedConsultation(booked.Id, booked.Version, booked.Doctor, (await staff.FindAsync(booked.Doctor))?.Name ?? "", booked.Specialty, booked.StartsAt, booked.Zone),
        (await awaited.Of([booked])).Contains(booked.Id) ? booked.Terms.Documents : null, booked.Terms.Mode);

    /// <summary>A booking with its doctor, for a transfer; null when unknown.</summary>
    public async Task<BookedDoctor?> Doctor(AppointmentId appointment)
    {
        if (await appointments.FindAsync(appointment) is not { } booked)
            return null;
        var doctor = (await staff.FindAsync(booked.Doctor))?.Standing;
        return new BookedDoctor(
            booked, doctor is null ? QueueKind.Specialist : Posts.BookedAs(doctor.Posts), doctor is { IsEnabled: true } && RosterRules.SpecialtiesOf(doctor).Contains(booked.Specialty));
    }
}
