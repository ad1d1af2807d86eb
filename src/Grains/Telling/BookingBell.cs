using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>Tells of a changed booking, or of a wish about one: the pages of the account that holds the person, and of the doctors.</summary>
internal sealed class BookingBell(IGrainFactory grains, Medcards medcards)
{
    /// <summary>Rings at all gateways.</summary>
    /// <param name="changed">The booking as it is stored now.</param>
    /// <param name="former">The doctor with whom it was booked before; null where it is the same.</param>
    public Task Ring(AppointmentRecord changed, StaffId? former = null) =>
        Ring(changed.Id, changed.Version, changed.Patient, former is { } other && other != changed.Doctor ? [changed.Doctor, other] : [changed.Doctor]);

    /// <summary>Rings for a booking that stands as it did.</summary>
    /// <param name="appointment">Which.</param>
    /// <param name="version">The version that stands.</param>
    /// <param name="patient">The person it is for.</param>
    /// <param name="doctors">The doctors whose pages hear it, too.</param>
    public async Task Ring(AppointmentId appointment, long version, PatientId patient, params StaffId[] doctors)
    {
        var push = new AppointmentPush(appointment, version, await medcards.Login(Reader.Platform, patient), doctors);
        await grains.TellEveryGateway(gateway => gateway.AppointmentChanged(push));
    }
}
