using Orleans.Concurrency;
using Orleans.Metadata;

namespace Medzdrav.Contracts;

/// <summary>The matching side of a session. Awaited calls go hub → specialist → session only; queues send one-way notices.</summary>
[Alias("ISessionMatching"), DefaultGrainType("session")]
public interface ISessionMatching : IGrainWithStringKey
{
    /// <summary>Lets a specialist in. Its commit is the only decision that counts. Idempotent by command.</summary>
    /// <param name="command">The specialist's tap.</param>
    /// <param name="ticket">The wait that was offered.</param>
    /// <param name="staff">The specialist.</param>
    /// <param name="slots">Units of the specialist's capacity to claim, by number.</param>
    /// <returns>The view, or refused: staleTicket, alreadyTaken, offerGone (the mode changed meanwhile), busy (a unit is claimed already), wrongRole, closed.</returns>
    [Alias("Admit")] Task<Reply<SessionView>> Admit(CommandId command, long ticket, StaffSnapshot staff, int[] slots);

    /// <summary>The first answer to a specialist's command, for a repeat whose offer is forgotten.</summary>
    /// <param name="command">The specialist's tap.</param>
    /// <param name="staff">The specialist.</param>
    /// <param name="ticket">The wait that was offered.</param>
    /// <returns>The view, or refused: offerGone, commandReused (it was no answer to that offer).</returns>
    [Alias("AnswerTo")] Task<Reply<SessionView>> AnswerTo(CommandId command, StaffId staff, long? ticket = null);

    /// <summary>A queue asks whether the patient is there: it was not told, or came to life after it was. Answered by <see cref="IQueueGrain.Enqueue"/> when so.</summary>
    [Alias("IsAnybodyThere"), OneWay] Task IsAnybodyThere(long ticket);

    /// <summary>The platform takes a specialist out of the session who may not go on: the patient waits for somebody else, at the head. Idempotent.</summary>
    [Alias("Dismiss")] Task Dismiss(StaffId staff);

    /// <summary>Records that the session was offered to somebody.</summary>
    [Alias("Offered"), OneWay] Task Offered(long ticket, StaffId staff, int? estimatedSeconds = null);

    /// <summary>Nobody of this kind is on duty any more: the patient goes back to a consultant (S3.3).</summary>
    [Alias("Uncovered"), OneWay] Task Uncovered(long ticket);
}
