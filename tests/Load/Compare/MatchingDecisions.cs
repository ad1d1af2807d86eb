using System.Diagnostics;
using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Load;

/// <summary>The rules of one queue without anything around them: offers, acceptances, endings, newcomers, in an endless round.</summary>
internal sealed class MatchingDecisions
{
    private const int Units = 3;
    private static readonly TimeSpan Asking = TimeSpan.FromSeconds(22);

    private readonly Matching _queue = new(new MatchingTerms(Asking, TimeSpan.FromSeconds(5), Asking * 2, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(4)));
    private readonly Dictionary<StaffId, int> _taken = [];
    private readonly Queue<StaffId> _helped = new();
    private DateTimeOffset _now = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);
    private int _patients;

    /// <param name="staff">Specialists on duty, all full.</param>
    /// <param name="waiting">People in the line, always.</param>
    public MatchingDecisions(int staff, int waiting)
    {
        for (var number = 0; number < staff; number++)
        {
            var id = new StaffId($"specialist-{number:D5}");
            _taken[id] = Units;
            Say(id);
            for (var unit = 0; unit < Units; unit++)
                _helped.Enqueue(id);
        }
        for (var number = 0; number < waiting; number++)
            Call();
    }

    /// <summary>Decisions a second of one core.</summary>
    public double Measure(TimeSpan time)
    {
        var (decided, began) = (0, Stopwatch.GetTimestamp());
        while (Stopwatch.GetElapsedTime(began) < time)
            for (var i = 0; i < 1_000; i++)
                decided += Next();
        return decided / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    /// <summary>A patient is helped, the next is held out and taken, and another one calls: four notices, one decision.</summary>
    private int Next()
    {
        _now += TimeSpan.FromMilliseconds(1);
        var free = _helped.Dequeue();
        _taken[free]--;
        Say(free);
        var leases = _queue.Decide(_now);
        foreach (var lease in leases)
        {
            _taken[lease.Staff]++;
            _helped.Enqueue(lease.Staff);
            _queue.Remove(lease.Waiting.SessionId, lease.Waiting.Ticket, isAdmitted: true, _now);
            _queue.Decide(_now);
            Say(lease.Staff);
            _queue.Decide(_now);
            Call();
            _queue.Decide(_now);
        }
        return leases.Count;
    }

    private void Say(StaffId staff) => _queue.Renew(new Availability(staff, OnDuty: true, Units - _taken[staff], Units, _now), _now);

    private void Call() => _queue.Enqueue(
        new WaitingSession(
            new SessionId($"session-{++_patients:D14}"), 3, SessionMode.Chat, null, null,
            new Wait(Awaited.In(QueueKind.Consultant), LegKind.Intake, LegTerms.Unlimited, _now, AtHead: _patients % 10 == 0), Presence.Here), _now);
}
