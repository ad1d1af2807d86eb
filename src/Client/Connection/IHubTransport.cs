namespace Medzdrav.Client;

/// <summary>A connection to the hub that can be opened again and again.</summary>
internal interface IHubTransport : IAsyncDisposable
{
    /// <summary>The connection ended, by whomever.</summary>
    event Action? Closed;

    bool IsConnected { get; }

    /// <summary>Opens it.</summary>
    /// <param name="token">The access token.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="TokenRefusedException">The platform does not know the token (any more).</exception>
    Task StartAsync(string token, CancellationToken cancellation);

    Task StopAsync();

    Task<object?> InvokeAsync(string method, Type answer, object?[] arguments, CancellationToken cancellation);

    /// <summary>Listens to a call of the server's, over all connections to come.</summary>
    IDisposable On(string method, Type[] types, Action<object?[]> handler);
}

/// <summary>The platform refused the token with which a connection was tried.</summary>
internal sealed class TokenRefusedException : Exception;
