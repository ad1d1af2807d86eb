using Medzdrav.Contracts;
using Medzdrav.Grains;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Time.Testing;

namespace Medzdrav.Tests.Rules;

/// <summary>Passwords of staff.</summary>
public sealed class PasswordCheckTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Work = TimeSpan.FromMilliseconds(50);
    private readonly FakeTimeProvider clock = new();
    private static readonly StaffRecord Member = new(new StaffId("one"), "one", "right", "Иванова Анна Петровна", [Post.Consultant]);

    [Fact]
    public async Task Who_signs_in_while_all_places_are_taken_waits_without_holding_a_thread()
    {
        using var hasher = new SlowHasher();
        using var checks = new PasswordChecks(hasher, atOnce: 1, clock);
        var first = Task.Run(() => checks.IsRightAsync(Member, "right"));
        await hasher.Entered.WaitAsync(Patience);

        // By the rule it only waits. Without it this thread would be held, and the hasher refuses a second one.
        var second = checks.IsRightAsync(Member, "right");

        Assert.False(second.IsCompleted);
        hasher.Go.Set();
        Assert.True(await first.WaitAsync(Patience));
        Assert.True(await second.WaitAsync(Patience));
    }

    [Fact]
    public async Task Who_would_wait_longer_than_a_caller_does_is_refused_before_the_work_whether_there_is_such_a_login_or_not()
    {
        using var hasher = new SlowHasher();
        using var checks = new PasswordChecks(hasher, atOnce: 1, clock, patience: TimeSpan.Zero);
        var first = Task.Run(() => checks.IsRightAsync(Member, "right"));
        await hasher.Entered.WaitAsync(Patience);

        await Assert.ThrowsAsync<StorageUnavailableException>(() => checks.IsRightAsync(Member, "right"));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => checks.IsRightAsync(member: null, "right"));

        hasher.Go.Set();
        Assert.True(await first.WaitAsync(Patience));
        Assert.Equal(1, hasher.Checked);
    }

    [Fact]
    public async Task A_new_password_waits_for_a_place_like_a_check()
    {
        using var hasher = new SlowHasher();
        using var checks = new PasswordChecks(hasher, atOnce: 1, clock);
        var first = Task.Run(() => checks.IsRightAsync(Member, "right"));
        await hasher.Entered.WaitAsync(Patience);

        var hash = checks.HashAsync(Member, "new");

        Assert.False(hash.IsCompleted);
        hasher.Go.Set();
        Assert.True(await first.WaitAsync(Patience));
        Assert.Equal("new", await hash.WaitAsync(Patience));
    }

    [Fact]
    public async Task An_unknown_login_is_refused_after_the_same_time_and_without_the_work()
    {
        using var hasher = new SlowHasher();
        using var checks = new PasswordChecks(hasher, atOnce: 1, clock);
        await RefuseWrongAsync(checks, hasher);

        await ExpectRefusedLikeWrongAsync(checks.IsRightAsync(member: null, "right"), hasher);
    }

    [Fact]
    public async Task A_member_who_has_set_no_password_yet_is_refused_like_an_unknown_login()
    {
        using var hasher = new SlowHasher();
        using var checks = new PasswordChecks(hasher, atOnce: 1, clock);
        await RefuseWrongAsync(checks, hasher);

        await ExpectRefusedLikeWrongAsync(checks.IsRightAsync(Member with { PasswordHash = "" }, ""), hasher);
    }

    /// <summary>Refuses a wrong password, so that the checks know how long one takes.</summary>
    private async Task RefuseWrongAsync(PasswordChecks checks, SlowHasher hasher)
    {
        var wrong = Task.Run(() => checks.IsRightAsync(Member, "wrong"));
        await hasher.Entered.WaitAsync(Patience);
        clock.Advance(Work);
        hasher.Go.Set();
        Assert.False(await wrong.WaitAsync(Patience));
    }

    /// <summary>The answer is a refusal, takes as long as that to the wrong password, and makes no second check.</summary>
    private async Task ExpectRefusedLikeWrongAsync(Task<bool> answer, SlowHasher hasher)
    {
        clock.Advance(Work - TimeSpan.FromTicks(1));
        Assert.False(answer.IsCompleted);
        clock.Advance(TimeSpan.FromTicks(1));
        Assert.False(await answer.WaitAsync(Patience));
        Assert.Equal(1, hasher.Checked);
    }

    /// <summary>Takes as long as the test wants, one at a time.</summary>
    private sealed class SlowHasher : IPasswordHasher<StaffRecord>, IDisposable
    {
        private int _inside;

        public SemaphoreSlim Entered { get; } = new(0);

        public ManualResetEventSlim Go { get; } = new();

        public int Checked { get; private set; }

        public string HashPassword(StaffRecord user, string password) => password;

        public PasswordVerificationResult VerifyHashedPassword(StaffRecord user, string hashedPassword, string providedPassword)
        {
            if (Interlocked.Increment(ref _inside) > 1)
                throw new InvalidOperationException("Two at once.");
            Entered.Release();
            Go.Wait(Patience);
            Checked++;
            Interlocked.Decrement(ref _inside);
            return hashedPassword == providedPassword ? PasswordVerificationResult.Success : PasswordVerificationResult.Failed;
        }

        public void Dispose()
        {
            Entered.Dispose();
            Go.Dispose();
        }
    }
}
