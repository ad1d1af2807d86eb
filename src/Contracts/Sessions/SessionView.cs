using System.Text.Json.Serialization;

namespace Medzdrav.Contracts;

/// <summary>A session as a participant sees it. Its <c>sequence</c> says up to which event it is true.</summary>
/// <param name="SessionId">Which session.</param>
/// <param name="Phase">Where it stands.</param>
/// <param name="Mode">How the patient wants to talk.</param>
/// <param name="Patient">The person who needs help; null until chosen.</param>
/// <param name="Participants">The people who are in it now, and whether connected.</param>
/// <param name="Leg">The running leg, or null while waiting.</param>
/// <param name="Queue">The queue that it waits in, or null.</param>
/// <param name="Consent">Where the consent stands (S2.3).</param>
/// <param name="Conclusion">The conclusion signed last, or null.</param>
/// <param name="Sequence">The last event in this view.</param>
/// <param name="CloseReason">Why it was closed; null while open.</param>
/// <param name="Now">The platform's clock: count down from it, never from your own.</param>
/// <param name="ContinuedIn">The session that goes on instead of this one, or null.</param>
/// <param name="SignedIn">False while a visitor's session is not signed in (S1.3).</param>
/// <param name="Companion">The consultant who stayed after a transfer; also one of the participants. Null for nobody.</param>
/// <param name="Conclusions">All signed conclusions, in the order of the consultations.</param>
/// <param name="Insurer">The insurer of the patient's policy, else under whose name it was opened; null in sessions from before there were several.</param>
/// <param name="Identity">How far it is settled who calls, for staff; null for the patient.</param>
/// <param name="CallerPhone">The number to ring, E.164, for staff: the one that the caller phoned from (S5.2). Null for the patient, and in sessions that are not by phone.</param>
/// <param name="DocumentsAwaited">The documents that a specialist asked for, in words, while none came and nobody waived them; else null (S3.8).</param>
/// <param name="Appointment">The booking that it carries, or null.</param>
/// <param name="Rating">For the patient of a closed session: how it was rated, or until when it may be; null where there is nothing to rate, and for staff.</param>
/// <param name="CallBack">How the patient is called back when the page is put aside; null where they did not ask for it.</param>
[GenerateSerializer, Immutable, Alias("SessionView")]
public sealed record SessionView(
    [property: Id(0)] SessionId SessionId,
    [property: Id(1)] SessionPhase Phase,
    [property: Id(2)] SessionMode Mode,
    [property: Id(3)] SessionPatientView? Patient,
    [property: Id(4)] ParticipantView[] Participants,
    [property: Id(5)] LegView? Leg,
    [property: Id(6)] QueueKind? Queue,
    [property: Id(7)] ConsentView Consent,
    [property: Id(8)] ConclusionId? Conclusion,
    [property: Id(9)] long Sequence,
    [property: Id(10)] CloseReason? CloseReason,
    [property: Id(11)] DateTimeOffset Now,
    [property: Id(12)] SessionId? ContinuedIn,
    [property: Id(13)] bool SignedIn,
    [property: Id(14)] CompanionView? Companion,
    [property: Id(15)] ConclusionId[] Conclusions,
    [property: Id(16)] NamedInsurer? Insurer = null,
    [property: Id(17)] IdentityLevel? Identity = null,
    [property: Id(18)] string? CallerPhone = null,
    [property: Id(19)] string? DocumentsAwaited = null,
    [property: Id(20)] BookedConsultation? Appointment = null,
    [property: Id(21)] RatingView? Rating = null,
    [property: Id(22)] CallBackBy? CallBack = null);

/// <summary>A closed session's rating, as its patient sees it.</summary>
/// <param name="Stars">1 to 5, or null while it is not rated.</param>
/// <param name="Until">Until when it may be rated.</param>
[GenerateSerializer, Immutable, Alias("RatingView")]
public sealed record RatingView([property: Id(0)] int? Stars, [property: Id(1)] DateTimeOffset Until);

