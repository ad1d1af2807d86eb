using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>A call back to the waiting room. For one wait each place is told once, and none after a later one.</summary>
/// <param name="Ticket">In which wait.</param>
/// <param name="Place">Why.</param>
internal sealed record CalledIn(long Ticket, CallBackPlace Place);
