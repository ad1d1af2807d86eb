using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>Finds the bookings for which documents are still to come (S3.8).</summary>
internal sealed class AwaitedDocuments(IAppointments appointments, MedcardDocuments documents)
{
    /// <summary>Of some bookings, finds the ones ahead for which documents were asked for and none was added since.</summary>
    public Task<HashSet<AppointmentId>> Of(IEnumerable<AppointmentRecord> booked, DateTimeOffset now) => Of(booked.Where(one => BookingRules.IsAhead(one, now)));

    /// <summary>Of some bookings, finds the ones for which documents were asked for and none was added since.</summary>
    public async Task<HashSet<AppointmentId>> Of(IEnumerable<AppointmentRecord> booked)
    {
        AppointmentRecord[] asking = [.. booked.Where(one => one.Terms.Documents is not null)];
        var bookedAt = await appointments.BookedAtAsync([.. asking.Select(one => one.Id)]);
        var awaiting = new HashSet<AppointmentId>();
        foreach (var one in asking)
            if (!await documents.AnySince(Reader.Platform, one.Patient, bookedAt[one.Id]))
                awaiting.Add(one.Id);
        return awaiting;
    }
}
