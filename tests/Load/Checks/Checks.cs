namespace Medzdrav.Tests.Load;

/// <summary>Checks sessions while a run goes on, some time after each was closed, and everything at its end.</summary>
internal sealed class Checks(Stage stage)
{
    /// <summary>The check's name.</summary>
    public const string Journal = "the database holds what people saw";

    // By then the gateways' rounds have repaired what was lost on the way.
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    private readonly CapacityCheck _capacity = new(stage.Platform.Limits.Options.ConsultantUnits);
    private volatile bool _isFinishing;

    /// <summary>Until <see cref="Finish"/>, and then to the end.</summary>
    public async Task RunAsync()
    {
        using var timer = new PeriodicTimer(Period, stage.Clock);
        while (!_isFinishing && await timer.WaitForNextTickAsync())
            foreach (var session in stage.Ledger.Unchecked.Where(IsSettled))
                Check(session);
        foreach (var session in stage.Ledger.Unchecked)
            Check(session);
        foreach (var violation in _capacity.Violations())
            Tell(violation);
        if (stage.Platform.Stored is { } stored)
            await CompareAsync(stored);
    }

    /// <summary>Everybody has gone: what is left is checked now.</summary>
    public void Finish() => _isFinishing = true;

    private bool IsSettled(SessionRecord session) => session.Checked is null && session.ClosedAt != 0 && stage.Clock.GetElapsedTime(session.ClosedAt) > Settling;

    private void Check(SessionRecord session)
    {
        var testimony = session.Testify();
        if (testimony.Accounts.Count == 0)
            return;
        foreach (var violation in SessionChecks.Of(testimony).Concat(LimitChecks.Of(testimony, stage.Platform.Limits.Options)))
            Tell(violation);
        _capacity.Add(testimony);
        stage.Ledger.Check(testimony);
    }

    private async Task CompareAsync(Stored stored)
    {
        var waiting = await stored.WaitingAsync();
        await Parallel.ForEachAsync(stage.Ledger.Sessions, async (session, _) =>
        {
            foreach (var violation in StoredChecks.Of(session.Session, session.Checked!, await stored.EventsAsync(session.Session), waiting.Contains(session.Session)))
                Tell(violation);
        });
        foreach (var violation in await stage.Ledger.Records.CompareAsync(stored))
            Tell(violation);
    }

    private void Tell(Violation violation) => stage.Figures.Violated(violation.Check, violation.Example);
}
