using OtpNet;

namespace Medzdrav.Tests.Support;

/// <summary>A member's app for codes. A code works once, so it tells that of another step each time: of this one, of the next; then it waits for the clock.</summary>
public sealed class Authenticator
{
    private const long StepSeconds = 30;
    private readonly Totp _totp;
    private readonly TimeProvider _clock;
    private long _told;

    /// <summary>Takes a secret as it is typed.</summary>
    public Authenticator(string secret, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(secret);
        _totp = new Totp(Base32Encoding.ToBytes(secret.Replace(" ", "", StringComparison.Ordinal)));
        _clock = clock ?? TimeProvider.System;
    }

    /// <summary>The code told last.</summary>
    public string Last { get; private set; } = "";

    /// <summary>A code that was not told yet and is good for half a minute more at least: that of the step before may be over by the time when a slow page sends it.</summary>
    public async Task<string> CodeAsync()
    {
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(200), _clock);
        for (; ; await look.WaitForNextTickAsync())
        {
            var step = Math.Max(_told + 1, Now);
            if (step <= Now + 1)
                return Tell(step);
        }
    }

    /// <summary>The code of so many steps from now.</summary>
    public string CodeAt(int steps) => _totp.ComputeTotp(DateTimeOffset.FromUnixTimeSeconds((Now + steps) * StepSeconds).UtcDateTime);

    /// <summary>Six digits that no step around now has.</summary>
    public string Wrong() => Enumerable.Range(0, 1000).Select(number => $"{number:D6}").First(code => Enumerable.Range(-3, 7).All(steps => CodeAt(steps) != code));

    private long Now => _clock.GetUtcNow().ToUnixTimeSeconds() / StepSeconds;

    private string Tell(long step)
    {
        _told = step;
        return Last = _totp.ComputeTotp(DateTimeOffset.FromUnixTimeSeconds(step * StepSeconds).UtcDateTime);
    }
}
