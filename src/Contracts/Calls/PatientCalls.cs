using System.Text.Json.Serialization;
using Orleans.Concurrency;
using Orleans.Metadata;

namespace Medzdrav.Contracts;

/// <summary>Ringing the holder of an account who is on the platform (S4.8). Key: <see cref="AccountId"/>. A call rings for a minute and is not kept: after a crash pages fall silent by themselves when its time is over.</summary>
[Alias("IPatientCallsGrain")]
public interface IPatientCallsGrain : IGrainWithStringKey
{
    /// <summary>Rings at every page and device of the account. The same call again answers the same. Called by the consultant's grain only.</summary>
    /// <returns>Until when it rings, or refused: notFound (not a person of the account, or another person's booking), notOnline, alreadyOpen (the person is in a session), beingCalled (somebody else rings), callGone (it is over).</returns>
    [Alias("Ring")] Task<Reply<RungCall>> Ring(PatientCall call);

    /// <summary>Whether a page or app of the account is connected now.</summary>
    [Alias("IsOnline")] Task<bool> IsOnline();

    /// <summary>Answers the call. Accepting opens a session with that consultant, without a queue. Idempotent by command.</summary>
    /// <returns>The session, none for a call that was declined, or refused: callGone, busy, alreadyOpen.</returns>
    [Alias("Answer")] Task<Reply<AnsweredCall>> Answer(CommandId command, string callId, bool accept);

    /// <summary>Ends the call from the consultant's side. Idempotent. Called by the consultant's grain only.</summary>
    /// <returns>Done, or refused: callGone (it was answered, or is over).</returns>
    [Alias("Withdraw")] Task<Reply<Done>> Withdraw(string callId);
}

/// <summary>A consultant's calls to patients on the platform. Key: <see cref="StaffId"/>.</summary>
[Alias("IConsultantCalls"), DefaultGrainType("consultant")]
public interface IConsultantCalls : IGrainWithStringKey
{
    /// <summary>Rings a patient (S4.8). Meanwhile nothing is offered to the consultant. Idempotent by command.</summary>
    /// <param name="command">The tap.</param>
    /// <param name="patient">The person to be rung.</param>
    /// <param name="mode">Audio or video.</param>
    /// <param name="insurer">Under whose name the consultant works.</param>
    /// <param name="about">The booking that the call is about, or null.</param>
    /// <returns>Until when it rings, or refused: as <see cref="IPatientCallsGrain.Ring"/>, and invalid, busy (the consultant is on the phone, or rings somebody else).</returns>
    [Alias("CallPatient")] Task<Reply<RungCall>> CallPatient(CommandId command, PatientId patient, SessionMode mode, NamedInsurer? insurer, AppointmentId? about = null);

    /// <summary>Takes the call back that rings. Idempotent.</summary>
    /// <returns>Done, or refused: notFound, callGone (it was answered, or is over).</returns>
    [Alias("WithdrawCall")] Task<Reply<Done>> WithdrawCall(string callId);

    /// <summary>The persons of these who are on the platform now: a page or app of their login is connected. From then on the consultant's tabs are told when that changes for one of the 50 asked for last.</summary>
    /// <param name="patients">At most 50.</param>
    /// <returns>The persons who are, or refused: notFound, invalid.</returns>
    [Alias("WhoIsOnline")] Task<Reply<OnlinePatients>> WhoIsOnline(PatientId[] patients);

    /// <summary>A call of this consultant is over.</summary>
    [Alias("CallGone"), OneWay] Task CallGone(CallGoneNotice gone);
}

/// <summary>A call from a consultant to a patient.</summary>
/// <param name="CallId">Which; it follows from the consultant's tap.</param>
/// <param name="Patient">The person who is rung.</param>
/// <param name="Mode">Audio or video.</param>
/// <param name="Consultant">The consultant.</param>
/// <param name="Slots">Units of the consultant's capacity that the session claims.</param>
/// <param name="Insurer">Under whose name the session is opened.</param>
/// <param name="About">The booking that the call is about, or null.</param>
[GenerateSerializer, Immutable, Alias("PatientCall")]
public sealed record PatientCall(
    [property: Id(0)] string CallId,
    [property: Id(1)] PatientId Patient,
    [property: Id(2)] SessionMode Mode,
    [property: Id(3)] StaffSnapshot Consultant,
    [property: Id(4)] int[] Slots,
    [property: Id(5)] NamedInsurer? Insurer,
    [property: Id(6)] AppointmentId? About = null);

/// <summary>A call that rings, as the consultant sees it.</summary>
/// <param name="CallId">Which.</param>
/// <param name="ExpiresAt">Until when it rings: a minute.</param>
/// <param name="Now">The platform's clock.</param>
/// <param name="PatientName">The person who is rung.</param>
[GenerateSerializer, Immutable, Alias("RungCall")]
public sealed record RungCall([property: Id(0)] string CallId, [property: Id(1)] DateTimeOffset ExpiresAt, [property: Id(2)] DateTimeOffset Now, [property: Id(3)] string? PatientName = null);

/// <summary>A call as the rung account sees it.</summary>
/// <param name="CallId">Which.</param>
/// <param name="Mode">Audio or video.</param>
/// <param name="From">The consultant's name.</param>
/// <param name="PatientName">The person who is meant, for accounts with several.</param>
/// <param name="ExpiresAt">Until when it rings.</param>
/// <param name="Now">The platform's clock.</param>
/// <param name="Appointment">The booking that it is about, or null.</param>
[GenerateSerializer, Immutable, Alias("IncomingCallView")]
public sealed record IncomingCallView(
    [property: Id(0)] string CallId,
    [property: Id(1)] SessionMode Mode,
    [property: Id(2)] string From,
    [property: Id(3)] string PatientName,
    [property: Id(4)] DateTimeOffset ExpiresAt,
    [property: Id(5)] DateTimeOffset Now,
    [property: Id(6)] BookedConsultation? Appointment = null);

/// <summary>The answer to a call is kept.</summary>
/// <param name="View">The session that it opened; null for a call that was declined.</param>
/// <param name="Now">The platform's clock.</param>
[GenerateSerializer, Immutable, Alias("AnsweredCall")]
public sealed record AnsweredCall([property: Id(0)] SessionView? View, [property: Id(1)] DateTimeOffset Now);

/// <summary>Persons who are on the platform.</summary>
/// <param name="Patients">The persons of the asked who are.</param>
/// <param name="Now">The platform's clock.</param>
[GenerateSerializer, Immutable, Alias("OnlinePatients")]
public sealed record OnlinePatients([property: Id(0)] PatientId[] Patients, [property: Id(1)] DateTimeOffset Now);

/// <summary>A call is over: fall silent.</summary>
/// <param name="CallId">Which.</param>
/// <param name="Why">Why.</param>
/// <param name="SessionId">The session that it opened; null for none.</param>
[GenerateSerializer, Immutable, Alias("CallGoneNotice")]
public sealed record CallGoneNotice([property: Id(0)] string CallId, [property: Id(1)] CallGoneReason Why, [property: Id(2)] SessionId? SessionId = null);

/// <summary>Why a call rings no more.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<CallGoneReason>))]
public enum CallGoneReason
{
    /// <summary>The patient answered, at some page or device.</summary>
    Answered,

    /// <summary>The patient declined.</summary>
    Declined,

    /// <summary>Nobody answered in time.</summary>
    Expired,

    /// <summary>It can't be answered any more: the consultant took it back, went off duty, or is with somebody else.</summary>
    Withdrawn,
}
