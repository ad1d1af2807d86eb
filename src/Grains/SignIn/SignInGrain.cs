using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>One attempt to sign in by phone (S1.2): one code, five minutes, five tries, one use.</summary>
public sealed class SignInGrain(
    [PersistentState("attempt", GrainStorage.Name)] IPersistentState<SignInAttempt> attempt, IPeople people, ISmsSender sms, TimeProvider clock)
    : Grain, ISignInGrain
{
    private const int MaxTries = 5;
    private const int HashIterations = 10_000;
    private static readonly TimeSpan Valid = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan ResendAfter = TimeSpan.FromSeconds(60);

    /// <inheritdoc />
    public async Task<Reply<CodeSent>> SendCode(string phone)
    {
        if (PhoneNumber.Normalize(phone) is not { } number)
            return Refusal.InvalidPhone;
        var now = clock.GetUtcNow();
        if (attempt.State.CodeHash is not null)
            return Refusal.TooMany;
        var code = RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture);
        attempt.State = new SignInAttempt { Phone = number, CodeHash = Hash(code), ExpiresAt = now + Valid };
        await attempt.WriteStateAsync();
        // S1.5: whether a policy knows the number is told only after its code.
        await sms.SendAsync(number, $"{code} — код для входа в Медздрав. Никому не сообщайте код.", code);
        return new CodeSent(this.GetPrimaryKeyString(), now + Valid, now + ResendAfter, now);
    }

    /// <inheritdoc />
    public async Task<Reply<SignedIn>> Confirm(string code)
    {
        var state = attempt.State;
        if (state.CodeHash is null || state.Phone is null || clock.GetUtcNow() >= state.ExpiresAt || state.Tries >= MaxTries)
            return Refusal.CodeExpired;
        state.Tries++;
        var matches = CryptographicOperations.FixedTimeEquals(state.CodeHash, Hash(code));
        if (matches)
            state.ExpiresAt = DateTimeOffset.MinValue;
        // The try counts before it is answered: a crash gives no sixth one.
        await attempt.WriteStateAsync();
        if (!matches)
            return state.Tries >= MaxTries ? Refusal.CodeExpired : Refusal.WrongCode;
        var account = await people.AccountOfAsync(state.Phone, clock.GetUtcNow());
        return await Credentials.Issue(GrainFactory, Caller.Of(account), name: null, roles: []);
    }

    private byte[] Hash(string code) => Rfc2898DeriveBytes.Pbkdf2(
        Encoding.UTF8.GetBytes(code.Trim()), Encoding.UTF8.GetBytes(this.GetPrimaryKeyString()), HashIterations, HashAlgorithmName.SHA256, 32);
}

/// <summary>What an attempt keeps.</summary>
[GenerateSerializer, Alias("SignInAttempt")]
public sealed class SignInAttempt
{
    /// <summary>The number that the code went to, E.164.</summary>
    [Id(0)] public string? Phone { get; set; }

    /// <summary>The code, hashed with the attempt's id as salt; null before it is sent.</summary>
    [Id(1)] public byte[]? CodeHash { get; set; }

    /// <summary>Until when the code works.</summary>
    [Id(2)] public DateTimeOffset ExpiresAt { get; set; }

    /// <summary>How often it was tried.</summary>
    [Id(3)] public int Tries { get; set; }
}
