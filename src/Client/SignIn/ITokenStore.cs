using Medzdrav.Contracts;

namespace Medzdrav.Client;

/// <summary>Keeps the tokens of one sign-in, for example in the phone's secure storage. Called for one thing at a time.</summary>
public interface ITokenStore
{
    /// <summary>The kept tokens; null when nobody is signed in.</summary>
    ValueTask<TokenPair?> ReadAsync(CancellationToken cancellation);

    /// <summary>Keeps tokens in the place of those before.</summary>
    /// <param name="tokens">The new ones; null after signing out.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <remarks>A refresh token works once: a store that loses the new pair for longer than 30 s loses the sign-in.</remarks>
    ValueTask WriteAsync(TokenPair? tokens, CancellationToken cancellation);
}

/// <summary>Keeps tokens as long as the process lives.</summary>
/// <param name="tokens">The tokens of an earlier sign-in, or null.</param>
public sealed class MemoryTokenStore(TokenPair? tokens = null) : ITokenStore
{
    private TokenPair? _tokens = tokens;

    /// <inheritdoc />
    public ValueTask<TokenPair?> ReadAsync(CancellationToken cancellation) => ValueTask.FromResult(_tokens);

    /// <inheritdoc />
    public ValueTask WriteAsync(TokenPair? tokens, CancellationToken cancellation)
    {
        _tokens = tokens;
        return ValueTask.CompletedTask;
    }
}
