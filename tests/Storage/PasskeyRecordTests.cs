using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Storage;

/// <summary>Passkeys of staff.</summary>
public abstract class PasskeyRecordTests(ClassStorage storage)
{
    private readonly IPasskeyRecords passkeys = storage.Get<IPasskeyRecords>();
    private readonly StaffId member = new(Sample.Id());

    [Fact]
    public async Task A_passkey_is_kept_once_renamed_and_removed_by_its_member_only()
    {
        var passkey = Passkey();
        Assert.True(await passkeys.AddAsync(passkey));
        Assert.False(await passkeys.AddAsync(passkey with { Staff = new StaffId(Sample.Id()) }));

        Assert.False(await passkeys.RenameAsync(new StaffId(Sample.Id()), passkey.Id, "Чужой"));
        Assert.True(await passkeys.RenameAsync(member, passkey.Id, "Рабочий ноутбук"));
        await passkeys.RemoveAsync(new StaffId(Sample.Id()), passkey.Id);

        var kept = Assert.Single(await passkeys.OfAsync(member));
        Assert.Equal(("Рабочий ноутбук", "clinic.example", Sample.Now, 0L), (kept.Name, kept.Host, kept.AddedAt, kept.Counter));
        Assert.Equal(passkey.PublicKey, (await passkeys.FindAsync(passkey.Id))!.PublicKey);
        await passkeys.RemoveAsync(member, passkey.Id);
        Assert.Null(await passkeys.FindAsync(passkey.Id));
    }

    [Fact]
    public async Task A_count_is_used_once_and_never_goes_back()
    {
        var passkey = Passkey() with { Counter = 5 };
        await passkeys.AddAsync(passkey);

        Assert.Single((await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => passkeys.UseAsync(passkey, 6, Sample.Now)))), used => used);
        var used = (await passkeys.FindAsync(passkey.Id))!;
        Assert.Equal((6L, Sample.Now), (used.Counter, used.UsedAt));
        Assert.False(await passkeys.UseAsync(used, 6, Sample.Now));
        Assert.False(await passkeys.UseAsync(used, 3, Sample.Now));
        Assert.True(await passkeys.UseAsync(used, 9, Sample.Now));
    }

    [Fact]
    public async Task A_device_that_does_not_count_is_used_again_and_again()
    {
        var passkey = Passkey();
        await passkeys.AddAsync(passkey);

        Assert.True(await passkeys.UseAsync(passkey, 0, Sample.Now));
        Assert.True(await passkeys.UseAsync(passkey, 0, Sample.Now));
    }

    private PasskeyRecord Passkey() => new(Sample.Id(), member, "clinic.example", [1, 2, 3], 0, "Ключ", Sample.Now);
}

public sealed class SqlitePasskeyRecordTests(SqliteStorage storage) : PasskeyRecordTests(storage), IClassFixture<SqliteStorage>;

public sealed class PostgresPasskeyRecordTests(PostgresStorage storage) : PasskeyRecordTests(storage), IClassFixture<PostgresStorage>;
