using Medzdrav.Contracts;
using Microsoft.AspNetCore.Identity;

namespace Medzdrav.Grains;

/// <summary>Checks and hashes the passwords of this process. Each costs a core a twentieth of a second, as it should; only so many are worked on at once, so that those who talk do not wait for a shift that signs in. Whoever would wait for their turn longer than their caller waits for the answer is refused before the work: else a crowd that comes again and again is worked for, and none of it is let in.</summary>
internal sealed class PasswordChecks : IDisposable
{
    // A grain's caller waits 5 s. By the machine's own time: work does not wait in a test's.
    private static readonly TimeSpan CallersPatience = TimeSpan.FromSeconds(3);
    private readonly IPasswordHasher<StaffRecord> _hasher;
    private readonly TimeProvider _clock;
    private readonly SemaphoreSlim _places;
    private readonly TimeSpan _patience;
    private long _usualTicks;

    /// <summary>On half of the machine's cores.</summary>
    public PasswordChecks(TimeProvider clock) : this(new PasswordHasher<StaffRecord>(), Math.Max(1, Environment.ProcessorCount / 2), clock)
    {
    }

    /// <summary>Measures at once how long a check takes.</summary>
    /// <param name="hasher">Knows how.</param>
    /// <param name="atOnce">How many.</param>
    /// <param name="clock">Measures.</param>
    /// <param name="patience">How long anybody waits for a place; null for 3 s.</param>
    public PasswordChecks(IPasswordHasher<StaffRecord> hasher, int atOnce, TimeProvider clock, TimeSpan? patience = null)
    {
        (_hasher, _clock, _places, _patience) = (hasher, clock, new SemaphoreSlim(atOnce), patience ?? CallersPatience);
        var began = clock.GetTimestamp();
        hasher.HashPassword(null!, Guid.NewGuid().ToString());
        _usualTicks = clock.GetElapsedTime(began).Ticks;
    }

    /// <summary>Whether it is the member's password; never when there is no such member, or one who has set none yet. Both wait for a turn and as long as a check took last, and cost nothing: so nobody learns by the time which logins there are.</summary>
    /// <exception cref="StorageUnavailableException">Too many sign in at once.</exception>
    public async Task<bool> IsRightAsync(StaffRecord? member, string password)
    {
        if (member is null or { PasswordHash: "" })
        {
            await TakePlaceAsync();
            _places.Release();
            await Task.Delay(TimeSpan.FromTicks(Volatile.Read(ref _usualTicks)), _clock);
            return false;
        }
        return await InPlaceAsync(() =>
        {
            var began = _clock.GetTimestamp();
            var verified = _hasher.VerifyHashedPassword(member, member.PasswordHash, password);
            Volatile.Write(ref _usualTicks, _clock.GetElapsedTime(began).Ticks);
            return verified != PasswordVerificationResult.Failed;
        });
    }

    /// <summary>The hash of a member's new password.</summary>
    /// <exception cref="StorageUnavailableException">Too many sign in at once.</exception>
    public Task<string> HashAsync(StaffRecord member, string password) => InPlaceAsync(() => _hasher.HashPassword(member, password));

    private async Task<T> InPlaceAsync<T>(Func<T> work)
    {
        await TakePlaceAsync();
        try
        {
            return work();
        }
        finally
        {
            _places.Release();
        }
    }

    private async Task TakePlaceAsync()
    {
        if (!await _places.WaitAsync(_patience))
            throw new StorageUnavailableException("Too many sign in at once.");
    }

    /// <inheritdoc />
    public void Dispose() => _places.Dispose();
}
