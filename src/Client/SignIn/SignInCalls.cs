using Medzdrav.Contracts;

namespace Medzdrav.Client;

/// <summary>Signing in and out (S1). The tokens go to <see cref="ClientOptions.Tokens"/> and are renewed there by themselves; a running connection comes back as whoever signed in.</summary>
public sealed class SignInCalls
{
    private static readonly TimeSpan ClaimAgain = TimeSpan.FromSeconds(2);
    private readonly HttpCalls _http;
    private readonly HeldTokens _credentials;
    private readonly TimeProvider _clock;
    private readonly string? _device;
    private readonly Action _changed;

    internal SignInCalls(HttpCalls http, HeldTokens credentials, ClientOptions options, Action changed) =>
        (_http, _credentials, _clock, _device, _changed) = (http, credentials, options.Clock, options.DeviceId, changed);

    /// <summary>Whether tokens of a sign-in are kept, a visitor's included. They may have ended meanwhile: <see cref="MedzdravClient.StateChanged"/> tells.</summary>
    public async Task<bool> IsSignedInAsync(CancellationToken cancellation = default) => await _credentials.AccessTokenAsync(cancellation).ConfigureAwait(false) is not null;

    /// <summary>Becomes a visitor, who may call without signing in (S1.3).</summary>
    /// <returns>Done, or refused: tooMany; wrongRole for staff. With a sign-in already, nothing changes.</returns>
    public async Task<Reply<Done>> VisitAsync(CancellationToken cancellation = default) =>
        await IsSignedInAsync(cancellation).ConfigureAwait(false) ? new Done(_clock.GetUtcNow()) : await EnterAsync("/api/visitors", new { client = "app" }, cancellation).ConfigureAwait(false);

    /// <summary>Has a code sent to a mobile phone (S1.2).</summary>
    /// <returns>The attempt, the same for every valid number; or refused: invalidPhone, tooMany.</returns>
    public Task<Reply<CodeSent>> SendCodeAsync(string phone, CancellationToken cancellation = default) =>
        _http.SendAsync<CodeSent>(HttpMethod.Post, "/api/sign-in/codes", new { phone, device = _device }, token: null, cancellation);

    /// <summary>Signs in with the code that came.</summary>
    /// <param name="attemptId">Of <see cref="SendCodeAsync"/>.</param>
    /// <param name="code">As typed or pasted.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Done, or refused: invalidCode (no try is lost), wrongCode, codeExpired.</returns>
    public Task<Reply<Done>> ConfirmCodeAsync(string attemptId, string code, CancellationToken cancellation = default) =>
        EnterAsync("/api/sign-in", new { attemptId, code, client = "app", device = _device }, cancellation);

    /// <summary>Signs a staff member in who needs nothing but the password.</summary>
    /// <returns>Done, or refused: wrongCredentials, accountDisabled, tooMany, factorRequired (begin with <see cref="BeginStaffAsync"/>).</returns>
    public async Task<Reply<Done>> StaffAsync(string login, string password, CancellationToken cancellation = default)
    {
        var begun = await BeginStaffAsync(login, password, cancellation).ConfigureAwait(false);
        return begun.Refusal is { } refusal ? refusal : begun.Value is { Attempt: null } ? new Done(_clock.GetUtcNow()) : Refusal.FactorRequired;
    }

    /// <summary>Begins to sign a staff member in.</summary>
    /// <returns>Whether the member is signed in, or what follows; or refused: wrongCredentials, accountDisabled, tooMany.</returns>
    public async Task<Reply<StaffBegun>> BeginStaffAsync(string login, string password, CancellationToken cancellation = default)
    {
        var body = new { login, password, client = "app", device = _device };
        var answer = await StepAsync("/api/staff/sign-in", body, cancellation).ConfigureAwait(false);
        return answer.Value is { } step ? new StaffBegun(step.AttemptId is null ? null : new StaffAttemptView(step.Next, step.AttemptId, step.ExpiresAt, step.Now)) : answer.Refusal!;
    }

