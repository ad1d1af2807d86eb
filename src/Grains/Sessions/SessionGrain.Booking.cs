using Medzdrav.Contracts;

namespace Medzdrav.Grains;

internal partial class SessionGrain
{
    /// <inheritdoc />
    public async Task<bool> Tell(AppointmentTask about)
    {
        await Happen(state => SessionRules.TellOfBooking(state, about));
        return SessionRules.WasTold(State, about) && State.Mode != SessionMode.Phone && _connections.IsPatientJoined;
    }

    /// <inheritdoc />
    public Task Carry(PatientId patient, DueBooking booking) => Happen(state => SessionRules.Carry(state, patient, booking, Now));

    /// <inheritdoc />
    public Task Declined(long ticket, StaffId doctor) => Happen(state => SessionRules.Declined(state, ticket, doctor, Now, _limits));

    /// <summary>A person who was chosen just now may have a booking whose time is near.</summary>
    private async Task CarryNear()
    {
        if (State is { IsOpen: true, Appointment: null, Patient.PatientId: var patient } && await stores.Bookings.Of(patient) is { } near)
            await Carry(patient, near);
    }
}
