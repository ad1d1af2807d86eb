using Orleans.Metadata;

namespace Medzdrav.Contracts;

/// <summary>A session that begins with a consultant, without a queue: with somebody who phones the hotline (S5.2), of whom there is no page, so staff ring them, or with a patient on the platform who was rung (S4.8).</summary>
[Alias("ISessionPhone"), DefaultGrainType("session")]
public interface ISessionPhone : IGrainWithStringKey
{
    /// <summary>Opens the session with the consultant who talks with the caller already. Where the number is the login of insured persons, it is their account's; otherwise nobody's until the caller is identified. Idempotent by command.</summary>
    /// <param name="command">The tap.</param>
    /// <param name="consultant">The consultant.</param>
    /// <param name="slots">Units of the consultant's capacity to claim, by number.</param>
    /// <param name="caller">The number, and where links lead to.</param>
    /// <param name="insurer">Under whose name it is opened.</param>
    /// <returns>The view, or refused: busy (the consultant is on the phone already), alreadyOpen (that number has another session by phone, or the login one of which nobody knows yet for whom it is).</returns>
    [Alias("OpenByPhone")] Task<Reply<SessionView>> OpenByPhone(CommandId command, StaffSnapshot consultant, int[] slots, PhoneCaller caller, NamedInsurer? insurer);

    /// <summary>Opens the session that a patient on the platform accepted a consultant's call with (S4.8): they are with each other from its first commit on. Idempotent by command.</summary>
    /// <param name="command">The patient's tap.</param>
    /// <param name="owner">The account that answered.</param>
    /// <param name="patient">The person who was rung.</param>
    /// <param name="call">The call.</param>
    /// <returns>The view, or refused: busy (the consultant is on the phone meanwhile), alreadyOpen.</returns>
    [Alias("OpenByCall")] Task<Reply<SessionView>> OpenByCall(CommandId command, AccountId owner, PatientSnapshot patient, PatientCall call);

    /// <summary>The person of this session, who waits here on a page and lost the connection, phones: they go on there, and this session closes. Asked by a session by phone only, so no two sessions wait for each other. Idempotent.</summary>
    /// <param name="phone">The session by phone.</param>
    /// <returns>Done, or refused: alreadyOpen (they are connected here, or a specialist is with them).</returns>
    [Alias("GoOnByPhone")] Task<Reply<Done>> GoOnByPhone(SessionId phone);

    /// <summary>The doctor has the patient on the phone: the consultation's clock starts (S3.4).</summary>
    /// <returns>The view, or refused: notFound, wrongRole, wrongPhase (not by phone), closed.</returns>
    [Alias("StartTalk")] Task<Reply<SessionView>> StartTalk(CommandId command, Caller caller);
}

/// <summary>Somebody who phones.</summary>
/// <param name="Number">The number that they phone from, E.164; of any country.</param>
/// <param name="Origin">The scheme, host and port of the platform's pages, as the consultant has them, where an insurer or the configuration names that host: links in messages lead there, or to the host of the person's insurer. Null where they are not known: then messages have no link.</param>
[GenerateSerializer, Immutable, Alias("PhoneCaller")]
public sealed record PhoneCaller([property: Id(0)] string Number, [property: Id(1)] string? Origin);
