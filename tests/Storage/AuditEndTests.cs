using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text;
using Medzdrav.Silo;
using Medzdrav.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Medzdrav.Tests.Storage;

/// <summary>Where the chain ends is told to places outside of the database, and a running silo seals by itself.</summary>
public sealed class AuditEndTests : IDisposable
{
    private readonly string file = Path.GetTempFileName();

    public void Dispose() => File.Delete(file);

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres, Traits = ["database", "postgres"])]
    public async Task A_running_silo_seals_within_seconds_and_says_where_the_chain_ends(DatabaseKind kind)
    {
        await using var trail = new AuditTrail(await StorageFixture.CreateAsync(kind, settings: new Dictionary<string, string?> { ["Audit:HeadFile"] = file }));
        await trail.AddAsync(AuditTrail.Entry());
        using var silo = await TestSilo.StartAsync(trail.Storage);

        await UntilAsync(async () => (await trail.EndAsync()).Number == 1);
        await trail.AddAsync(AuditTrail.Entry(), AuditTrail.Entry());
        await UntilAsync(async () => (await trail.EndAsync()).Number == 3);

        await silo.StopAsync();
        var lines = await File.ReadAllLinesAsync(file);
        Assert.NotEmpty(lines);
        Assert.Empty((await trail.CheckAsync([.. KeptHead.Read(lines)])).Faults);
    }

    [Fact]
    public async Task The_end_is_kept_in_a_file_at_an_address_and_in_the_log_whenever_it_moved()
    {
        using var listener = new HttpListener();
        var address = $"http://127.0.0.1:{Ports.Free()}/";
        listener.Prefixes.Add(address);
        listener.Start();
        var bodies = new ConcurrentQueue<string>();
        var taking = TakeAsync(listener, bodies, 2);
        var log = new Lines();
        await using var trail = new AuditTrail(await StorageFixture.CreateAsync(
            DatabaseKind.Sqlite,
            settings: new Dictionary<string, string?> { ["Audit:HeadFile"] = file, ["Audit:HeadUrl"] = address },
            configure: services => services.AddSingleton<ILoggerProvider>(log)));
        var reports = trail.Storage.Services.GetRequiredService<HeadReports>();

        await trail.SealedAsync(2);
        await reports.TellAsync();
        await reports.TellAsync();
        await trail.SealedAsync(3);
        await reports.TellAsync();

        await taking.WaitAsync(TimeSpan.FromSeconds(10));
        var end = await trail.EndAsync();
        foreach (var kept in new[] { await File.ReadAllLinesAsync(file), [.. bodies] })
        {
            var ends = KeptHead.Read(kept).ToArray();
            Assert.Equal([2, 5], ends.Select(one => one.Number));
            Assert.Equal(end.Hash, ends[1].Hash);
            Assert.True((await trail.CheckAsync(ends)).IsSound);
        }
        // The log says it each minute.
        Assert.Equal([2, 2, 5], KeptHead.Read(log.All).Select(one => one.Number));
        listener.Stop();
    }

    [Fact]
    public async Task An_end_that_could_not_be_kept_is_kept_with_the_next_try()
    {
        var folder = file + ".d";
        await using var trail = new AuditTrail(await StorageFixture.CreateAsync(DatabaseKind.Sqlite, settings: new Dictionary<string, string?> { ["Audit:HeadFile"] = Path.Combine(folder, "heads") }));
        var reports = trail.Storage.Services.GetRequiredService<HeadReports>();
        await trail.SealedAsync(1);
        await reports.TellAsync();

        Directory.CreateDirectory(folder);
        await reports.TellAsync();

        Assert.Single(KeptHead.Read(await File.ReadAllLinesAsync(Path.Combine(folder, "heads"))));
        Directory.Delete(folder, recursive: true);
    }

    [Fact, Trait("database", "postgres")]
    public async Task The_check_passes_after_dump_and_restore()
    {
        await using var trail = await AuditTrail.CreateAsync(DatabaseKind.Postgres);
        await trail.SealedAsync(20);
        var restored = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();

        await DumpAsync(trail.Storage.Options.ConnectionString!, restored);

        await using var services = new ServiceCollection().AddLogging().AddStorage(new Microsoft.Extensions.Configuration.ConfigurationManager
        {
            ["Storage:Database"] = "Postgres",
            ["Storage:ConnectionString"] = restored,
        }).BuildServiceProvider();
        var found = await services.GetRequiredService<AuditCheck>().RunAsync([await trail.EndAsync()]);
        Assert.Empty(found.Faults);
        Assert.Equal(20, found.Read);
    }

    [Fact, Trait("database", "postgres")]
    public async Task A_batch_costs_as_many_statements_for_many_entries_as_for_one()
    {
        await using var trail = await AuditTrail.CreateAsync(DatabaseKind.Postgres);
        await trail.AddAsync(AuditTrail.Entry());
        var one = await StatementsAsync(trail);
        await trail.AddAsync([.. Enumerable.Range(0, 500).Select(_ => AuditTrail.Entry())]);

        // Where the chain ends and its entries, twice; that it ends elsewhere, and the seals.
        Assert.Equal((one, 6), (await StatementsAsync(trail), one));
    }

    private static async Task<int> StatementsAsync(AuditTrail trail)
    {
        var database = new Npgsql.NpgsqlConnectionStringBuilder(trail.Storage.Options.ConnectionString).Database;
        var count = 0;
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                var statement = activity.TagObjects.Any(tag => tag.Key is "db.statement" or "db.query.text" && tag.Value is string text && !text.StartsWith("BEGIN", StringComparison.Ordinal));
                if (statement && activity.TagObjects.Any(tag => tag.Key is "db.name" or "db.namespace" && (string?)tag.Value == database))
                    Interlocked.Increment(ref count);
            },
        };
        ActivitySource.AddActivityListener(listener);
        await trail.SealAsync();
        return count;
    }

    private static async Task DumpAsync(string from, string to)
    {
        var (source, target) = (new Npgsql.NpgsqlConnectionStringBuilder(from), new Npgsql.NpgsqlConnectionStringBuilder(to));
        var dump = Path.GetTempFileName();
        await RunAsync("pg_dump", "-h", source.Host!, "-p", $"{source.Port}", "-U", source.Username!, "-f", dump, source.Database!);
        await RunAsync("psql", "-q", "-v", "ON_ERROR_STOP=1", "-h", target.Host!, "-p", $"{target.Port}", "-U", target.Username!, "-f", dump, target.Database!);
        File.Delete(dump);
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(PostgresServer.Binary(program), arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), await process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await output + errors);
    }

    private static async Task TakeAsync(HttpListener listener, ConcurrentQueue<string> bodies, int count)
    {
        while (bodies.Count < count)
        {
            var request = await listener.GetContextAsync();
            using var reader = new StreamReader(request.Request.InputStream, Encoding.UTF8);
            bodies.Enqueue(await reader.ReadToEndAsync());
            request.Response.Close();
        }
    }

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        for (var patience = Stopwatch.StartNew(); !await holds(); await look.WaitForNextTickAsync())
            Assert.True(patience.Elapsed < TimeSpan.FromSeconds(15), "It does not come about in time.");
    }

    /// <summary>All lines of a log.</summary>
    private sealed class Lines : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> lines = new();

        public IEnumerable<string> All => lines;

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => lines.Enqueue(formatter(state, exception));

        public void Dispose()
        {
        }
    }
}
