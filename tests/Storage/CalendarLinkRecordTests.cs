using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Storage;

/// <summary>Private links to calendars.</summary>
public abstract class CalendarLinkRecordTests(ClassStorage storage)
{
    private readonly ICalendarLinks links = storage.Get<ICalendarLinks>();
    private readonly AccountId account = new(Sample.Id());

    [Fact]
    public async Task A_link_is_found_by_the_hash_of_its_secret_until_it_is_revoked_by_its_own_account()
    {
        var (link, other) = (Link(0), new AccountId(Sample.Id()));
        Assert.True(await links.AddAsync(link, 5));
        Assert.Equal(link, await links.FindAsync(link.Hash));
        Assert.Equal([link], await links.OfAsync(account));

        await links.UsedAsync(link, Sample.Now.AddHours(1));
        Assert.Equal(Sample.Now.AddHours(1), (await links.FindAsync(link.Hash))!.UsedAt);
        await links.RemoveAsync(other, link.Id);
        Assert.NotNull(await links.FindAsync(link.Hash));

        await links.RemoveAsync(account, link.Id);
        await links.RemoveAsync(account, link.Id);
        Assert.Null(await links.FindAsync(link.Hash));
        Assert.Empty(await links.OfAsync(account));
    }

    [Fact]
    public async Task An_account_has_so_many_links_and_no_more()
    {
        Assert.True(await links.AddAsync(Link(0), 2));
        Assert.True(await links.AddAsync(Link(1), 2));
        Assert.False(await links.AddAsync(Link(2), 2));
        Assert.Equal([Sample.Now.AddMinutes(1), Sample.Now], (await links.OfAsync(account)).Select(link => link.AddedAt));
    }

    [Fact]
    public async Task Of_the_secret_nothing_is_stored_but_its_hash()
    {
        var secret = LinkSecret.New();
        await links.AddAsync(Link(0) with { Hash = LinkSecret.HashOf(secret) }, 5);
        Assert.Equal(0, await storage.Fixture.ScalarAsync("SELECT count(*) FROM calendar_link WHERE id = @secret OR account = @secret OR hash = @secret", new { secret }));
        Assert.Equal((43, 64), (secret.Length, (await links.OfAsync(account))[0].Hash.Length));
    }

    private CalendarLinkRecord Link(int minutes) => new(Sample.Id(), account, LinkSecret.HashOf(Sample.Id()), Sample.Now.AddMinutes(minutes));
}

public sealed class SqliteCalendarLinkRecordTests(SqliteStorage storage) : CalendarLinkRecordTests(storage), IClassFixture<SqliteStorage>;

public sealed class PostgresCalendarLinkRecordTests(PostgresStorage storage) : CalendarLinkRecordTests(storage), IClassFixture<PostgresStorage>;
