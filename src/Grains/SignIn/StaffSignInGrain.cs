using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>Staff sign-in by password, with a growing delay after wrong ones; it never locks anybody out for good.</summary>
internal sealed class StaffSignInGrain(
    [PersistentState("failures", GrainStorage.Name)] IPersistentState<SignInFailures> failures, IStaffRecords staff, PasswordChecks passwords, TimeProvider clock)
    : Grain, IStaffSignInGrain
{
    private const int FreeTries = 3;
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(5);

    /// <inheritdoc />
    public async Task<Reply<SignedIn>> SignIn(string password)
    {
        var now = clock.GetUtcNow();
        if (now < failures.State.BlockedUntil)
            return Refusal.TooMany;
        var member = await staff.FindByLoginAsync(this.GetPrimaryKeyString());
        if (!await passwords.IsRightAsync(member, password) || member is null)
        {
            await Delay(now);
            return Refusal.WrongCredentials;
        }
        if (failures.State.Count > 0)
            await failures.ClearStateAsync();
        return await Credentials.Issue(GrainFactory, Caller.Of(member.Id), member.Generation);
    }

    private Task Delay(DateTimeOffset now)
    {
        failures.State.Count++;
        var excess = failures.State.Count - FreeTries;
        if (excess >= 0)
        {
            var delay = TimeSpan.FromSeconds(Math.Min(LongestDelay.TotalSeconds, Math.Pow(2, excess)));
            failures.State.BlockedUntil = now + delay;
        }
        return failures.WriteStateAsync();
    }
}

/// <summary>Wrong passwords in a row.</summary>
[GenerateSerializer, Alias("SignInFailures")]
internal sealed class SignInFailures
{
    /// <summary>How many.</summary>
    [Id(0)] public int Count { get; set; }

    /// <summary>Until when no password is looked at.</summary>
    [Id(1)] public DateTimeOffset BlockedUntil { get; set; }
}