/// <summary>The consultant who stayed after a transfer.</summary>
/// <param name="ParticipantId">The participant.</param>
/// <param name="Until">How long; null while the doctor is awaited.</param>
[GenerateSerializer, Immutable, Alias("CompanionView")]
public sealed record CompanionView([property: Id(0)] ParticipantId ParticipantId, [property: Id(1)] DateTimeOffset? Until);

/// <summary>The patient in a session view.</summary>
/// <param name="PatientId">The insured person.</param>
/// <param name="Name">Full name.</param>
/// <param name="BirthDate">As in the policy.</param>
[GenerateSerializer, Immutable, Alias("SessionPatientView")]
public sealed record SessionPatientView([property: Id(0)] PatientId PatientId, [property: Id(1)] string Name, [property: Id(2)] DateOnly BirthDate);

/// <summary>Somebody in a session.</summary>
/// <param name="ParticipantId">The participant's id; events say it in <c>by</c>.</param>
/// <param name="Role">As what.</param>
/// <param name="Name">The name to show.</param>
/// <param name="Present">False from 10 s after the last connection was heard until the next one.</param>
[GenerateSerializer, Immutable, Alias("ParticipantView")]
public sealed record ParticipantView([property: Id(0)] ParticipantId ParticipantId, [property: Id(1)] ParticipantRole Role, [property: Id(2)] string Name, [property: Id(3)] bool Present);

/// <summary>The running leg.</summary>
/// <param name="Kind">Which.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="EndsAt">When its limit is reached, or null (S3.4); of a consultation by phone null until the talk began.</param>
/// <param name="TalkStartedAt">When the doctor had the patient on the phone; null until then, and in legs that are not by phone.</param>
/// <param name="ReturnsBy">Until when the patient, whose page was put aside, is awaited; the leg's clock starts when they are back. Null otherwise.</param>
[GenerateSerializer, Immutable, Alias("LegView")]
public sealed record LegView(
    [property: Id(0)] LegKind Kind, [property: Id(1)] DateTimeOffset StartedAt, [property: Id(2)] DateTimeOffset? EndsAt, [property: Id(3)] DateTimeOffset? TalkStartedAt = null, [property: Id(4)] DateTimeOffset? ReturnsBy = null);

/// <summary>Where the consent of the session's patient stands.</summary>
/// <param name="Requested">The version sent to the patient and not confirmed yet, or null.</param>
/// <param name="Confirmed">The version in force, or null.</param>
/// <param name="By">The one who has to confirm it: the person, or a child's representative; null where the records know no adult of the login or several, and before a person is chosen.</param>
/// <param name="Declined">The version sent to which the patient's side did not agree, while it is neither confirmed nor sent again, or null.</param>
[GenerateSerializer, Immutable, Alias("ConsentView")]
public sealed record ConsentView([property: Id(0)] string? Requested, [property: Id(1)] string? Confirmed, [property: Id(2)] string? By = null, [property: Id(3)] string? Declined = null);

/// <summary>An event as clients get it.</summary>
/// <param name="Sequence">From 1, gapless per session, the same for everybody.</param>
/// <param name="At">When.</param>
/// <param name="Kind">See <c>docs/protocol.md</c>.</param>
/// <param name="By">The participant whose doing it is.</param>
/// <param name="Data">The kind's data as UTF-8 JSON, already filtered for the reader; <c>{}</c> where it is none of theirs.</param>
[GenerateSerializer, Immutable, Alias("SessionEventView")]
public sealed record SessionEventView(
    [property: Id(0)] long Sequence,
    [property: Id(1)] DateTimeOffset At,
    [property: Id(2)] string Kind,
    [property: Id(3)] ParticipantId By,
    [property: Id(4), JsonConverter(typeof(RawJsonConverter))] byte[] Data)
{
    /// <summary>Number, instant, kind and author with their names, as JSON.</summary>
    private const int EnvelopeBytes = 160;

    /// <summary>How long it is on the wire, about: what waits and what is sent at once is counted by it.</summary>
    public int WireBytes() => EnvelopeBytes + Data.Length;
}

