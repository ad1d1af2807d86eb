using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>The work of specialists in a closed session: a fold of its events.</summary>
internal sealed class WorkRules
{
    private readonly Dictionary<(DateTimeOffset Hour, StaffId Staff), Work> _done = [];
    private LegStarted? _leg;

    /// <summary>The work in sessions, each given to its own fold.</summary>
    public static IReadOnlyCollection<WorkTally> Sum(IEnumerable<WorkRules> sessions) =>
    [
        .. from done in sessions.SelectMany(session => session._done)
           group done.Value by done.Key into same
           select new WorkTally(same.Key.Hour, same.Key.Staff, same.Aggregate(new Work(), (sum, one) => sum.And(one))),
    ];

    /// <summary>The session's next event.</summary>
    public void Take(SessionEvent happened)
    {
        switch (happened.Fact)
        {
            case Offered offered:
                Add(offered.Staff, happened.At, new Work(Offered: 1));
                break;
            case LegStarted leg:
                _leg = leg;
                Add(leg.Staff.StaffId, happened.At, new Work(Answered: 1));
                break;
            case Returned { StartedAt: { } startedAt } when _leg is { } awaiting:
                _leg = awaiting with { StartedAt = startedAt, ReturnsBy = null };
                break;
            case Transferred when _leg is { } leg:
                Add(leg.Staff.StaffId, happened.At, new Work(Transferred: 1));
                break;
            case LegEnded or SessionClosed:
                EndTalk(happened.At);
                break;
        }
    }

    private void EndTalk(DateTimeOffset at)
    {
        // A patient who was called back and did not come talked with nobody.
        if (_leg is { ReturnsBy: null } leg)
            Add(leg.Staff.StaffId, at, new Work(Talks: 1, TalkMilliseconds: (long)(at - leg.StartedAt).TotalMilliseconds));
        _leg = null;
    }

    private void Add(StaffId staff, DateTimeOffset at, Work more)
    {
        var key = (TallyRules.HourOf(at), staff);
        _done[key] = _done.GetValueOrDefault(key).And(more);
    }
}
