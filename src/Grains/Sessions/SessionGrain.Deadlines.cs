namespace Medzdrav.Grains;

internal partial class SessionGrain
{
    /// <inheritdoc />
    DateTimeOffset IJournalOwner.NextDeadline(SessionState state, DateTimeOffset now) => SessionRules.NextDue(state, _connections.Absences, now, _limits);

    private async Task FireDue()
    {
        foreach (var mark in _marks.TakeDue(Now))
            await StoreMark(mark);
        var message = State.Leg?.Awaiting is null ? null : await Messages(place: 1);
        var (dueAt, fired) = (DueAt, Decision.Nothing);
        while (await Happen(state => fired = SessionRules.Due(state, _connections.Absences, Now, _limits, message)))
        {
            stores.Meter.Fired(fired.Facts, Now - dueAt);
            dueAt = DueAt;
        }
        _alarm?.Rang();
        Arm();
    }

    private DateTimeOffset DueAt => SessionRules.NextDue(State, _connections.Absences, Now, _limits);

    private DateTimeOffset NextDue()
    {
        var (session, marks) = (DueAt, _marks.NextDue);
        return marks < session ? marks : session;
    }

    /// <summary>The alarm follows whatever changed what is due.</summary>
    private void Arm()
    {
        if (State.IsOpen)
            (_alarm ??= new Alarm(this, FireDue, clock)).RingBy(NextDue());
        else
            _alarm?.Stop();
    }
}
