using Medzdrav.Contracts;

namespace Medzdrav.Grains;

internal partial class SessionGrain
{
    /// <inheritdoc />
    public async Task<bool> Tell(AppointmentTask about)
    {
        await Happen(state => SessionRules.TellOfBooking(state, about));
        return SessionRules.WasTold(State, about) && State.Mode != SessionMode.Phone && PresenceIn(State) == Presence.Here;
    }
}
