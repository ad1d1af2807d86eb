using Medzdrav.Contracts;
using Medzdrav.Silo;
using Medzdrav.Tests.Support;

namespace Medzdrav.Tests.Load;

/// <summary>The built host on one core with consultants and visitors, for the comparisons of queues.</summary>
internal sealed class MatchingHost : IAsyncDisposable
{
    private const int AtOnce = 8;
    private readonly StorageFixture _storage;
    private readonly PostgresServer? _postgres;
    private readonly Breathing _breathing = new();
    private readonly HttpClient _http;

    private MatchingHost(StorageFixture storage, PostgresServer? postgres, Uri address, ServerProcess process)
    {
        (_storage, _postgres, Process) = (storage, postgres, process);
        _http = new HttpClient { BaseAddress = address };
    }

    /// <summary>The host.</summary>
    public ServerProcess Process { get; }

    /// <summary>CPU time of a database that is a process of its own.</summary>
    public TimeSpan DatabaseCpu => _postgres is null ? TimeSpan.Zero : ProcessFigures.CpuOfTree(_postgres.ProcessId);

    /// <summary>Starts it.</summary>
    /// <param name="core">Where.</param>
    /// <param name="postgres">The database server; null for SQLite.</param>
    /// <param name="units">Chats that a consultant holds at once.</param>
    public static async Task<MatchingHost> StartAsync(int core, PostgresServer? postgres, int units)
    {
        var storage = await StorageFixture.CreateAsync(postgres is null ? DatabaseKind.Sqlite : DatabaseKind.Postgres, postgres);
        var address = ProductHost.FreeAddress();
        var process = ProductHost.Start(storage, address, core, new Dictionary<string, string> { ["Limits__ConsultantUnits"] = $"{units}" });
        await process.AnswersAsync(new Uri(address, "/health/ready"));
        return new MatchingHost(storage, postgres, address, process);
    }

    /// <summary>Visitors with a connection each.</summary>
    public async Task<MatchingPatient[]> VisitorsAsync(int count)
    {
        var patients = new MatchingPatient[count];
        await EachAsync(count, async number => patients[number] = new MatchingPatient(number, Held(await ProductHost.VisitorAsync(_http))));
        return patients;
    }

    /// <summary>Consultants with a connection each, off duty.</summary>
    public async Task<MatchingConsultant[]> ConsultantsAsync(int count)
    {
        var (stored, consultants) = (new Stored(_storage.Services), new MatchingConsultant[count]);
        // They sign in one after the other: the product checks few passwords at once.
        for (var number = 0; number < count; number++)
        {
            var login = $"load{number}";
            await stored.HireAsync(login, Post.Consultant);
            consultants[number] = new MatchingConsultant(Held(await ProductHost.StaffAsync(_http, login)));
        }
        return consultants;
    }

    /// <summary>Something for many, a few at a time.</summary>
    public static Task EachAsync(int count, Func<int, Task> act) =>
        Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (number, _) => await act(number));

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _breathing.DisposeAsync();
        await Process.DisposeAsync();
        await _storage.DisposeAsync();
        _http.Dispose();
    }

    private HubMember Held(HubMember member)
    {
        _breathing.Add(member);
        return member;
    }
}
