using System.Collections.Concurrent;
using Medzdrav.Contracts;

namespace Medzdrav.Tests.Load;

/// <summary>Nobody holds more sessions at once than they may: a consultant three chats or one call and beside them a returning patient, a doctor one.</summary>
internal sealed class CapacityCheck(int consultantUnits)
{
    /// <summary>The check's name.</summary>
    public const string Capacity = "nobody over capacity";

    private readonly ConcurrentDictionary<ParticipantId, ConcurrentQueue<Held>> _held = new();

    private sealed record Held(SessionId Session, LegKind Kind, int Units, DateTimeOffset From, DateTimeOffset Until);

    /// <summary>Takes the legs of a session.</summary>
    public void Add(Testimony session)
    {
        var units = session.Mode == SessionMode.Chat ? 1 : consultantUnits;
        foreach (var leg in session.Legs)
            _held.GetOrAdd(leg.Staff, _ => new()).Enqueue(new Held(session.Session, leg.Kind, units, leg.From.At, leg.Until?.At ?? DateTimeOffset.MaxValue));
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
            if (Fit(running))
                continue;
            yield return new Violation(Capacity, $"{staff} had {running.Count} sessions at {next.From:HH:mm:ss.fff}: {string.Join(' ', running.Select(one => one.Session))}");
            yield break;
        }
    }

    private bool Fit(List<Held> running)
    {
        if (running.Exists(one => one.Kind == LegKind.Consultation))
            return running.Count == 1;
        var units = running.Sum(one => one.Units);
        return units <= consultantUnits || running.Exists(one => one.Kind == LegKind.FollowUp && units - one.Units <= consultantUnits);
    }
}
