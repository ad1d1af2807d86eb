namespace Medzdrav.Contracts;

/// <summary>The looks into a person's Medcard, for the person's own side («Кто смотрел»).</summary>
/// <param name="Person">The insured person.</param>
/// <param name="Looks">The newest first, about 50.</param>
/// <param name="Before">The next page is asked for with it; null when there is none.</param>
[GenerateSerializer, Immutable, Alias("LooksView")]
public sealed record LooksView([property: Id(0)] NamedPerson Person, [property: Id(1)] Look[] Looks, [property: Id(2)] long? Before);

/// <summary>A look into a Medcard, or a change of something there: entries of the same minute, member and purpose.</summary>
/// <param name="At">When.</param>
/// <param name="Name">The member of the staff; empty where nobody knows the name any more.</param>
/// <param name="Post">In which post, or null.</param>
/// <param name="Deed">Read or changed, or null.</param>
/// <param name="What">Which data.</param>
/// <param name="Purpose">For what, or null.</param>
[GenerateSerializer, Immutable, Alias("Look")]
public sealed record Look(
    [property: Id(0)] DateTimeOffset At,
    [property: Id(1)] string Name,
    [property: Id(2)] Post? Post,
    [property: Id(3)] AuditDeed? Deed,
    [property: Id(4)] AuditSubject[] What,
    [property: Id(5)] Purpose? Purpose);
