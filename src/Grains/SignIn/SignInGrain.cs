using System.Security.Cryptography;
using System.Text;
using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>An attempt to sign in by phone (S1.2, S1.3): one code for one purpose, five minutes, five tries, one use. Attempts that never began leave memory soon.</summary>
[CollectionAgeLimit(Minutes = KeptMinutes)]
internal sealed class SignInGrain(
    [PersistentState("attempt", GrainStorage.Name)] IPersistentState<SignInAttempt> attempt, IAccounts accounts, CodeNotices notices, Allowances allowances, SignInMeter meter, TimeProvider clock)
    : Grain, ISignInGrain
{
    private const int KeptMinutes = 2;
    private const int MaxTries = 5;
    private const int HashIterations = 10_000;
    private static readonly TimeSpan Valid = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan ResendAfter = TimeSpan.FromSeconds(60);

    /// <inheritdoc />
    public async Task<Reply<CodeSent>> SendCode(string phone, CodePurpose purpose, AskingDevice? asking, InsurerId? insurer, string? host)
    {
        var reply = await Send(phone, purpose, asking, insurer, host);
        meter.Asked(purpose, reply.Refusal);
        return reply;
    }

    /// <inheritdoc />
    public async Task<Reply<CodeSending>> Sending() =>
        await notices.StateOf(this.GetPrimaryKeyString()) is { } state ? new CodeSending(state, clock.GetUtcNow()) : Refusal.NotFound;

    /// <inheritdoc />
    public async Task<Reply<SignedIn>> Confirm(string code, AskingDevice? asking)
    {
        if (await Refuse(code, CodePurpose.SignIn, asking, command: null) is { } refusal)
            return refusal;
        await allowances.Remember(attempt.State.Phone!, asking);
        var account = await accounts.AccountOfAsync(attempt.State.Phone!, clock.GetUtcNow());
        return await Credentials.Issue(GrainFactory, Caller.Of(account));
    }

    /// <inheritdoc />
    public async Task<Reply<ConfirmedPhone>> ConfirmAssisted(CommandId command, string code)
    {
        var isRepeated = attempt.State.ConfirmedBy is { } first && first == command;
        if (!isRepeated && await Refuse(code, CodePurpose.AssistedSignIn, asking: null, command) is { } refusal)
            return refusal;
        return new ConfirmedPhone(await accounts.AccountOfAsync(attempt.State.Phone!, clock.GetUtcNow()), attempt.State.Phone!);
    }

    private async Task<Reply<CodeSent>> Send(string phone, CodePurpose purpose, AskingDevice? asking, InsurerId? insurer, string? host)
    {
        if (PhoneNumber.Normalize(phone) is not { } number)
            return Refusal.InvalidPhone;
        if (PhoneNumber.CountryOf(number) is not { } country || !allowances.IsServed(country))
            return Refusal.ForeignPhone;
        var now = clock.GetUtcNow();
        if (attempt.State.SentAt is { } sentAt)
            return attempt.State.Phone == number && attempt.State.Purpose == purpose ? Sent(sentAt, now) : Refusal.TooMany;
        if (attempt.State.Code is not null && (attempt.State.Phone != number || attempt.State.Purpose != purpose))
            return Refusal.TooMany;
        if (attempt.State.Code is null)
        {
            if (!await allowances.MaySendCode(number, country, purpose, asking))
                return Refusal.TooMany;
            var code = SignInCode.New();
            attempt.State = new SignInAttempt { Phone = number, Purpose = purpose, Code = code, CodeHash = Hash(code), ExpiresAt = now + Valid };
            await attempt.WriteStateAsync();
        }
        // S1.5: whether a policy knows the number is told only after its code.
        await notices.Put(this.GetPrimaryKeyString(), attempt.State, now, insurer, host);
        var madeAt = attempt.State.ExpiresAt - Valid;
        (attempt.State.SentAt, attempt.State.Code) = (madeAt, null);
        await attempt.WriteStateAsync();
        await notices.Send(this.GetPrimaryKeyString());
        return Sent(madeAt, now);
    }

    /// <summary>Checks a code; null when it was the right one, which is used up by that.</summary>
    private async Task<Refusal?> Refuse(string text, CodePurpose purpose, AskingDevice? asking, CommandId? command)
    {
        var refusal = await Compare(text, purpose, asking, command);
        meter.Entered(purpose, refusal);
        return refusal;
    }

    private async Task<Refusal?> Compare(string text, CodePurpose purpose, AskingDevice? asking, CommandId? command)
    {
        var state = attempt.State;
        if (state.CodeHash is null || state.Purpose != purpose || clock.GetUtcNow() >= state.ExpiresAt || state.Tries >= MaxTries)
            return Refusal.CodeExpired;
        if (SignInCode.Find(text) is not { } code)
            return Refusal.InvalidCode;
        if (await allowances.TryCode(state.Phone!, purpose, asking) is not { } taken)
            return Refusal.TooMany;
        state.Tries++;
        var matches = CryptographicOperations.FixedTimeEquals(state.CodeHash, Hash(code));
        if (matches)
            (state.ExpiresAt, state.ConfirmedBy) = (DateTimeOffset.MinValue, command);
        // The try counts before it is answered: a crash gives no sixth one.
        await attempt.WriteStateAsync();
        if (!matches)
            return state.Tries >= MaxTries ? Refusal.CodeExpired : Refusal.WrongCodeWith(MaxTries - state.Tries);
        await taken.GiveBack();
        return null;
    }

    private CodeSent Sent(DateTimeOffset at, DateTimeOffset now) => new(this.GetPrimaryKeyString(), at + Valid, at + ResendAfter, now);

    private byte[] Hash(string code) => Rfc2898DeriveBytes.Pbkdf2(
        Encoding.UTF8.GetBytes(code), Encoding.UTF8.GetBytes(this.GetPrimaryKeyString()), HashIterations, HashAlgorithmName.SHA256, 32);
}

/// <summary>The state that an attempt keeps.</summary>
[GenerateSerializer, Alias("SignInAttempt")]
internal sealed class SignInAttempt
{
    /// <summary>The number that the code went to, E.164.</summary>
    [Id(0)] public string? Phone { get; set; }

    /// <summary>The code, hashed with the attempt's id as salt; null before it is made.</summary>
    [Id(1)] public byte[]? CodeHash { get; set; }

    /// <summary>Until when the code works.</summary>
    [Id(2)] public DateTimeOffset ExpiresAt { get; set; }

    /// <summary>How often it was tried.</summary>
    [Id(3)] public int Tries { get; set; }

    /// <summary>The purpose of the code.</summary>
    [Id(4)] public CodePurpose Purpose { get; set; }

    /// <summary>When the code was made; null until its message is stored to be sent.</summary>
    [Id(5)] public DateTimeOffset? SentAt { get; set; }

    /// <summary>The consultant's command that told the right code, to answer its repeat.</summary>
    [Id(6)] public CommandId? ConfirmedBy { get; set; }

    /// <summary>The code itself while its message is being stored: who asks again after a failure gets the same one, which may be on its way already. Null from then on.</summary>
    [Id(7)] public string? Code { get; set; }
}
