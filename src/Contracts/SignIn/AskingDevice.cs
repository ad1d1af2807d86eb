namespace Medzdrav.Contracts;

/// <summary>The device that asks to be signed in, as the edge knows it: for the limits.</summary>
/// <param name="Address">Its network address.</param>
/// <param name="Device">Its own random id, kept by a browser as a cookie, by an app as it likes; null where it shows none. Where it signed in before, strangers' tries do not count for it.</param>
/// <param name="Name">Its browser and system in a few words, for the list of a staff member's sign-ins; null where nobody knows.</param>
[GenerateSerializer, Immutable, Alias("AskingDevice")]
public sealed record AskingDevice([property: Id(0)] string? Address, [property: Id(1)] string? Device = null, [property: Id(2)] string? Name = null);
