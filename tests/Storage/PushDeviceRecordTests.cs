using Medzdrav.Contracts;
using Medzdrav.Grains;
using Medzdrav.Silo;

namespace Medzdrav.Tests.Storage;

/// <summary>Devices that are told by push.</summary>
public abstract class PushDeviceRecordTests(ClassStorage storage)
{
    private const int Most = 3;
    private static readonly DateTimeOffset LongAgo = Sample.Now.AddDays(-30);

    private readonly IPushDevices devices = storage.Get<IPushDevices>();
    private readonly AccountId account = new(Sample.Id());
    private readonly string credential = Sample.Id();

    [Fact]
    public async Task A_device_is_kept_as_it_said_itself_and_once()
    {
        var device = Device(Sample.Now);
        await devices.KeepAsync(device, Most, LongAgo);
        var later = device with { Name = "Firefox, Windows", AddedAt = Sample.Now.AddHours(1), SeenAt = Sample.Now.AddHours(1), Credential = Sample.Id() };

        var kept = await devices.KeepAsync(later, Most, LongAgo);

        Assert.Equal(Stored(later) with { AddedAt = Sample.Now }, kept);
        Assert.Equal([kept], await devices.OfAsync(account, LongAgo));
    }

    [Fact]
    public async Task A_device_that_comes_with_another_account_is_that_accounts()
    {
        var device = Device(Sample.Now);
        await devices.KeepAsync(device, Most, LongAgo);
        var others = device with { Account = new AccountId(Sample.Id()), Credential = Sample.Id(), AddedAt = Sample.Now.AddHours(1), SeenAt = Sample.Now.AddHours(1) };

        Assert.Equal(Stored(others), await devices.KeepAsync(others, Most, LongAgo));

        Assert.Empty(await devices.OfAsync(account, LongAgo));
        Assert.Single(await devices.OfAsync(others.Account, LongAgo));
    }

    [Fact]
    public async Task Above_the_most_the_one_goes_that_was_heard_of_the_longest_ago()
    {
        var all = Enumerable.Range(0, Most + 2).Select(minute => Device(Sample.Now.AddMinutes(minute))).ToArray();
        foreach (var device in all)
            await devices.KeepAsync(device, Most, LongAgo);

        Assert.Equal(all.Reverse().Take(Most).Select(Stored), await devices.OfAsync(account, LongAgo));
    }

    [Fact]
    public async Task A_device_that_was_not_heard_of_for_long_is_over()
    {
        await devices.KeepAsync(Device(LongAgo.AddSeconds(-1)), Most, LongAgo.AddDays(-1));
        Assert.Empty(await devices.OfAsync(account, LongAgo));

        await devices.KeepAsync(Device(Sample.Now) with { Account = new AccountId(Sample.Id()) }, Most, LongAgo);

        Assert.Equal(0, await CountAsync());
    }

    [Fact]
    public async Task A_device_ends_with_its_sign_in_alone_or_by_its_own_account()
    {
        var (ended, forgotten, gone, stays) = (Device(Sample.Now), Device(Sample.Now) with { Credential = Sample.Id() }, Device(Sample.Now) with { Credential = Sample.Id() }, Device(Sample.Now) with { Account = new AccountId(Sample.Id()), Credential = Sample.Id() });
        foreach (var device in new[] { ended, forgotten, gone, stays })
            await devices.KeepAsync(device, Most, LongAgo);

        await devices.EndAsync(credential);
        await devices.ForgetAsync(account, forgotten.Id);
        await devices.ForgetAsync(account, stays.Id);
        await devices.ForgetAsync(gone with { SeenAt = Sample.Now.AddSeconds(-1) });
        Assert.Equal([Stored(gone)], await devices.OfAsync(account, LongAgo));
        await devices.ForgetAsync(gone);

        Assert.Empty(await devices.OfAsync(account, LongAgo));
        Assert.Single(await devices.OfAsync(stays.Account, LongAgo));
    }

    [Fact]
    public async Task The_devices_of_an_account_end_when_its_number_is_left()
    {
        var (phone, number) = (Family.Phone(), Sample.Id());
        await ImportAsync(Family.Line(number, phone: phone));
        var holder = await storage.Get<IAccounts>().AccountOfAsync(phone, storage.Get<TimeProvider>().GetUtcNow());
        await devices.KeepAsync(Device(Sample.Now) with { Account = holder }, Most, LongAgo);
        Assert.Single(await devices.OfAsync(holder, LongAgo));

        await ImportAsync(Family.Line(number, phone: Family.Phone()));

        Assert.Empty(await devices.OfAsync(holder, LongAgo));
    }

    private Task<ImportReport> ImportAsync(string line) => storage.Get<PolicyImport>().RunAsync(InsurerId.Default, Family.File(Family.Header, line));

    private PushDeviceRecord Device(DateTimeOffset at) => new()
    {
        Id = Sample.Id(),
        Account = account,
        Credential = credential,
        Address = new PushAddress(PushPlatform.Web, $"https://push.example/{Sample.Id()}", "key", "secret"),
        Name = "Chrome, Android",
        AddedAt = at,
        SeenAt = at,
    };

    private static PushDeviceRecord Stored(PushDeviceRecord device) => device with { Credential = StoredId.Of(device.Credential) };

    private Task<long> CountAsync() => storage.Fixture.ScalarAsync("SELECT count(*) FROM push_device WHERE account = @Value", new { account.Value });
}

public sealed class SqlitePushDeviceRecordTests(SqliteStorage storage) : PushDeviceRecordTests(storage), IClassFixture<SqliteStorage>;

public sealed class PostgresPushDeviceRecordTests(PostgresStorage storage) : PushDeviceRecordTests(storage), IClassFixture<PostgresStorage>;
