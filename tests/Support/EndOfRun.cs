namespace Medzdrav.Tests.Support;

/// <summary>
/// Ends what a run of tests shares, as a fixture of its assembly. The runner gives a process 10 s to exit after its last test, and calls
/// whatever takes longer a foreground thread; stopping PostgreSQL and removing a hundred databases on a busy machine did.
/// </summary>
public sealed class EndOfRun : IAsyncDisposable
{
    /// <inheritdoc />
    public ValueTask DisposeAsync() => PostgresServer.EndSharedAsync();
}
