using Medzdrav.Silo;
using Medzdrav.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Medzdrav.Tests.Storage;

/// <summary>A database for one class of tests; each test uses fresh ids.</summary>
public abstract class ClassStorage(DatabaseKind kind) : IAsyncLifetime
{
    public DatabaseKind Kind => kind;

    public StorageFixture Fixture { get; private set; } = null!;

    public T Get<T>() where T : notnull => Fixture.Services.GetRequiredService<T>();

    public async ValueTask InitializeAsync() => Fixture = await StorageFixture.CreateAsync(kind);

    public async ValueTask DisposeAsync()
    {
        await Fixture.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}

public sealed class SqliteStorage() : ClassStorage(DatabaseKind.Sqlite);

public sealed class PostgresStorage() : ClassStorage(DatabaseKind.Postgres);
