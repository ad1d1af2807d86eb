using System.Security.Cryptography;
using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Storage;

/// <summary>Second factors, recovery codes and sign-ins of staff.</summary>
public abstract class StaffKeyRecordTests(ClassStorage storage)
{
    private readonly IStaffKeyRecords keys = storage.Get<IStaffKeyRecords>();
    private readonly StaffId member = new(Sample.Id());

    [Fact]
    public async Task A_factor_is_kept_once_unless_it_replaces_the_former()
    {
        Assert.Null(await keys.TotpOfAsync(member));
        Assert.False(await keys.RenewRecoveryAsync(member, ["x"]));
        Assert.True(await keys.KeepTotpAsync(member, Totp(1, 5), ["a", "b"], replaces: false));
        Assert.False(await keys.KeepTotpAsync(member, Totp(2, 5), ["c"], replaces: false));
        var kept = (await keys.TotpOfAsync(member))!;
        Assert.Equal(((byte)1, 5L, 2), (kept.Secret[0], kept.LastStep, await keys.RecoveryLeftAsync(member)));

        Assert.True(await keys.KeepTotpAsync(member, Totp(3, 7), ["d"], replaces: true));

        kept = (await keys.TotpOfAsync(member))!;
        Assert.Equal(((byte)3, 7L, Sample.Now), (kept.Secret[0], kept.LastStep, kept.Since));
        Assert.False(await keys.UseRecoveryAsync(member, "a", Sample.Now));
        await keys.ForgetTotpAsync(member);
        Assert.Null(await keys.TotpOfAsync(member));
        Assert.False(await keys.UseRecoveryAsync(member, "d", Sample.Now));
    }

