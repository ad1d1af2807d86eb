using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Medzdrav.Silo;

/// <summary>On SQLite: keeps the logs of both files short (<see cref="SqliteLog"/>). A log that a standing reader made long is small again within two looks after the reader has gone.</summary>
internal sealed partial class SqliteLogRounds(IOptions<StorageOptions> options, TimeProvider clock, ILogger<SqliteLogRounds> log) : SiloRounds(LookEvery, clock)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);
    private readonly SqliteLog[] _logs = [new(options.Value.RecordsFile), new(options.Value.GrainsFile)];

    protected override async Task RoundAsync()
    {
        foreach (var one in _logs)
            await TryAsync(() => Task.Run(one.Look));
    }

    protected override async Task StopAsync(CancellationToken cancellation)
    {
        await base.StopAsync(cancellation);
        foreach (var one in _logs)
            one.Dispose();
    }

    protected override void Failed(Exception why) => LogFailed(log, why);

    protected override void Stopped() => LogStopped(log);
}