/// <summary>The answer to joining.</summary>
/// <param name="View">The session now.</param>
/// <param name="Events">To <c>JoinSession</c> the events after the asked sequence, to <c>JoinLatest</c> the last ones: at most 500, and about 64 KiB; in order.</param>
/// <param name="More">True when there are more. To <c>JoinSession</c> later ones: join again after the last one. To <c>JoinLatest</c> earlier ones, which <c>ReadEarlier</c> gives.</param>
[GenerateSerializer, Immutable, Alias("JoinAnswer")]
public sealed record JoinAnswer([property: Id(0)] SessionView View, [property: Id(1)] SessionEventView[] Events, [property: Id(2)] bool More);

/// <summary>A page of a session's history.</summary>
/// <param name="Events">The events just before the asked sequence, in order: at most 500, and about 128 KiB.</param>
/// <param name="More">True when there are earlier ones still.</param>
/// <param name="Now">The platform's clock.</param>
[GenerateSerializer, Immutable, Alias("EarlierEvents")]
public sealed record EarlierEvents([property: Id(0)] SessionEventView[] Events, [property: Id(1)] bool More, [property: Id(2)] DateTimeOffset Now);

/// <summary>A stored message.</summary>
/// <param name="Sequence">Its place in the session.</param>
/// <param name="At">When it was accepted.</param>
[GenerateSerializer, Immutable, Alias("MessageReceipt")]
public sealed record MessageReceipt([property: Id(0)] long Sequence, [property: Id(1)] DateTimeOffset At);

/// <summary>The patient as staff with them see them (S6: only while treating, and the doctor until the conclusion is signed).</summary>
/// <param name="PatientId">The insured person.</param>
/// <param name="Name">Full name.</param>
/// <param name="BirthDate">As in the policy.</param>
/// <param name="AgeYears">Full years today.</param>
/// <param name="Sex">As in the policy.</param>
/// <param name="MaskedPhone">The login, all but the last four digits hidden; null when unknown.</param>
/// <param name="Policy">The policy valid today, else the latest; null without any.</param>
/// <param name="Doctor">The doctor whom the age rule sends the person to; null under one year, where the consultant chooses (S3.2).</param>
/// <param name="Family">Others of the same login.</param>
/// <param name="History">Earlier sessions, newest first.</param>
[GenerateSerializer, Immutable, Alias("PatientCard")]
public sealed record PatientCard(
    [property: Id(0)] PatientId PatientId,
    [property: Id(1)] string Name,
    [property: Id(2)] DateOnly BirthDate,
    [property: Id(3)] int AgeYears,
    [property: Id(4)] Sex Sex,
    [property: Id(5)] string? MaskedPhone,
    [property: Id(6)] PolicyView? Policy,
    [property: Id(7)] QueueKind? Doctor,
    [property: Id(8)] FamilyMember[] Family,
    [property: Id(9)] CalendarEntry[] History);

/// <summary>Another insured person of the same login.</summary>
/// <param name="PatientId">The insured person.</param>
/// <param name="Name">Full name.</param>
/// <param name="AgeYears">Full years today.</param>
/// <param name="Doctor">The doctor whom the age rule sends them to; null under one year.</param>
/// <param name="BirthDate">As in the policy.</param>
/// <param name="Policy">The policy valid today, else the latest; null without any.</param>
[GenerateSerializer, Immutable, Alias("FamilyMember")]
public sealed record FamilyMember(
    [property: Id(0)] PatientId PatientId,
    [property: Id(1)] string Name,
    [property: Id(2)] int AgeYears,
    [property: Id(3)] QueueKind? Doctor,
    [property: Id(4)] DateOnly BirthDate,
    [property: Id(5)] PolicyView? Policy);
