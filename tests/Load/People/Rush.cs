namespace Medzdrav.Tests.Load;

/// <summary>The script that is played.</summary>
/// <param name="Arrivals">How people come.</param>
/// <param name="Patients">How many at most.</param>
/// <param name="For">How long they come.</param>
/// <param name="Seed">The same people for the same seed.</param>
/// <param name="HasRecords">Whether a part of them put documents into the Medcard and are booked.</param>
/// <param name="Calls">The part of them who talk by voice or picture, 0 to 1.</param>
internal sealed record RushSettings(Arrivals Arrivals, int Patients, TimeSpan For, int Seed, bool HasRecords = false, double Calls = 0);

/// <summary>A whole run: specialists come on duty, patients arrive, all finish, everything is checked.</summary>
internal sealed class Rush(IPlatform platform, RunFigures figures, RushSettings settings, IReadOnlyList<string> phones)
{
    private const int ComeAtOnce = 32;
    private readonly TimeProvider _clock = TimeProvider.System;

    /// <summary>How long nobody may finish before the others are given up: a consultation to its limit, an absent patient's time, and what lies around them.</summary>
    private TimeSpan Finishing => platform.Limits.Options.UrgentConsultation + platform.Limits.Options.PatientAbsent + TimeSpan.FromSeconds(10);

    /// <summary>Plays it.</summary>
    public async Task PlayAsync()
    {
        using var stopping = new CancellationTokenSource();
        var ledger = new Ledger(figures, _clock);
        var stage = new Stage(platform, figures, ledger, settings.HasRecords, settings.Calls, settings.Seed, stopping.Token);
        var checks = new Checks(stage);
        var specialists = platform.Staff.Select((colleague, number) => new Specialist(stage, colleague, number)).ToArray();
        await Parallel.ForEachAsync(specialists, new ParallelOptions { MaxDegreeOfParallelism = ComeAtOnce }, async (specialist, _) => await specialist.ComeAsync());
        var checking = checks.RunAsync();
        var patients = await ArriveAsync(stage);
        await FinishAsync(Task.WhenAll(patients));
        await Task.WhenAny(Task.WhenAll(specialists.Select(specialist => stage.Beside(specialist.LeaveAsync))), Task.Delay(Finishing, _clock));
        checks.Finish();
        await checking;
        await stopping.CancelAsync();
    }

    /// <summary>A long line takes its time: as long as sessions are closed, it gets on.</summary>
    private async Task FinishAsync(Task patients)
    {
        for (long closed = -1, before; !patients.IsCompleted && (before = figures.CountOf(Happening.Closed)) > closed; closed = before)
            await Task.WhenAny(patients, Task.Delay(Finishing, _clock));
    }

    private async Task<IReadOnlyList<Task>> ArriveAsync(Stage stage)
    {
        var (coming, began) = (new List<Task>(), _clock.GetTimestamp());
        foreach (var at in settings.Arrivals.Times(settings.Seed).TakeWhile(at => at < settings.For).Take(settings.Patients))
        {
            if (at - _clock.GetElapsedTime(began) is { Ticks: > 0 } left)
                await Task.Delay(left, _clock);
            coming.Add(ComeAsync(stage, coming.Count, began + (long)(at.TotalSeconds * _clock.TimestampFrequency)));
        }
        return coming;
    }

    private async Task ComeAsync(Stage stage, int number, long intended)
    {
        await Task.Yield();
        using var patient = new Patient(stage, number, phones[number]);
        await patient.ComeAsync(intended);
    }
}
