namespace Medzdrav.Contracts;

/// <summary>The service's figures that people are told: what pages print, scripts count with and refusals name. Their home is the silo's configuration (section <c>Limits</c>).</summary>
/// <param name="UrgentConsultation">The longest urgent consultation (S3.4).</param>
/// <param name="Warnings">How long before that limit both sides are warned, longest first (S3.4).</param>
/// <param name="PatientAbsent">A patient's absence after which the session is closed (S5.1).</param>
/// <param name="Companion">How long a consultant who stayed after a transfer stays on with the doctor.</param>
/// <param name="UnsignedConclusion">The age from which an unsigned conclusion is overdue (S6).</param>
/// <param name="CodesAgain">How long a phone waits that was sent too many codes.</param>
/// <param name="OffersMissed">Offers missed in a row after which a specialist is set away.</param>
/// <param name="MessageCharacters">The longest chat message.</param>
/// <param name="ReasonCharacters">The longest reason of a transfer.</param>
/// <param name="ConclusionCharacters">The longest field of a conclusion.</param>
/// <param name="TimeZone">The clinic's civil time, an IANA name: for ages, policy days, and instants on pages.</param>
/// <param name="FindsDiagnoses">Whether there is a classification of diseases in which doctors find diagnoses: since the program has codes of its own, always.</param>
/// <param name="CommentCharacters">The longest comment of a rating.</param>
/// <param name="ReturnWithin">How long a specialist who answered waits for a patient whose page was put aside (S6).</param>
/// <param name="LongWait">The expected wait from which on an SMS is offered that calls back.</param>
[GenerateSerializer, Immutable, Alias("ServiceTerms")]
public sealed record ServiceTerms(
    [property: Id(0)] TimeSpan UrgentConsultation,
    [property: Id(1)] TimeSpan[] Warnings,
    [property: Id(2)] TimeSpan PatientAbsent,
    [property: Id(3)] TimeSpan Companion,
    [property: Id(4)] TimeSpan UnsignedConclusion,
    [property: Id(5)] TimeSpan CodesAgain,
    [property: Id(6)] int OffersMissed,
    [property: Id(7)] int MessageCharacters,
    [property: Id(8)] int ReasonCharacters,
    [property: Id(9)] int ConclusionCharacters,
    [property: Id(10)] string TimeZone,
    [property: Id(11)] bool FindsDiagnoses = false,
    [property: Id(12)] int CommentCharacters = 1_000,
    [property: Id(13)] TimeSpan ReturnWithin = default,
    [property: Id(14)] TimeSpan LongWait = default);

/// <summary>Tells the service's terms to processes that have no <c>Limits</c> of their own. Key: 0.</summary>
[Alias("IServiceTermsGrain")]
public interface IServiceTermsGrain : IGrainWithIntegerKey
{
    /// <summary>The terms; the same for as long as the silo runs.</summary>
    [Alias("Read")] Task<ServiceTerms> Read();
}