    [Fact]
    public async Task A_step_and_a_recovery_code_are_used_once_by_however_many_at_once()
    {
        await keys.KeepTotpAsync(member, Totp(1, 5), ["a", "b"], replaces: false);

        Assert.Equal(1, (await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => keys.UseStepAsync(member, 6)))).Count(used => used));
        Assert.False(await keys.UseStepAsync(member, 5));
        Assert.True(await keys.UseStepAsync(member, 7));
        Assert.Equal(1, (await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => keys.UseRecoveryAsync(member, "a", Sample.Now)))).Count(used => used));
        Assert.Equal(1, await keys.RecoveryLeftAsync(member));
        Assert.False(await keys.UseRecoveryAsync(new StaffId(Sample.Id()), "b", Sample.Now));
    }

    [Fact]
    public async Task Sign_ins_are_listed_newest_first_and_the_oldest_go_that_let_nobody_in()
    {
        await keys.AddSignInAsync(SignIn($"{member}-old", Sample.Now.AddDays(-31)));
        for (var i = 0; i < 205; i++)
        {
            await keys.AddSignInAsync(SignIn($"{member}-{i:000}", Sample.Now.AddMinutes(i)));
            if (i < 3)
                await keys.EndSignInAsync($"{member}-{i:000}", Sample.Now.AddMinutes(i));
        }
        var listed = await keys.SignInsOfAsync(member, 300);

        // Of 206 the one of a month ago is gone; five more than 200 may still be signed in, or were ended while their credentials last.
        Assert.Equal(Enumerable.Range(0, 205).Reverse().Select(i => StoredId.Of($"{member}-{i:000}")), listed.Select(signIn => signIn.Credential));
        Assert.Equal(listed[^4], await keys.SignInAsync($"{member}-003"));
        Assert.Equal((true, false), (await keys.IsEndedAsync($"{member}-002"), await keys.IsEndedAsync($"{member}-003")));
        Assert.Equal(SignIn($"{member}-204", Sample.Now.AddMinutes(204)) with { Credential = StoredId.Of($"{member}-204") }, listed[0]);
        await keys.SeeSignInAsync($"{member}-204", Sample.Now.AddDays(2));
        await keys.EndSignInAsync($"{member}-203", Sample.Now.AddDays(3));
        await keys.EndSignInAsync($"{member}-203", Sample.Now.AddDays(4));
        Assert.Equal([(Sample.Now.AddDays(2), (DateTimeOffset?)null), (Sample.Now.AddMinutes(203), Sample.Now.AddDays(3))], (await keys.SignInsOfAsync(member, 2)).Select(signIn => (signIn.SeenAt, signIn.EndedAt)));
        Assert.Empty(await keys.SignInsOfAsync(new StaffId(Sample.Id()), 10));

        await keys.AddSignInAsync(SignIn($"{member}-next", Sample.Now.AddDays(31)));
        Assert.Null(await keys.SignInAsync($"{member}-002"));
        Assert.False(await keys.IsEndedAsync($"{member}-002"));
    }

    [Fact]
    public async Task All_sign_ins_of_a_member_end_but_one()
    {
        var other = new StaffId(Sample.Id());
        foreach (var name in new[] { "here", "there", "ended" })
            await keys.AddSignInAsync(SignIn($"{member}-{name}", Sample.Now));
        await keys.AddSignInAsync(SignIn($"{other}-there", Sample.Now) with { Staff = other });
        await keys.EndSignInAsync($"{member}-ended", Sample.Now);

        Assert.Equal([StoredId.Of($"{member}-there")], await keys.EndOtherSignInsAsync(member, $"{member}-here", Sample.Now.AddHours(1)));

        Assert.Equal((false, true, true), (await keys.IsEndedAsync($"{member}-here"), await keys.IsEndedAsync($"{member}-there"), await keys.IsEndedAsync($"{member}-ended")));
        Assert.Equal(Sample.Now, (await keys.SignInAsync($"{member}-ended"))!.EndedAt);
        Assert.False(await keys.IsEndedAsync($"{other}-there"));
    }

    [Fact]
    public async Task A_changed_password_is_told_and_of_two_changes_the_first_stands()
    {
        var staff = storage.Get<IStaffRecords>();
        var record = new StaffRecord(member, "c" + Sample.Id(), "former", "Анна", [Post.Therapist]) { IsDemo = true };
        var register = storage.Get<IStaffRegister>();
        await register.AddAsync(record, new StaffLink(member.Value, Sample.Now.AddHours(72)), new AuditEntries([]));
        Assert.NotNull(await register.OfLinkAsync(member.Value, Sample.Now));

        Assert.Equal(1, await staff.ChangePasswordAsync(record, "next"));
        Assert.Null(await staff.ChangePasswordAsync(record, "another"));

        var after = (await staff.FindAsync(member))!;
        Assert.Equal(("next", 1, 2, false), (after.PasswordHash, after.Generation, after.Version, after.IsDemo));
        Assert.Null(await register.OfLinkAsync(member.Value, Sample.Now));
    }

    [Fact]
    public void A_sealed_secret_opens_for_its_owner_only_and_unchanged_only()
    {
        var box = storage.Get<ISecretBox>();
        byte[] secret = [1, 2, 3, 4, 5];
        var sealedSecret = box.Seal("anna", secret);

        Assert.Equal(secret, box.Open("anna", sealedSecret));
        Assert.NotEqual(sealedSecret, box.Seal("anna", secret));
        Assert.ThrowsAny<CryptographicException>(() => box.Open("boris", sealedSecret));
        foreach (var place in Enumerable.Range(0, sealedSecret.Length))
        {
            byte[] changed = [.. sealedSecret];
            changed[place] ^= 1;
            Assert.ThrowsAny<CryptographicException>(() => box.Open("anna", changed));
        }
        Assert.ThrowsAny<CryptographicException>(() => box.Open("anna", [1, 2]));
    }

    private static TotpRecord Totp(byte secret, long step) => new([secret, 2, 3], Sample.Now, step);

    private StaffSignInRecord SignIn(string credential, DateTimeOffset at) => new(credential, member, at, at, "Chrome, Windows", "203.0.113.1", SignInFactor.Totp, 3);
}

public sealed class SqliteStaffKeyRecordTests(SqliteStorage storage) : StaffKeyRecordTests(storage), IClassFixture<SqliteStorage>;

public sealed class PostgresStaffKeyRecordTests(PostgresStorage storage) : StaffKeyRecordTests(storage), IClassFixture<PostgresStorage>;
