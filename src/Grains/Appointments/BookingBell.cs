using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>Tells of a changed booking: the pages of the account that holds the person, and of the doctors.</summary>
internal sealed class BookingBell(IGrainFactory grains, Medcards medcards)
{
    /// <summary>Rings at all gateways.</summary>
    /// <param name="changed">The booking as it is stored now.</param>
    /// <param name="former">The doctor with whom it was booked before; null where it is the same.</param>
    public async Task Ring(AppointmentRecord changed, StaffId? former = null)
    {
        StaffId[] doctors = former is { } other && other != changed.Doctor ? [changed.Doctor, other] : [changed.Doctor];
        var push = new AppointmentPush(changed.Id, changed.Version, await medcards.Login(Reader.Platform, changed.Patient), doctors);
        await grains.TellEveryGateway(gateway => gateway.AppointmentChanged(push));
    }
}
