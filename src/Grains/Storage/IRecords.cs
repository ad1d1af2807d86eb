using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>Accounts: whose number is whose login.</summary>
/// <remarks>Every method throws <see cref="StorageUnavailableException"/> when the database does not answer within 3 s.</remarks>
public interface IAccounts
{
    /// <summary>The account of a phone, made when there is none.</summary>
    /// <param name="phone">E.164.</param>
    /// <param name="now">For the new row.</param>
    Task<AccountId> AccountOfAsync(string phone, DateTimeOffset now);

    /// <summary>The phone of an account; null for an unknown one.</summary>
    Task<string?> PhoneOfAsync(AccountId account);
}

/// <summary>Insured persons and their policies. Grains read them through <see cref="Medcards"/> only.</summary>
/// <remarks>Every method throws <see cref="StorageUnavailableException"/> when the database does not answer within 3 s.</remarks>
public interface IPeople
{
    /// <summary>All persons whose phone this is, eldest first.</summary>
    Task<IReadOnlyList<PersonRecord>> OfPhoneAsync(string phone);

    /// <summary>Finds a person; null when unknown.</summary>
    Task<PersonRecord?> FindAsync(PatientId patient);

    /// <summary>The holders of a policy number, one for each insurer that has it. The number is compared without regard to spaces and case.</summary>
    Task<IReadOnlyList<PersonRecord>> FindByPolicyAsync(string number);

    /// <summary>Persons by phone (E.164), policy number, or the beginning of the name (compared as <see cref="PersonName.Key"/>), by name.</summary>
    Task<IReadOnlyList<PersonRecord>> SearchAsync(PersonQuery query, int limit);

    /// <summary>Gives a person without a phone this one (S2.2).</summary>
    /// <param name="patient">The insured person.</param>
    /// <param name="phone">E.164.</param>
    /// <param name="entries">The entries about it, stored with it.</param>
    /// <returns>Whether the person has this phone now; false when there is another one.</returns>
    Task<bool> BindPhoneAsync(PatientId patient, string phone, AuditEntries entries);

    /// <summary>Withdraws all consents in force (S2.3), outside any session. Nothing happens when there is none. Idempotent by command.</summary>
    /// <returns>Done, or refused: commandReused.</returns>
    Task<Reply<Done>> WithdrawConsentAsync(RecordCommand command, PatientId patient);
}

/// <summary>The key that persons are searched by; exactly one part is set.</summary>
/// <param name="Phone">E.164.</param>
/// <param name="PolicyNumber">Compared without regard to spaces and case.</param>
/// <param name="NameStart">As <see cref="PersonName.Key"/> makes it.</param>
public sealed record PersonQuery(string? Phone, string? PolicyNumber, string? NameStart);

/// <summary>An insured person with all policies and the consents in force.</summary>
/// <param name="Id">The id.</param>
/// <param name="Name">Full name.</param>
/// <param name="BirthDate">As in the policy.</param>
/// <param name="Sex">As in the policy.</param>
/// <param name="Phone">The login, E.164; null when the insurer did not send one (S2.2).</param>
/// <param name="Consents">Of each insurer's text the version confirmed last, unless withdrawn.</param>
/// <param name="Policies">Latest end first.</param>
public sealed record PersonRecord(PatientId Id, string Name, DateOnly BirthDate, Sex Sex, string? Phone, IReadOnlyList<StandingConsent> Consents, IReadOnlyList<PolicyRecord> Policies)
{
    /// <summary>The version of an insurer's text that is in force; null without.</summary>
    public string? ConsentTo(InsurerId insurer) => Consents.FirstOrDefault(consent => consent.Insurer.InsurerId == insurer)?.TextVersion;
}

/// <summary>A policy.</summary>
/// <param name="Number">The insurer's number.</param>
/// <param name="PurchasedOn">Day of purchase.</param>
/// <param name="ValidFrom">First day.</param>
/// <param name="ValidTo">Last day.</param>
/// <param name="Insurer">The insurer whose policy it is.</param>
public sealed record PolicyRecord(string Number, DateOnly PurchasedOn, DateOnly ValidFrom, DateOnly ValidTo, NamedInsurer Insurer);

/// <summary>Staff accounts.</summary>
public interface IStaffRecords
{
    /// <summary>By login in lower case; null when unknown or disabled.</summary>
    Task<StaffRecord?> FindByLoginAsync(string login);

