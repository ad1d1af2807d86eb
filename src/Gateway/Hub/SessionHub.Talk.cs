using Medzdrav.Contracts;

namespace Medzdrav.Gateway;

public sealed partial class SessionHub
{
    /// <summary>Stores a chat message.</summary>
    public async Task<Reply<MessageReceipt>> SendMessage(CommandId commandId, SessionId sessionId, string? text, string[]? documentIds)
    {
        var here = Here;
        // The sender's own copy goes out with the answer, in one packet.
        here.Cork(sessionId);
        try
        {
            return await Ask(() => here.Talk(grains, sessionId).SendMessage(commandId, here.Caller, text ?? "", documentIds ?? []));
        }
        finally
        {
            here.Uncork(sessionId);
        }
    }

    /// <summary>Remembers what was seen.</summary>
    public Task<Reply<Done>> MarkRead(SessionId sessionId, long sequence) =>
        Ask(() => Here.Talk(grains, sessionId).MarkRead(Caller, sequence));

    /// <summary>Tells the others that the caller is typing.</summary>
    public Task Typing(SessionId sessionId) => Here.Talk(grains, sessionId).Typing(Caller);
}
