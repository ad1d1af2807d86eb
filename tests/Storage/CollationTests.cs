using Medzdrav.Silo;
using Medzdrav.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Medzdrav.Tests.Storage;

/// <summary>PostgreSQL's collation version against that of the machine it runs on.</summary>
public sealed class CollationTests
{
    [Theory]
    [InlineData("2.36", "2.36", false)]
    [InlineData("2.36", "2.41", true)]
    [InlineData("2.36", null, true)]
    [InlineData(null, null, false)]
    [InlineData(null, "2.41", false)]
    public void Versions_differ_when_the_one_that_was_noted_is_not_there_any_more(string? made, string? now, bool differ) =>
        Assert.Equal(differ, new CollationVersions { Name = "medzdrav", Made = made, Now = now }.Differ);

    [Fact]
    public void The_mending_names_the_database_as_it_is_written() => Assert.Equal(
        """REINDEX DATABASE "my ""db"; ALTER DATABASE "my ""db" REFRESH COLLATION VERSION;""", new CollationVersions { Name = "my \"db" }.Mend);

    [Fact, Trait("database", "postgres")]
    public async Task The_start_warns_and_says_what_to_do()
    {
        var written = new Written();
        await using var storage = await StorageFixture.CreateAsync(DatabaseKind.Postgres, configure: services => services.AddSingleton<ILoggerProvider>(written));
        var check = storage.Services.GetRequiredService<CollationCheck>();
        await check.WarnAsync(TestContext.Current.CancellationToken);
        Assert.Empty(written.Lines);

        await storage.ExecuteAsync("UPDATE pg_database SET datcollversion = '1.1' WHERE datname = current_database()");
        await check.WarnAsync(TestContext.Current.CancellationToken);

        var line = Assert.Single(written.Lines);
        Assert.Contains("was 1.1, and is none", line, StringComparison.Ordinal);
        Assert.Contains("REFRESH COLLATION VERSION", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SQLite_has_none()
    {
        await using var storage = await StorageFixture.CreateAsync(DatabaseKind.Sqlite);

        await storage.Services.GetRequiredService<CollationCheck>().WarnAsync(TestContext.Current.CancellationToken);
    }

    private sealed class Written : ILoggerProvider, ILogger
    {
        public List<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
                Lines.Add(formatter(state, exception));
        }

        public void Dispose() { }
    }
}
