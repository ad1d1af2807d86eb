using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>The work of specialists in a closed session: a fold of its events.</summary>
/// <param name="ringing">How long an offer rings at most.</param>
internal sealed class WorkRules(TimeSpan ringing)
{
    private readonly Dictionary<(DateTimeOffset Hour, StaffId Staff), Work> _done = [];

    /// <summary>The specialists who were offered the present wait, and when the last time.</summary>
    private readonly Dictionary<StaffId, DateTimeOffset> _offered = [];

    /// <summary>The last offer of the present wait, which may ring still.</summary>
    private StaffId? _asked;

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
            case Queued:
                EndOffers();
                break;
            case Offered offered:
                (_offered[offered.Staff], _asked) = (happened.At, offered.Staff);
                Add(offered.Staff, happened.At, new Work(Offered: 1));
                break;
            case Dropped { ParticipantId: var gone } when gone == ParticipantId.Patient:
                Forgive(happened.At);
                break;
            case LegStarted leg:
                Answer(leg);
                break;
            case Returned { StartedAt: { } startedAt } when _leg is { } awaiting:
                _leg = awaiting with { StartedAt = startedAt, ReturnsBy = null };
                break;
            case Transferred when _leg is { } leg:
                Add(leg.Staff.StaffId, happened.At, new Work(Transferred: 1));
                break;
            case SessionClosed closed:
                if (closed.Reason == CloseReason.CancelledByPatient)
                    Forgive(happened.At);
                EndTalk(happened.At);
                break;
            case LegEnded:
                EndTalk(happened.At);
                break;
        }
    }

    /// <summary>Nobody offers calls by phone and booked patients: a specialist who has one of them answered no offer. An answer is counted in the hour of its offer, so that no day has more answers than offers.</summary>
    private void Answer(LegStarted leg)
    {
        _leg = leg;
        if (_offered.TryGetValue(leg.Staff.StaffId, out var offeredAt))
            Add(leg.Staff.StaffId, offeredAt, new Work(Answered: 1));
        EndOffers();
    }

    /// <summary>The patient went while the offer rang: the specialist has missed nothing. An offer declined so shortly before is not told apart from it, as declining is no event.</summary>
    private void Forgive(DateTimeOffset at)
    {
        if (_asked is { } asked && _offered[asked] is var offeredAt && at - offeredAt <= ringing)
            Add(asked, offeredAt, new Work(Offered: -1));
        _asked = null;
    }

    private void EndOffers()
    {
        _offered.Clear();
        _asked = null;
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
