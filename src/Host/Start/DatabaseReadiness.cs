using Medzdrav.Gateway;
using Medzdrav.Silo;

namespace Medzdrav.Host;

/// <summary>A silo whose database takes no writes (full, read-only after a fail-over) takes no new work, even when reads succeed.</summary>
internal sealed class DatabaseReadiness(DatabaseWatch watch) : IReadiness
{
    public string? Obstacle => watch.AwayLately ? "the database takes no writes" : null;
}