    /// <summary>By id, disabled or not; null when unknown.</summary>
    Task<StaffRecord?> FindAsync(StaffId staff);

    /// <summary>Adds a member; false when the login is taken.</summary>
    Task<bool> AddAsync(StaffRecord staff);
}

/// <summary>A staff account.</summary>
/// <param name="Id">The id.</param>
/// <param name="Login">Lower case.</param>
/// <param name="PasswordHash">As ASP.NET's password hasher writes it.</param>
/// <param name="Name">Full name.</param>
/// <param name="Posts">The posts that they hold.</param>
public sealed record StaffRecord(StaffId Id, string Login, string PasswordHash, string Name, IReadOnlyList<Post> Posts)
{
    /// <summary>Of which medical specialties, in Russian.</summary>
    public IReadOnlyList<string> Specialties { get; init; } = [];

    /// <summary>Whether the member may sign in and do anything.</summary>
    public bool IsEnabled { get; init; } = true;

    /// <summary>Grows with each change.</summary>
    public long Version { get; init; } = 1;

    /// <summary>Grows when the member is signed out everywhere: credentials of earlier generations do not stand.</summary>
    public long Generation { get; init; }

    /// <summary>Whether the member is one of the demo set, whose password everybody knows.</summary>
    public bool IsDemo { get; init; }

    /// <summary>The insurer that the member belongs to, and for which they can be nothing but an administrator; null for the platform's own.</summary>
    public InsurerId? Insurer { get; init; }

    /// <summary>How the member stands.</summary>
    public Standing Standing => new(Id, Login, Name, Contracts.Posts.InOrder(Insurer is null ? Posts : Posts.Where(post => post == Post.Administrator)), [.. Specialties], IsEnabled, Version, Generation, Insurer);
}

/// <summary>A wait, in short: what may change while it lasts.</summary>
/// <param name="SessionId">Which session.</param>
/// <param name="Ticket">The sequence at which the waiting began.</param>
/// <param name="Mode">How the patient wants to talk.</param>
/// <param name="Presence">Whether the patient is there, as the last commit that wrote the row knew.</param>
public readonly record struct WaitingTicket(SessionId SessionId, long Ticket, SessionMode Mode, Presence Presence);

/// <summary>Session rows, for those who look for sessions by other things than their id.</summary>
public interface ISessionRows
{
    /// <summary>All sessions waiting in a queue, unordered.</summary>
    Task<IReadOnlyList<WaitingSession>> WaitingAsync(QueueKind queue);

    /// <summary>The rows of some sessions that wait in a queue, unordered.</summary>
    Task<IReadOnlyList<WaitingSession>> WaitingAsync(QueueKind queue, IReadOnlyCollection<SessionId> sessions);

    /// <summary>Which sessions wait in a queue, and nothing else of them: for those who know the rest.</summary>
    Task<IReadOnlyList<WaitingTicket>> TicketsAsync(QueueKind queue);

    /// <summary>The open session of a person; null without.</summary>
    Task<SessionId?> OpenOfPatientAsync(PatientId patient);

    /// <summary>Open sessions that the account opened, and those of the given persons.</summary>
    Task<IReadOnlyList<OpenSessionView>> OpenOfOwnerAsync(Caller owner, IReadOnlyCollection<PatientId> patients);

    /// <summary>Sessions whose running leg is with this specialist.</summary>
    Task<IReadOnlyList<DeskSessionRow>> OfStaffAsync(StaffId staff);

    /// <summary>Sessions of the given persons, newest first.</summary>
    Task<IReadOnlyList<CalendarEntry>> CalendarAsync(IReadOnlyCollection<PatientId> patients, int limit = 500);

    /// <summary>This doctor's consultations that are over and whose conclusion is not signed, oldest first: an entry for each, with that consultation alone.</summary>
    Task<IReadOnlyList<CalendarEntry>> AwaitingSignatureAsync(StaffId doctor);
}

/// <summary>A session on a specialist's desk, with the capacity it takes.</summary>
/// <param name="Session">For the page.</param>
/// <param name="Slots">The units claimed by it.</param>
public sealed record DeskSessionRow(DeskSession Session, IReadOnlyList<int> Slots);
