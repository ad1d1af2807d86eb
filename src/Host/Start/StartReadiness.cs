using Medzdrav.Gateway;

namespace Medzdrav.Host;

/// <summary>A process that is still starting serves nobody, though its management port answers.</summary>
internal sealed class StartReadiness(IHostApplicationLifetime life) : IReadiness
{
    public string? Obstacle => life.ApplicationStarted.IsCancellationRequested ? null : "starting";
}
