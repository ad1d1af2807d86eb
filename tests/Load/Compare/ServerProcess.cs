using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Medzdrav.Tests.Support;

namespace Medzdrav.Tests.Load;

/// <summary>A server under measurement: a process of its own, pinned to cores, killed at the latest with this one.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    // The server's own process; a guard beside it sees our end of its input close, however we ended, and kills it.
    private const string Guarded = """exec 3<&0; (cat <&3; kill -9 $$) >/dev/null 2>&1 & exec "$@" 3<&- </dev/null""";

    private static readonly ConcurrentDictionary<ServerProcess, bool> Running = new();
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();

    static ServerProcess() => AppDomain.CurrentDomain.ProcessExit += (_, _) =>
    {
        foreach (var left in Running.Keys)
            left._process.Kill(entireProcessTree: true);
    };

    private ServerProcess(Process process) => _process = process;

    /// <summary>Its process id.</summary>
    public int Id => _process.Id;

    /// <summary>CPU time of all its threads since it began.</summary>
    public TimeSpan Cpu => ProcessFigures.CpuOf(Id);

    /// <summary>Whether its hot code is still being compiled anew.</summary>
    public bool IsCompiling => ProcessFigures.IsCompiling(Id);

    /// <summary>Memory in use, in bytes.</summary>
    public long Resident => ProcessFigures.ResidentOf(Id);

    /// <summary>Whether it ended by itself.</summary>
    public bool HasEnded => _process.HasExited;

    /// <summary>The words that it printed.</summary>
    public string Output => string.Join('\n', _output);

    /// <summary>The last lines that the running ones printed, for whoever has to end this process in the middle.</summary>
    public static string LastWords => string.Join('\n', Running.Keys.SelectMany(server => server._output.TakeLast(20)));

    /// <summary>Starts a program on some cores.</summary>
    /// <param name="cores">As taskset takes them: <c>0</c>, <c>0,1</c>.</param>
    /// <param name="environment">Variables, beside this process's own.</param>
    /// <param name="command">The program and its arguments.</param>
    public static ServerProcess Start(string cores, IReadOnlyDictionary<string, string> environment, params string[] command)
    {
        var start = new ProcessStartInfo("sh", ["-c", Guarded, "sh", "taskset", "-c", cores, "chrt", "--batch", "0", .. command])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        // As docs/operations.md has operators do, and as the host asks the kernel for itself (chrt): the product and its peers alike.
        start.Environment["DOTNET_GCgen0size"] = "4000000";
        start.Environment["DOTNET_SYSTEM_BUFFERS_SHAREDARRAYPOOL_MAXARRAYSPERPARTITION"] = "256";
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var server = new ServerProcess(Process.Start(start) ?? throw new InvalidOperationException($"{command[0]} did not start."));
        server._process.OutputDataReceived += server.Keep;
        server._process.ErrorDataReceived += server.Keep;
        server._process.BeginOutputReadLine();
        server._process.BeginErrorReadLine();
        Running[server] = true;
        return server;
    }

    /// <summary>Waits until an address answers with success.</summary>
    public async Task AnswersAsync(Uri address)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        for (var began = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(60); await timer.WaitForNextTickAsync())
        {
            if (HasEnded)
                throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"The server ended with {_process.ExitCode}:\n{Output}"));
            if (await Answers.WithSuccessAsync(http, address))
                return;
        }
        throw new TimeoutException($"{address} does not answer:\n{Output}");
    }

    /// <summary>Resident bytes of a .NET process after its garbage was collected.</summary>
    public async Task<long> CollectedAsync() => (await CollectAsync()).Resident;

    /// <summary>Collects the garbage of a .NET process twice: the second collection finds what the first finalized.</summary>
    /// <returns>The bytes of its live objects, and its resident bytes, pages among them that the runtime keeps for later objects.</returns>
    public async Task<(long Live, long Resident)> CollectAsync()
    {
        await ForcedCollection.CollectAsync(Id);
        return (await ForcedCollection.CollectAsync(Id), Resident);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        Running.TryRemove(this, out _);
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }
        _process.Dispose();
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is not null)
            _output.Enqueue(line.Data);
    }
}
