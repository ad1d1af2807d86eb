namespace Medzdrav.Contracts;

/// <summary>An insured person of an account.</summary>
/// <param name="PatientId">Who.</param>
/// <param name="Name">Full name.</param>
/// <param name="BirthDate">As in the policy.</param>
/// <param name="Policy">The policy valid today, else the latest; null without any.</param>
/// <param name="Consent">The consent version in force, or null.</param>
[GenerateSerializer, Immutable, Alias("PatientView")]
public sealed record PatientView(
    [property: Id(0)] PatientId PatientId,
    [property: Id(1)] string Name,
    [property: Id(2)] DateOnly BirthDate,
    [property: Id(3)] PolicyView? Policy,
    [property: Id(4)] string? Consent);

/// <summary>A policy.</summary>
/// <param name="Number">The insurer's number.</param>
/// <param name="ValidFrom">First day.</param>
/// <param name="ValidTo">Last day.</param>
/// <param name="ValidToday">Whether today lies between.</param>
[GenerateSerializer, Immutable, Alias("PolicyView")]
public sealed record PolicyView([property: Id(0)] string Number, [property: Id(1)] DateOnly ValidFrom, [property: Id(2)] DateOnly ValidTo, [property: Id(3)] bool ValidToday);

/// <summary>An open session of an account.</summary>
/// <param name="SessionId">Which.</param>
/// <param name="PatientId">For whom; null until chosen.</param>
/// <param name="Phase">Where it stands.</param>
[GenerateSerializer, Immutable, Alias("OpenSessionView")]
public sealed record OpenSessionView([property: Id(0)] SessionId SessionId, [property: Id(1)] PatientId? PatientId, [property: Id(2)] SessionPhase Phase);

/// <summary>What an account is and holds.</summary>
/// <param name="Phone">The login, E.164.</param>
/// <param name="Patients">Its insured persons, eldest first; empty for a phone that no policy knows (S1.5).</param>
/// <param name="OpenSessions">What is going on now.</param>
/// <param name="Now">The platform's clock.</param>
[GenerateSerializer, Immutable, Alias("AccountView")]
public sealed record AccountView(
    [property: Id(0)] string Phone,
    [property: Id(1)] PatientView[] Patients,
    [property: Id(2)] OpenSessionView[] OpenSessions,
    [property: Id(3)] DateTimeOffset Now);

/// <summary>A line of the calendar («Календарь»).</summary>
/// <param name="SessionId">Which session.</param>
/// <param name="PatientId">Whose.</param>
/// <param name="PatientName">Full name.</param>
/// <param name="OpenedAt">When it was opened.</param>
/// <param name="ClosedAt">When it was closed; null while open.</param>
/// <param name="Mode">How they talked.</param>
/// <param name="Phase">Where it stands.</param>
/// <param name="CloseReason">Why it was closed, or null.</param>
/// <param name="DoctorName">The doctor who consulted last; null when none did.</param>
/// <param name="Specialty">That doctor's duty, or null.</param>
/// <param name="Conclusion">The signed conclusion, or null.</param>
[GenerateSerializer, Immutable, Alias("CalendarEntry")]
public sealed record CalendarEntry(
    [property: Id(0)] SessionId SessionId,
    [property: Id(1)] PatientId PatientId,
    [property: Id(2)] string PatientName,
    [property: Id(3)] DateTimeOffset OpenedAt,
    [property: Id(4)] DateTimeOffset? ClosedAt,
    [property: Id(5)] SessionMode Mode,
    [property: Id(6)] SessionPhase Phase,
    [property: Id(7)] CloseReason? CloseReason,
    [property: Id(8)] string? DoctorName,
    [property: Id(9)] QueueKind? Specialty,
    [property: Id(10)] ConclusionId? Conclusion);

/// <summary>The calendar of one person or a whole account.</summary>
/// <param name="Entries">Newest first.</param>
/// <param name="Now">The platform's clock.</param>
[GenerateSerializer, Immutable, Alias("CalendarView")]
public sealed record CalendarView([property: Id(0)] CalendarEntry[] Entries, [property: Id(1)] DateTimeOffset Now);

/// <summary>The consent text (S2.3, 152-FZ art. 9).</summary>
/// <param name="Version">Its version.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Text">Paragraphs divided by empty lines.</param>
/// <param name="Hash">SHA-256 of the text in hexadecimal.</param>
[GenerateSerializer, Immutable, Alias("ConsentText")]
public sealed record ConsentText([property: Id(0)] string Version, [property: Id(1)] string Title, [property: Id(2)] string Text, [property: Id(3)] string Hash);

/// <summary>One mobile number's holder. Key: <see cref="AccountId"/>.</summary>
[Alias("IAccountGrain")]
public interface IAccountGrain : IGrainWithStringKey
{
    /// <summary>Whom the account holds and what is going on.</summary>
    /// <returns>The view, or refused: notFound.</returns>
    [Alias("View")] Task<Reply<AccountView>> View();

    /// <summary>Opens a session (S3.1), or returns the open one of the same person. An account with one person needs no <paramref name="patient"/>.</summary>
    /// <returns>The view, or refused: notFound (not a person of this account), invalid.</returns>
    [Alias("OpenSession")] Task<Reply<SessionView>> OpenSession(CommandId command, SessionMode mode, PatientId? patient);

    /// <summary>Past and running sessions of one person, or of all when null.</summary>
    /// <returns>The calendar, or refused: notFound.</returns>
    [Alias("Calendar")] Task<Reply<CalendarView>> Calendar(PatientId? patient);

    /// <summary>A signed conclusion about a person of this account (S3.6).</summary>
    /// <returns>The conclusion, or refused: notFound.</returns>
    [Alias("Conclusion")] Task<Reply<ConclusionView>> Conclusion(ConclusionId conclusion);
}

/// <summary>One insured person. Key: <see cref="PatientId"/>.</summary>
[Alias("IPatientGrain")]
public interface IPatientGrain : IGrainWithStringKey
{
    /// <summary>Opens a session for this person, or returns the open one, mode unchanged (S6: one at a time).</summary>
    /// <returns>The view, or refused: notFound (the account does not hold this person).</returns>
    [Alias("OpenSession")] Task<Reply<SessionView>> OpenSession(CommandId command, AccountId account, SessionMode mode);
}

/// <summary>The texts that people confirm. Key: the version, or <c>current</c>.</summary>
[Alias("IConsentTextGrain")]
public interface IConsentTextGrain : IGrainWithStringKey
{
    /// <summary>The text.</summary>
    /// <returns>The text, or refused: notFound.</returns>
    [Alias("Read")] Task<Reply<ConsentText>> Read();
}

/// <summary>What an import did.</summary>
/// <param name="Created">New policies.</param>
/// <param name="Updated">Policies that changed.</param>
/// <param name="Unchanged">Policies that stood so already.</param>
/// <param name="Bad">Rows that were left out, at most 1,000 of them listed.</param>
/// <param name="BadCount">How many rows were left out in all.</param>
[GenerateSerializer, Immutable, Alias("ImportReport")]
public sealed record ImportReport(
    [property: Id(0)] int Created,
    [property: Id(1)] int Updated,
    [property: Id(2)] int Unchanged,
    [property: Id(3)] BadRow[] Bad,
    [property: Id(4)] int BadCount);

/// <summary>A row that was left out.</summary>
/// <param name="Line">Line in the file, from 1.</param>
/// <param name="Reason">What is wrong, in Russian, without personal data.</param>
[GenerateSerializer, Immutable, Alias("BadRow")]
public sealed record BadRow([property: Id(0)] int Line, [property: Id(1)] string Reason);
