using Orleans.Concurrency;
using Orleans.Metadata;

namespace Medzdrav.Contracts;

/// <summary>The talk in a session: every present participant uses it.</summary>
[Alias("ISessionTalk"), DefaultGrainType("session")]
public interface ISessionTalk : IGrainWithStringKey
{
    /// <summary>Stores a chat message and sends it to everybody (S3.7). Idempotent by command.</summary>
    /// <returns>Its place, or refused: notFound, closed, messageEmpty, messageTooLong, tooManyMessages, invalid (documents that are not the patient's, or more than 10), identityRequired (documents, while it is not settled who calls).</returns>
    [Alias("SendMessage")] Task<Reply<MessageReceipt>> SendMessage(CommandId command, Caller caller, string text, [Immutable] string[] documentIds);

    /// <summary>Remembers what the caller has seen; stored at most once a second per participant.</summary>
    /// <returns>Done, or refused: notFound, invalid.</returns>
    [Alias("MarkRead")] Task<Reply<Done>> MarkRead(Caller caller, long sequence);

    /// <summary>Tells the others that the caller is typing; relayed and forgotten.</summary>
    [Alias("Typing"), OneWay, AlwaysInterleave] Task Typing(Caller caller);
}
