using Medzdrav.Contracts;

namespace Medzdrav.Gateway;

/// <summary>Something to write to one connection.</summary>
/// <param name="Write">How.</param>
/// <param name="Session">The session of an event, or null.</param>
/// <param name="Sequence">The event's sequence; 0 for what has none.</param>
public readonly record struct Outgoing(Func<ISessionClient, Task> Write, SessionId? Session = null, long Sequence = 0);
