using Microsoft.AspNetCore.Identity;

namespace Medzdrav.Grains;

/// <summary>Checks the passwords of this process. Each costs a core a twentieth of a second, as it should; only so many are checked at once, so that those who talk do not wait for a shift that signs in.</summary>
/// <param name="hasher">Knows how.</param>
/// <param name="atOnce">How many.</param>
internal sealed class PasswordChecks(IPasswordHasher<StaffRecord> hasher, int atOnce) : IDisposable
{
    // An unknown login costs the same time as a wrong password.
    private readonly string _nobodysHash = hasher.HashPassword(null!, Guid.NewGuid().ToString());
    private readonly SemaphoreSlim _places = new(atOnce);

    /// <summary>On half of the machine's cores.</summary>
    public PasswordChecks() : this(new PasswordHasher<StaffRecord>(), Math.Max(1, Environment.ProcessorCount / 2))
    {
    }

    /// <summary>Whether it is the member's password; never when there is no such member.</summary>
    public async Task<bool> IsRightAsync(StaffRecord? member, string password)
    {
        await _places.WaitAsync();
        try
        {
            var verified = hasher.VerifyHashedPassword(member!, member?.PasswordHash ?? _nobodysHash, password);
            return member is not null && verified != PasswordVerificationResult.Failed;
        }
        finally
        {
            _places.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose() => _places.Dispose();
}
