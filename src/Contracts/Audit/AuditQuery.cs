namespace Medzdrav.Contracts;

/// <summary>Which audit entries are meant: those of whom and of which all parts that are set are true.</summary>
/// <param name="Person">About this insured person.</param>
/// <param name="Reader">By this member of the staff.</param>
/// <param name="Post">In this post.</param>
/// <param name="Session">In this session.</param>
/// <param name="From">Not before this instant.</param>
/// <param name="Until">Before this instant.</param>
[GenerateSerializer, Immutable, Alias("AuditQuery")]
public sealed record AuditQuery(
    [property: Id(0)] PatientId? Person = null,
    [property: Id(1)] StaffId? Reader = null,
    [property: Id(2)] Post? Post = null,
    [property: Id(3)] SessionId? Session = null,
    [property: Id(4)] DateTimeOffset? From = null,
    [property: Id(5)] DateTimeOffset? Until = null);
