using System.Collections.Concurrent;
using System.Diagnostics;
using Medzdrav.Grains;
using Medzdrav.Tests.Support;

namespace Medzdrav.Tests.Load;

/// <summary>Comparison 5: what 10,000 people in one queue cost the server, each with an open connection, at rest and while the line moves.</summary>
internal static class WaitingRoomComparison
{
    private const int Waiting = 10_000;
    private const int Consultants = 20;
    private const int Units = 3;
    private const int AdmittedPerSecond = 2;
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(20);

    // Filling the room runs other code than holding it, and what holds it is still being compiled for a minute.
    private static readonly TimeSpan Warming = TimeSpan.FromSeconds(40);

    public static async Task<Comparison> RunAsync(CompareSettings settings)
    {
        using var clients = CorePinning.ThisProcess(settings.ClientCore);
        List<Figure> figures = [];
        List<string> notes = [$"{Waiting:N0} signed-in visitors wait in one queue, each with a MessagePack connection that has joined its session and pings every 4 s; {Consultants} consultants are on duty and full. Moving: {AdmittedPerSecond} admissions and as many new callers a second. {settings.Seconds} s a round."];
        var postgres = await PostgresServer.StartNewAsync(durable: true);
        using var database = CorePinning.Tree(postgres.ProcessId, settings.ClientCore);
        foreach (var (name, server) in new[] { ("PostgreSQL", postgres), ("SQLite", null) })
            if (settings.Among?.Any(name.Contains) ?? true)
                await MeasureAsync(name, server, settings, figures, notes);
        await postgres.DisposeAsync();
        return new Comparison("Waiting room", figures, notes);
    }

    private static async Task MeasureAsync(string name, PostgresServer? postgres, CompareSettings settings, List<Figure> figures, List<string> notes)
    {
        await using var host = await MatchingHost.StartAsync(settings.ServerCore, postgres, Units);
        await using var room = await WaitingRoom.FillAsync(host, Waiting, Consultants, Units);
        await room.MeasureAsync($"{name}, warm", (int)Settling.TotalSeconds, AdmittedPerSecond);
        await Pace.PassAsync(Warming);
        var (rest, moving) = (new double[settings.Rounds], new double[settings.Rounds]);
        for (var round = 0; round < settings.Rounds; round++)
        {
            rest[round] = await room.MeasureAsync($"{name}, at rest", settings.Seconds, perSecond: 0);
            moving[round] = await room.MeasureAsync($"{name}, moving", settings.Seconds, AdmittedPerSecond);
        }
        figures.Add(new Figure($"{name}: at rest", "% of a core", rest, Target: Target.AtMost(15)));
        figures.Add(new Figure($"{name}: line moving", "% of a core", moving, Target: Target.AtMost(15)));
        await Pace.PassAsync(Settling);
        notes.Add($"{name}: {room.Fresh():N0} of {Waiting:N0} see the place they have, {Settling.TotalSeconds:F0} s after the last admission; {host.Process.Resident / 1048576.0:F0} MiB in use.");
    }
}

/// <summary>People in one queue, and consultants who are full until told otherwise.</summary>
internal sealed class WaitingRoom : IAsyncDisposable
{
    private readonly MatchingHost _host;
    private readonly MatchingPatient[] _people;
    private readonly MatchingConsultant[] _consultants;
    private readonly ConcurrentDictionary<string, MatchingPatient> _bySession = new();
    private readonly ConcurrentQueue<(MatchingConsultant Consultant, string Session)> _held = new();
    private readonly List<MatchingPatient> _line = [];

    private WaitingRoom(MatchingHost host, MatchingPatient[] people, MatchingConsultant[] consultants) =>
        (_host, _people, _consultants) = (host, people, consultants);

    public static async Task<WaitingRoom> FillAsync(MatchingHost host, int waiting, int consultants, int units)
    {
        var room = new WaitingRoom(host, await host.VisitorsAsync(waiting + consultants * units), await host.ConsultantsAsync(consultants));
        foreach (var consultant in room._consultants)
        {
            consultant.Took = (who, session, _, _) => room.Take(who, session);
            await consultant.DutyAsync("available");
        }
        await MatchingHost.EachAsync(room._people.Length, number => room.CallAsync(room._people[number]));
        var began = Stopwatch.GetTimestamp();
        while (room._held.Count < consultants * units && Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(60))
            await Pace.PassAsync(TimeSpan.FromMilliseconds(100));
        return room;
    }

    /// <summary>Server CPU over a while.</summary>
    /// <returns>Per cent of a core.</returns>
    public async Task<double> MeasureAsync(string what, int seconds, int perSecond)
    {
        var (cpu, database, told, began) = (_host.Process.Cpu, _host.DatabaseCpu, Told, Stopwatch.GetTimestamp());
        using var end = new CancellationTokenSource();
        var moving = perSecond == 0 ? Task.CompletedTask : MoveAsync(TimeSpan.FromSeconds(1.0 / perSecond), end.Token);
        await Pace.PassAsync(TimeSpan.FromSeconds(seconds));
        var passed = Stopwatch.GetElapsedTime(began);
        var share = (_host.Process.Cpu - cpu) / passed * 100;
        await ComparisonTable.SayAsync(
            $"{what}: {share:F1} % of a core, database {(_host.DatabaseCpu - database) / passed * 100:F1} %, {(Told - told) / passed.TotalSeconds:F0} position updates/s");
        await end.CancelAsync();
        await moving;
        return share;
    }

    /// <summary>How many were told the place they have now; those who called at the same moment may stand either way round.</summary>
    public int Fresh()
    {
        const int together = 8;
        lock (_line)
            return _line.Where((patient, index) =>
                patient.Position >= PositionNews.Shown(Math.Max(1, index + 1 - together)) && patient.Position <= PositionNews.Shown(index + 1 + together)).Count();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (var consultant in _consultants)
            await consultant.DutyAsync("off");
    }

    private int Told => _people.Sum(patient => Volatile.Read(ref patient.Told));

    private async Task MoveAsync(TimeSpan every, CancellationToken end)
    {
        using var timer = new PeriodicTimer(every);
        try
        {
            while (await timer.WaitForNextTickAsync(end))
                if (_held.TryDequeue(out var held))
                    _ = MoveAsync(held.Consultant, held.Session);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The round is over.
        }
    }

    /// <summary>A patient is helped, and calls again.</summary>
    private async Task MoveAsync(MatchingConsultant consultant, string session)
    {
        await consultant.CloseAsync(session);
        if (_bySession.TryRemove(session, out var patient))
            await CallAsync(patient);
    }

    private async Task CallAsync(MatchingPatient patient)
    {
        await patient.OpenAsync();
        _bySession[patient.Session] = patient;
        lock (_line)
            _line.Add(patient);
        await patient.JoinAsync();
    }

    private void Take(MatchingConsultant consultant, string session)
    {
        _held.Enqueue((consultant, session));
        lock (_line)
            _line.RemoveAll(patient => patient.Session == session);
    }
}
