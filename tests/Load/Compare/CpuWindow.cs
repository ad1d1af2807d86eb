using System.Diagnostics;

namespace Medzdrav.Tests.Load;

/// <summary>The CPU that processes burn over a while, per second of the clock.</summary>
internal readonly struct CpuWindow
{
    private readonly int? _server;
    private readonly int _client;
    private readonly long _began = Stopwatch.GetTimestamp();
    private readonly TimeSpan _clientCpu;
    private readonly TimeSpan _serverCpu;

    /// <param name="client">A process alone.</param>
    /// <param name="server">A process with its children, ended ones included; or null.</param>
    public CpuWindow(int client, int? server)
    {
        (_client, _server) = (client, server);
        (_clientCpu, _serverCpu) = (ProcessFigures.CpuOf(client), server is { } id ? ProcessFigures.CpuOfTree(id) : default);
    }

    /// <summary>How long since it began.</summary>
    public double Seconds => Stopwatch.GetElapsedTime(_began).TotalSeconds;

    /// <summary>The rate of <paramref name="perSecond"/> with the CPU that one took since this began.</summary>
    public AppendRate At(double perSecond)
    {
        var commits = perSecond * Seconds;
        var serverCpu = _server is { } id ? ProcessFigures.CpuOfTree(id) - _serverCpu : default;
        return new(perSecond, (ProcessFigures.CpuOf(_client) - _clientCpu).TotalMicroseconds / commits, serverCpu.TotalMicroseconds / commits);
    }
}
