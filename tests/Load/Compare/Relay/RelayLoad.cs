using System.Diagnostics;
using HdrHistogram;

namespace Medzdrav.Tests.Load;

/// <summary>The findings of one measurement of one server.</summary>
/// <param name="PerSecond">Messages acknowledged per second.</param>
/// <param name="CpuMicroseconds">Server CPU per message.</param>
/// <param name="DatabaseMicroseconds">CPU per message of a database beside it.</param>
/// <param name="P50">Milliseconds from the intended send to the other side, half of them.</param>
/// <param name="P90">The same, 90 %.</param>
/// <param name="P99">The same, 99 %.</param>
/// <param name="Utilization">Of the server's core.</param>
/// <param name="Stolen">The part of all cores' time that the host machine kept for others.</param>
internal sealed record RelayFigures(double PerSecond, double CpuMicroseconds, double DatabaseMicroseconds, double P50, double P90, double P99, double Utilization, double Stolen);

/// <summary>Sends chat messages into all rooms of a server, as fast as they are acknowledged or at a given rate.</summary>
internal sealed class RelayLoad
{
    private const int Ring = 1 << 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly RelayServer _server;
    private readonly long[] _intended = new long[Ring];
    private readonly LongConcurrentHistogram _latency = new(1, TimeSpan.FromMinutes(1).Ticks, 3);
    private int _next;
    private int _acknowledged;
    private int _delivered;
    private volatile bool _again;

    public RelayLoad(RelayServer server)
    {
        (_server, _next) = (server, server.NextNumber);
        foreach (var room in server.Rooms)
        {
            room.Patient.Acknowledged = Acknowledge;
            room.Staff.Acknowledged = Acknowledge;
            room.Patient.Delivered = number => Deliver(number, isPatient: true);
            room.Staff.Delivered = number => Deliver(number, isPatient: false);
        }
    }

    /// <summary>Keeps messages under way in every room for a while.</summary>
    /// <param name="seconds">How long.</param>
    /// <param name="window">How many in each room.</param>
    public async Task<RelayFigures> SaturateAsync(double seconds, int window)
    {
        _again = true;
        for (var i = 0; i < window * _server.Rooms.Count; i++)
            Send(Stopwatch.GetTimestamp());
        await Pace.PassAsync(TimeSpan.FromSeconds(1));
        var figures = await MeasureAsync(() => Pace.PassAsync(TimeSpan.FromSeconds(seconds)));
        _again = false;
        await DrainAsync();
        return figures;
    }

    /// <summary>Sends at a rate, whatever comes back.</summary>
    /// <param name="perSecond">Messages.</param>
    /// <param name="seconds">How long.</param>
    public async Task<RelayFigures> PaceAsync(double perSecond, double seconds)
    {
        _again = false;
        await FlowAsync(perSecond, 1);
        return await MeasureAsync(() => FlowAsync(perSecond, seconds));
    }

    private async Task FlowAsync(double perSecond, double seconds)
    {
        await Pace.RunAsync(Enumerable.Range(0, (int)(perSecond * seconds)).Select(number => TimeSpan.FromSeconds(number / perSecond)), Send);
        await DrainAsync();
    }

    private async Task<RelayFigures> MeasureAsync(Func<Task> load)
    {
        _latency.Reset();
        var (began, cpu, database, stolen, acknowledged) = (Stopwatch.GetTimestamp(), _server.Cpu, _server.DatabaseCpu, ProcessFigures.Stolen, Volatile.Read(ref _acknowledged));
        await load();
        var (took, count) = (Stopwatch.GetElapsedTime(began), Volatile.Read(ref _acknowledged) - acknowledged);
        var used = _server.Cpu - cpu;
        return new RelayFigures(
            count / took.TotalSeconds,
            used.TotalMicroseconds / count,
            (_server.DatabaseCpu - database).TotalMicroseconds / count,
            Milliseconds(50),
            Milliseconds(90),
            Milliseconds(99),
            used / took,
            (ProcessFigures.Stolen - stolen) / took / Environment.ProcessorCount);
    }

    /// <summary>Everything sent is acknowledged, and has come to both sides.</summary>
    private async Task DrainAsync()
    {
        var sent = _next - _server.NextNumber;
        await RunUntilAsync(() => Volatile.Read(ref _acknowledged) >= sent && Volatile.Read(ref _delivered) >= 2 * sent);
        if (Volatile.Read(ref _acknowledged) != sent || Volatile.Read(ref _delivered) != 2 * sent)
            throw new InvalidOperationException($"{_server.Name}: {sent} sent, {_acknowledged} acknowledged, {_delivered} delivered.\n{_server.Output}");
    }

    private static async Task RunUntilAsync(Func<bool> isDone)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        for (var began = Stopwatch.GetTimestamp(); !isDone() && Stopwatch.GetElapsedTime(began) < Patience; await timer.WaitForNextTickAsync())
        {
        }
    }

    private double Milliseconds(double percentile) => _latency.GetValueAtPercentile(percentile) / (double)TimeSpan.TicksPerMillisecond;

    private void Send(long intended)
    {
        var number = Interlocked.Increment(ref _next) - 1;
        _intended[number % Ring] = intended;
        var room = _server.Rooms[number % _server.Rooms.Count];
        (IsFromPatient(number) ? room.Patient : room.Staff).Say(room.Id, number);
    }

    private bool IsFromPatient(int number) => number / _server.Rooms.Count % 2 == 0;

    private void Acknowledge(int number)
    {
        Interlocked.Increment(ref _acknowledged);
        if (_again)
            Send(Stopwatch.GetTimestamp());
    }

    private void Deliver(int number, bool isPatient)
    {
        Interlocked.Increment(ref _delivered);
        if (IsFromPatient(number) != isPatient)
            _latency.RecordValue(Math.Max(1, Stopwatch.GetElapsedTime(_intended[number % Ring]).Ticks));
    }
}