    /// <summary>Asks for the secret of a second factor that has to be set up before anything else.</summary>
    /// <returns>The offer, or refused: codeExpired.</returns>
    public Task<Reply<TotpOffer>> OfferTotpAsync(string attemptId, CancellationToken cancellation = default) =>
        _http.SendAsync<TotpOffer>(HttpMethod.Post, "/api/staff/sign-in/set-up", new { attemptId }, token: null, cancellation);

    /// <summary>Takes the second step: a code of the app, or a recovery code.</summary>
    /// <returns>The recovery codes where a factor was set up; or refused: invalidCode (no try is lost), wrongCode, codeExpired, accountDisabled, tooMany.</returns>
    public async Task<Reply<RecoveryCodesView>> ConfirmStaffAsync(string attemptId, string code, CancellationToken cancellation = default)
    {
        var answer = await StepAsync("/api/staff/sign-in/totp", new { attemptId, code, client = "app", device = _device }, cancellation).ConfigureAwait(false);
        return answer.Value is { } step ? new RecoveryCodesView(step.RecoveryCodes ?? []) : answer.Refusal!;
    }

    /// <summary>A visitor whom the consultant signed in (event <c>signedIn</c>) takes the account over; joined sessions go on where they were. Repeated until there is an answer.</summary>
    /// <returns>Done, or refused: notFound; wrongRole when it was claimed before; signInRequired when only a code helps.</returns>
    public async Task<Reply<Done>> ClaimAsync(SessionId session, CancellationToken cancellation = default)
    {
        // By its id the platform knows the repeat from somebody else's claim.
        var commandId = CommandId.New();
        for (; ; )
        {
            try
            {
                return Entered(await _credentials.ExchangeAsync(
                    token => _http.SendAsync<TokenPair>(HttpMethod.Post, "/api/sign-in/claim", new { sessionId = session, client = "app", commandId }, token, cancellation),
                    cancellation).ConfigureAwait(false));
            }
            catch (FaultException)
            {
                // The answer may have got lost: for two minutes the visitor's token is good for asking again.
                await Task.Delay(ClaimAgain, _clock, cancellation).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Signs out everywhere this sign-in is used. Without a network the tokens are forgotten all the same, and the exception tells that the platform does not know.</summary>
    public async Task SignOutAsync(CancellationToken cancellation = default)
    {
        var token = await _credentials.AccessTokenAsync(cancellation).ConfigureAwait(false);
        try
        {
            await _http.SendAsync<Done>(HttpMethod.Post, "/api/sign-out", new { }, token, cancellation).ConfigureAwait(false);
        }
        finally
        {
            await _credentials.ForgetAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>A step of a staff member's sign-in: the last one brings tokens.</summary>
    private async Task<Reply<StaffAnswer>> StepAsync(string path, object body, CancellationToken cancellation)
    {
        var answer = await _http.SendAsync<StaffAnswer>(HttpMethod.Post, path, body, token: null, cancellation).ConfigureAwait(false);
        if (answer.Value is { AccessToken: { } access, RefreshToken: { } refresh } step)
            Entered(await _credentials.ExchangeAsync(_ => Task.FromResult<Reply<TokenPair>>(new TokenPair(access, refresh, step.ExpiresAt)), cancellation).ConfigureAwait(false));
        return answer;
    }

    private async Task<Reply<Done>> EnterAsync(string path, object body, CancellationToken cancellation) =>
        Entered(await _credentials.ExchangeAsync(_ => _http.SendAsync<TokenPair>(HttpMethod.Post, path, body, token: null, cancellation), cancellation).ConfigureAwait(false));

    private Reply<Done> Entered(Reply<TokenPair> reply)
    {
        if (reply.Refusal is { } refusal)
            return refusal;
        _changed();
        return new Done(_clock.GetUtcNow());
    }

    /// <summary>Tokens, or the next step.</summary>
    private sealed record StaffAnswer(string? AccessToken, string? RefreshToken, SecondStep Next, string? AttemptId, DateTimeOffset ExpiresAt, DateTimeOffset Now, string[]? RecoveryCodes);
}

/// <summary>A staff member's sign-in was begun.</summary>
/// <param name="Attempt">The step that follows; null when the member is signed in.</param>
public sealed record StaffBegun(StaffAttemptView? Attempt);
