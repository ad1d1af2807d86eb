using Medzdrav.Contracts;

namespace Medzdrav.Client;

/// <summary>The tokens of the sign-in, changed by one call at a time: a refresh token works once. Where its answer got lost it is shown again, and gets the same answer for 30 s; later it would end the sign-in.</summary>
internal sealed class HeldTokens(ITokenStore store, Func<string, CancellationToken, Task<Reply<TokenPair>>> refresh, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan AskAgainWithin = TimeSpan.FromSeconds(20);
    private readonly BackOff _backOff = new();
    private readonly SemaphoreSlim _gate = new(1, 1);

    /// <summary>The sign-in ended: its tokens are gone, and only signing in again helps.</summary>
    public event Action? Ended;

    /// <summary>The token to show; null when nobody is signed in.</summary>
    public Task<string?> AccessTokenAsync(CancellationToken cancellation) => OneAtATimeAsync(ReadAsync, cancellation);

    /// <summary>The token to show after the platform refused one: another call's new one, or a refreshed one; null when the sign-in ended.</summary>
    public Task<string?> AfterRefusalAsync(string? refused, CancellationToken cancellation) => OneAtATimeAsync(
        async () =>
        {
            if (await store.ReadAsync(cancellation).ConfigureAwait(false) is not { } kept)
                return null;
            if (kept.AccessToken != refused)
                return kept.AccessToken;
            var reply = await RefreshAsync(kept.RefreshToken, cancellation).ConfigureAwait(false);
            if (reply.Value is null && reply.Refusal?.Code != Refusal.SignInRequired.Code)
                throw new FaultException($"The sign-in could not be renewed: {reply.Refusal?.Code}");
            await store.WriteAsync(reply.Value, CancellationToken.None).ConfigureAwait(false);
            if (reply.Value is null)
                Ended?.Invoke();
            return reply.Value?.AccessToken;
        },
        cancellation);

    /// <summary>Gets other tokens by showing those of now, and keeps them; nobody shows the old ones meanwhile.</summary>
    public Task<Reply<TokenPair>> ExchangeAsync(Func<string?, Task<Reply<TokenPair>>> exchange, CancellationToken cancellation) => OneAtATimeAsync(
        async () =>
        {
            var reply = await exchange(await ReadAsync().ConfigureAwait(false)).ConfigureAwait(false);
            if (reply.Value is { } tokens)
                await store.WriteAsync(tokens, CancellationToken.None).ConfigureAwait(false);
            return reply;
        },
        cancellation);

    /// <summary>Nobody is signed in any more.</summary>
    public async Task ForgetAsync(CancellationToken cancellation)
    {
        await OneAtATimeAsync(
            async () =>
            {
                await store.WriteAsync(null, CancellationToken.None).ConfigureAwait(false);
                return true;
            },
            cancellation).ConfigureAwait(false);
        Ended?.Invoke();
    }

    public void Dispose() => _gate.Dispose();

    /// <summary>Asks until there is an answer, as long as the platform gives the same one. What was certainly never sent costs nothing, whenever it is tried again.</summary>
    private async Task<Reply<TokenPair>> RefreshAsync(string token, CancellationToken cancellation)
    {
        var began = clock.GetTimestamp();
        for (var tries = 1; ; tries++)
        {
            using var patience = new CancellationTokenSource(AnswerWithin, clock);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
            try
            {
                return await refresh(token, limit.Token).ConfigureAwait(false);
            }
            catch (FaultException fault) when (!fault.WasNeverSent && MayAskAgain(began))
            {
                // The answer may have got lost.
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested && MayAskAgain(began))
            {
                // No answer came in time.
            }
            catch (OperationCanceledException late) when (!cancellation.IsCancellationRequested)
            {
                throw new FaultException("The sign-in could not be renewed: no answer.", late) { IsLost = true };
            }
            await Task.Delay(_backOff.After(tries), clock, cancellation).ConfigureAwait(false);
        }
    }

    private bool MayAskAgain(long began) => clock.GetElapsedTime(began) < AskAgainWithin;

    private async Task<string?> ReadAsync() => (await store.ReadAsync(CancellationToken.None).ConfigureAwait(false))?.AccessToken;

    private async Task<T> OneAtATimeAsync<T>(Func<Task<T>> action, CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return await action().ConfigureAwait(false);
        }
        finally
        {
            _gate.Release();
        }
    }
}
