using Medzdrav.Contracts;

namespace Medzdrav.Gateway;

public sealed partial class SessionHub
{
    /// <summary>Opens a session with somebody who phones the hotline (S5.2).</summary>
    [Needs(Right.OpenPhoneSessions)]
    public async Task<Reply<SessionView>> OpenPhoneSession(CommandId commandId, PhoneRequest call)
    {
        await brands.RefreshAsync();
        return await Ask(() => Consultant.OpenPhoneSession(commandId, call.CallerPhone!, brands.Of(Here.Host).Insurer, pages.Of(Here.Origin)));
    }

    /// <summary>The doctor has the patient on the phone.</summary>
    [Needs(Right.Conclude)]
    public Task<Reply<SessionView>> StartTalk(CommandId commandId, SessionId sessionId) =>
        Ask(() => grains.GrainOf<ISessionPhone>(sessionId.Value).StartTalk(commandId, Caller));
}
