using System.Collections.Concurrent;
using Medzdrav.Contracts;

namespace Medzdrav.Tests.Load;

/// <summary>Nobody holds more sessions at once than they may: a consultant three chats and one returning patient, a doctor one.</summary>
internal sealed class CapacityCheck(int consultantUnits)
{
    /// <summary>The check's name.</summary>
    public const string Capacity = "nobody over capacity";

    private readonly ConcurrentDictionary<ParticipantId, ConcurrentQueue<Held>> _held = new();

    private sealed record Held(SessionId Session, LegKind Kind, DateTimeOffset From, DateTimeOffset Until);

    /// <summary>Takes the legs of a session.</summary>
    public void Add(Testimony session)
    {
        foreach (var leg in session.Legs)
            _held.GetOrAdd(leg.Staff, _ => new()).Enqueue(new Held(session.Session, leg.Kind, leg.From.At, leg.Until?.At ?? DateTimeOffset.MaxValue));
    }

    /// <summary>The specialists who held too many, when all legs are known.</summary>
    public IEnumerable<Violation> Violations() => _held.SelectMany(staff => Of(staff.Key, [.. staff.Value]));

    private IEnumerable<Violation> Of(ParticipantId staff, Held[] held)
    {
        var running = new List<Held>();
        foreach (var next in held.OrderBy(one => one.From))
        {
            // A place that is given up at an instant may be taken at the same one.
            running.RemoveAll(other => other.Until <= next.From);
            running.Add(next);
            if (running.Count <= UnitsOf(running))
                continue;
            yield return new Violation(Capacity, $"{staff} had {running.Count} sessions at {next.From:HH:mm:ss.fff}: {string.Join(' ', running.Select(one => one.Session))}");
            yield break;
        }
    }

    private int UnitsOf(List<Held> running) =>
        running.Exists(one => one.Kind == LegKind.Consultation) ? 1 : running.Exists(one => one.Kind == LegKind.FollowUp) ? consultantUnits + 1 : consultantUnits;
}
