namespace Medzdrav.Contracts;

/// <summary>A page of audit entries.</summary>
/// <param name="Lines">The newest first.</param>
/// <param name="Before">The next page is asked for with it; null when there is none.</param>
[GenerateSerializer, Immutable, Alias("AuditPage")]
public sealed record AuditPage([property: Id(0)] AuditLine[] Lines, [property: Id(1)] long? Before);

/// <summary>An audit entry as the auditor sees it. Words that the silo does not know are null.</summary>
/// <param name="At">When.</param>
/// <param name="Who">The member of the staff.</param>
/// <param name="Post">In which post.</param>
/// <param name="Deed">Read or changed.</param>
/// <param name="What">Which data.</param>
/// <param name="Whose">The persons, so many as a page names.</param>
/// <param name="More">How many persons are not named.</param>
/// <param name="Session">In which session; null beside all.</param>
/// <param name="Purpose">For what.</param>
/// <param name="Number">The place in the chain; null until it is sealed, a second later.</param>
/// <param name="Hash">The hash in hexadecimal digits; null until it is sealed.</param>
/// <param name="Members">The members of the staff whose accounts were used; none where it was the data of persons.</param>
[GenerateSerializer, Immutable, Alias("AuditLine")]
public sealed record AuditLine(
    [property: Id(0)] DateTimeOffset At,
    [property: Id(1)] AuditMember Who,
    [property: Id(2)] Post? Post,
    [property: Id(3)] AuditDeed? Deed,
    [property: Id(4)] AuditSubject? What,
    [property: Id(5)] NamedPerson[] Whose,
    [property: Id(6)] int More,
    [property: Id(7)] SessionId? Session,
    [property: Id(8)] Purpose? Purpose,
    [property: Id(9)] long? Number,
    [property: Id(10)] string? Hash,
    [property: Id(11)] AuditMember[] Members);

/// <summary>A member of the staff, by name.</summary>
/// <param name="StaffId">Which.</param>
/// <param name="Name">Full name; empty where nobody knows it any more.</param>
/// <param name="Login">The login, likewise.</param>
[GenerateSerializer, Immutable, Alias("AuditMember")]
public sealed record AuditMember([property: Id(0)] StaffId StaffId, [property: Id(1)] string Name, [property: Id(2)] string Login)
{
    /// <summary>Whoever keeps staff accounts at the console of the machine: the machine knows who that was, the platform does not.</summary>
    public static readonly AuditMember Console = new(new StaffId("console"), "Консоль сервера", "console");

    /// <summary>The platform itself, which erases what was kept for its whole term.</summary>
    public static readonly AuditMember Platform = new(new StaffId("platform"), "Платформа", "platform");
}

/// <summary>An insured person, told from others and nothing else.</summary>
/// <param name="PatientId">Which.</param>
/// <param name="Name">Full name.</param>
/// <param name="BirthDate">As in the policy.</param>
[GenerateSerializer, Immutable, Alias("NamedPerson")]
public sealed record NamedPerson([property: Id(0)] PatientId PatientId, [property: Id(1)] string Name, [property: Id(2)] DateOnly BirthDate);

/// <summary>The auditor's page.</summary>
/// <param name="Page">The entries.</param>
/// <param name="Person">The person who was asked for; null when nobody was, or the person is unknown.</param>
/// <param name="Members">All who may have left entries, by name.</param>
[GenerateSerializer, Immutable, Alias("AuditView")]
public sealed record AuditView([property: Id(0)] AuditPage Page, [property: Id(1)] NamedPerson? Person, [property: Id(2)] AuditMember[] Members);

/// <summary>Persons who may be meant.</summary>
/// <param name="Persons">By name, at most 20.</param>
/// <param name="More">Whether there are more: the query should be narrower.</param>
[GenerateSerializer, Immutable, Alias("FoundPersons")]
public sealed record FoundPersons([property: Id(0)] NamedPerson[] Persons, [property: Id(1)] bool More);
