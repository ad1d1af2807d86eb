namespace Medzdrav.Tests.Load;

/// <summary>The stage that all people of a run share.</summary>
/// <param name="Platform">Where they go.</param>
/// <param name="Figures">The counts and times.</param>
/// <param name="Ledger">The notes for the checks.</param>
/// <param name="HasRecords">Whether people put documents into the Medcard and are booked.</param>
/// <param name="Calls">The part of people who talk by voice or picture, 0 to 1.</param>
/// <param name="Seed">The same people for the same seed.</param>
/// <param name="Stop">Ends the run, whatever people are about.</param>
internal sealed record Stage(IPlatform Platform, RunFigures Figures, Ledger Ledger, bool HasRecords, double Calls, int Seed, CancellationToken Stop)
{
    /// <summary>Wall and wait clock alike.</summary>
    public TimeProvider Clock => TimeProvider.System;

    /// <summary>Waits; cancelled with the run or with what it is for.</summary>
    public Task Wait(TimeSpan time, CancellationToken over) => Task.Delay(time, Clock, over);

    /// <summary>Lets something go on beside, and reports what goes wrong in it.</summary>
    public async Task Beside(Func<Task> action)
    {
        try
        {
            await action();
        }
        catch (OperationCanceledException)
        {
            // It is over: the leg, or the run.
        }
        catch (Exception fault)
        {
            Figures.Failed($"{fault.GetType().Name}: {fault.Message}");
        }
    }
}
