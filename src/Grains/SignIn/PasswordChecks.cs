using Microsoft.AspNetCore.Identity;

namespace Medzdrav.Grains;

/// <summary>Checks and hashes the passwords of this process. Each costs a core a twentieth of a second, as it should; only so many are worked on at once, so that those who talk do not wait for a shift that signs in.</summary>
internal sealed class PasswordChecks : IDisposable
{
    private readonly IPasswordHasher<StaffRecord> _hasher;
    private readonly TimeProvider _clock;
    private readonly SemaphoreSlim _places;
    private long _usualTicks;

    /// <summary>On half of the machine's cores.</summary>
    public PasswordChecks(TimeProvider clock) : this(new PasswordHasher<StaffRecord>(), Math.Max(1, Environment.ProcessorCount / 2), clock)
    {
    }

    /// <summary>Measures at once how long a check takes.</summary>
    /// <param name="hasher">Knows how.</param>
    /// <param name="atOnce">How many.</param>
    /// <param name="clock">Measures.</param>
    public PasswordChecks(IPasswordHasher<StaffRecord> hasher, int atOnce, TimeProvider clock)
    {
        (_hasher, _clock, _places) = (hasher, clock, new SemaphoreSlim(atOnce));
        var began = clock.GetTimestamp();
        hasher.HashPassword(null!, Guid.NewGuid().ToString());
        _usualTicks = clock.GetElapsedTime(began).Ticks;
    }

    /// <summary>Whether it is the member's password; never when there is no such member, or one who has set none yet. Both wait as long as a check took last, and cost nothing: so nobody learns by the time which logins there are.</summary>
    public async Task<bool> IsRightAsync(StaffRecord? member, string password)
    {
        if (member is null or { PasswordHash: "" })
        {
            await Task.Delay(TimeSpan.FromTicks(Volatile.Read(ref _usualTicks)), _clock);
            return false;
        }
        var began = _clock.GetTimestamp();
        try
        {
            return await InPlaceAsync(() => _hasher.VerifyHashedPassword(member, member.PasswordHash, password) != PasswordVerificationResult.Failed);
        }
        finally
        {
            Volatile.Write(ref _usualTicks, _clock.GetElapsedTime(began).Ticks);
        }
    }

    /// <summary>The hash of a member's new password.</summary>
    public Task<string> HashAsync(StaffRecord member, string password) => InPlaceAsync(() => _hasher.HashPassword(member, password));

    private async Task<T> InPlaceAsync<T>(Func<T> work)
    {
        await _places.WaitAsync();
        try
        {
            return work();
        }
        finally
        {
            _places.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose() => _places.Dispose();
}
