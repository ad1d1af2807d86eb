using Medzdrav.Contracts;

namespace Medzdrav.Grains;

internal sealed partial class ConsultantGrain
{
    /// <inheritdoc />
    public async Task<Reply<SessionView>> OpenPhoneSession(CommandId command, string callerPhone, NamedInsurer? insurer, string? origin)
    {
        if (!IsKnown)
            return Refusal.NotFound;
        if (Refuse(command) is { } refusal)
            return refusal;
        if (PhoneNumber.Ringable(callerPhone) is not { } number)
            return Refusal.PhoneUnknown;
        var session = GrainFactory.GrainOf<ISessionPhone>(DerivedId.Of("phoneSession", Id.Value, command.ToString()));
        var reply = await session.OpenByPhone(command, Snapshot(QueueKind.Consultant), SlotsBeside, new PhoneCaller(number, origin), insurer);
        if (reply.Value is not null)
            await TookBeside();
        return reply;
    }
}
