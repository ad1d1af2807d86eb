using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>Sessions of which it is not settled yet who needs help: a caller has one at a time.</summary>
internal static class Unchosen
{
    /// <summary>Opens one, or shows the one that is open.</summary>
    public static async Task<Reply<SessionView>> Open(IGrainFactory grains, ISessionRows rows, CommandId command, Caller caller, SessionMode mode, ConnectionCheck? check, NamedInsurer? insurer)
    {
        if (await Existing(grains, rows, caller) is { } existing)
            return existing;
        var reply = await Opening.SessionOf(grains, caller, command).Open(command, caller, mode, patient: null, check, insurer);
        // Two taps may race: the claim decides, and the loser shows the winner's session.
        return reply.Refusal == Refusal.AlreadyOpen && await Existing(grains, rows, caller) is { } other ? other : reply;
    }

    private static async Task<Reply<SessionView>?> Existing(IGrainFactory grains, ISessionRows rows, Caller caller)
    {
        var open = await rows.OpenOfOwnerAsync(caller, []);
        if (open.FirstOrDefault(session => session.PatientId is null) is not { } existing)
            return null;
        return await grains.GrainOf<ISession>(existing.SessionId.Value).View(caller);
    }
}
