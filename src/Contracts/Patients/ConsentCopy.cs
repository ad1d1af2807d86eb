namespace Medzdrav.Contracts;

/// <summary>A consent as it was confirmed, for the person's own side to read and keep (S2.3).</summary>
/// <param name="Text">The text that was confirmed.</param>
/// <param name="TextHash">SHA-256 of that text in hexadecimal, as it was stored with the confirmation.</param>
/// <param name="PatientName">The insured person.</param>
/// <param name="ConfirmedBy">The person or representative who confirmed it.</param>
/// <param name="ConfirmedAt">When.</param>
/// <param name="WithdrawnAt">When it was withdrawn; null while it stands.</param>
/// <param name="Now">The platform's clock.</param>
[GenerateSerializer, Immutable, Alias("ConsentCopy")]
public sealed record ConsentCopy(
    [property: Id(0)] ConsentText Text,
    [property: Id(1)] string TextHash,
    [property: Id(2)] string PatientName,
    [property: Id(3)] string ConfirmedBy,
    [property: Id(4)] DateTimeOffset ConfirmedAt,
    [property: Id(5)] DateTimeOffset? WithdrawnAt,
    [property: Id(6)] DateTimeOffset Now);
