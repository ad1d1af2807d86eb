using System.Collections.Concurrent;
using System.Diagnostics;
using HdrHistogram;

namespace Medzdrav.Tests.Load;

/// <summary>The product's queue of consultants under load, over real connections.</summary>
internal sealed class MatchingClinic
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Helping = TimeSpan.FromMilliseconds(500);
    private readonly MatchingHost _host;
    private readonly MatchingPatient[] _patients;
    private readonly MatchingConsultant[] _consultants;
    private readonly ConcurrentDictionary<string, TaskCompletionSource<(long Offered, long Confirmed)>> _taken = new();
    private readonly ConcurrentDictionary<string, int> _refused = new();
    private readonly ConcurrentQueue<(MatchingConsultant Consultant, string Session)> _held = new();
    private readonly ConcurrentQueue<MatchingPatient> _idle = new();
    private bool _helpsAtOnce;

    private MatchingClinic(MatchingHost host, MatchingPatient[] patients, MatchingConsultant[] consultants)
    {
        (_host, _patients, _consultants) = (host, patients, consultants);
        foreach (var consultant in consultants)
        {
            consultant.Took = Take;
            consultant.Refused = why => _refused.AddOrUpdate(why, 1, (_, count) => count + 1);
        }
    }

    public static async Task<MatchingClinic> OpenAsync(MatchingHost host, int patients, int consultants) =>
        new(host, await host.VisitorsAsync(patients), await host.ConsultantsAsync(consultants));

    /// <summary>Refused acceptances so far, by why.</summary>
    public string Refused => string.Join(", ", _refused.Select(pair => $"{pair.Value} × {pair.Key}"));

    /// <summary>Everybody waits with the page open, and then the consultants come: how fast the line is taken.</summary>
    /// <returns>Matches a second, from the tenth to the last but the tenth, all durable.</returns>
    public async Task<double> DrainAsync()
    {
        _helpsAtOnce = false;
        _taken.Clear();
        await MatchingHost.EachAsync(_patients.Length, number => _patients[number].CallAsync());
        var confirmed = _patients.Select(patient => Taken(patient.Session).Task).ToArray();
        await MatchingHost.EachAsync(_consultants.Length, number => _consultants[number].DutyAsync("available"));
        await Task.WhenAll(confirmed).WaitAsync(Patience);
        await MatchingHost.EachAsync(_consultants.Length, number => _consultants[number].DutyAsync("away"));
        while (_held.TryDequeue(out var held))
            await held.Consultant.CloseAsync(held.Session);
        var times = confirmed.Select(taken => taken.Result.Confirmed).Order().ToArray();
        var (first, last) = (times.Length / 10, times.Length * 9 / 10);
        return (last - first) / Stopwatch.GetElapsedTime(times[first], times[last]).TotalSeconds;
    }

    /// <summary>People call by chance at a rate, whatever happens; all are helped at once.</summary>
    public async Task<MatchingNotices> ArriveAsync(double perSecond, int seconds, int seed)
    {
        _helpsAtOnce = true;
        _taken.Clear();
        await MatchingHost.EachAsync(_consultants.Length, number => _consultants[number].DutyAsync("available"));
        foreach (var patient in _patients)
            _idle.Enqueue(patient);
        var (offers, both) = (new LongConcurrentHistogram(1, TimeSpan.FromMinutes(1).Ticks, 3), new LongConcurrentHistogram(1, TimeSpan.FromMinutes(1).Ticks, 3));
        List<Task> calls = [];
        var (cpu, began) = (_host.Process.Cpu, Stopwatch.GetTimestamp());
        await Pace.RunAsync(
            new Arrivals(perSecond).Times(seed).TakeWhile(at => at.TotalSeconds < seconds),
            intended => calls.Add(CallAsync(intended, offers, both)));
        var share = (_host.Process.Cpu - cpu) / Stopwatch.GetElapsedTime(began);
        await Task.WhenAll(calls).WaitAsync(Patience);
        await MatchingHost.EachAsync(_consultants.Length, number => _consultants[number].DutyAsync("away"));
        _idle.Clear();
        return new MatchingNotices(calls.Count, Milliseconds(offers, 50), Milliseconds(offers, 99), Milliseconds(both, 50), Milliseconds(both, 99), share);
    }

    private static double Milliseconds(LongConcurrentHistogram times, double percentile) => TimeSpan.FromTicks(times.GetValueAtPercentile(percentile)).TotalMilliseconds;

    private async Task CallAsync(long intended, LongConcurrentHistogram offers, LongConcurrentHistogram both)
    {
        if (!_idle.TryDequeue(out var patient))
            throw new InvalidOperationException("More people call than there are: the line does not move.");
        await patient.CallAsync();
        var (offered, confirmed) = await Taken(patient.Session).Task.WaitAsync(Patience);
        var admitted = await patient.Admitted.WaitAsync(Patience);
        offers.RecordValue(Stopwatch.GetElapsedTime(intended, offered).Ticks);
        both.RecordValue(Stopwatch.GetElapsedTime(intended, Math.Max(admitted, confirmed)).Ticks);
        await patient.Closed.WaitAsync(Patience);
        _idle.Enqueue(patient);
    }

    private TaskCompletionSource<(long Offered, long Confirmed)> Taken(string session) =>
        _taken.GetOrAdd(session, _ => new TaskCompletionSource<(long Offered, long Confirmed)>(TaskCreationOptions.RunContinuationsAsynchronously));

    private void Take(MatchingConsultant consultant, string session, long offered, long confirmed)
    {
        Taken(session).TrySetResult((offered, confirmed));
        if (_helpsAtOnce)
            _ = HelpAsync(consultant, session);
        else
            _held.Enqueue((consultant, session));
    }

    private static async Task HelpAsync(MatchingConsultant consultant, string session)
    {
        await Pace.PassAsync(Helping);
        await consultant.CloseAsync(session);
    }
}

/// <summary>How long it took until people knew.</summary>
/// <param name="Calls">How many called.</param>
/// <param name="OfferP50">Milliseconds from the intended call to the offer at a consultant's connection.</param>
/// <param name="OfferP99">The same, 99 %.</param>
/// <param name="BothP50">Milliseconds from the intended call until the patient's connection saw the leg begin and the consultant's its acceptance.</param>
/// <param name="BothP99">The same, 99 %.</param>
/// <param name="Share">Of the server's core.</param>
internal sealed record MatchingNotices(int Calls, double OfferP50, double OfferP99, double BothP50, double BothP99, double Share);
