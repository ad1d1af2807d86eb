using Medzdrav.Contracts;
using Medzdrav.Grains;
using Medzdrav.Silo;

namespace Medzdrav.Tests.Storage;

public abstract class InsurerTests(ClassStorage storage)
{
    private readonly InsurerRegister register = storage.Get<InsurerRegister>();
    private readonly IInsurerRecords records = storage.Get<IInsurerRecords>();
    private readonly InsurerRecord insurer = Insurers.New();

    [Fact]
    public async Task The_default_insurer_is_always_there()
    {
        var known = (await register.FindAsync("default"))!;

        Assert.Equal((InsurerId.Default, "Медздрав", "8 (800) 500-61-11", "+78005006111"), (known.Id, known.Name, known.Hotline, known.HotlineDialled));
        Assert.Null(InsurerRules.Fault(known));
        Assert.Null(known.ConsentVersion);
    }

    [Fact]
    public async Task An_insurer_is_added_once_and_read_back_whole()
    {
        Assert.Null(await register.AddAsync(insurer));

        Assert.Equivalent(insurer, await register.FindAsync(insurer.Id.Value), strict: true);
        Assert.Contains("already", await register.AddAsync(insurer), StringComparison.Ordinal);
        Assert.Contains((await records.AllAsync()), known => known.Id == InsurerId.Default);
    }

    [Fact]
    public async Task An_insurer_changes_and_a_host_is_one_insurers()
    {
        var other = Insurers.New();
        await register.AddAsync(insurer);
        await register.AddAsync(other);
        var changed = insurer with { Name = "Лютик", Hosts = [$"{insurer.Id}.example", $"www.{insurer.Id}.example"], Hotline = "+7 495 000-00-00", AccentLight = "#2f54c4" };

        Assert.Null(await register.ChangeAsync(changed));
        Assert.Equivalent(changed, await register.FindAsync(insurer.Id.Value), strict: true);
        Assert.Contains($"{other.Id}'s", await register.ChangeAsync(changed with { Hosts = other.Hosts }), StringComparison.Ordinal);
        Assert.Contains("contrast", await register.ChangeAsync(changed with { AccentLight = "#ffd400" }), StringComparison.Ordinal);
        Assert.Contains("no insurer", await register.ChangeAsync(Insurers.New()), StringComparison.Ordinal);
        Assert.Equivalent(changed, await register.FindAsync(insurer.Id.Value), strict: true);
    }

    [Fact]
    public async Task A_consent_text_is_followed_by_another_and_stays_readable()
    {
        await register.AddAsync(insurer);

        var first = await register.AddConsentTextAsync(insurer.Id, "Согласие\r\n\r\nЯ согласен.\r\n");
        var again = await register.AddConsentTextAsync(insurer.Id, "Согласие\n\nЯ согласен.");
        var second = await register.AddConsentTextAsync(insurer.Id, "Согласие\n\nЯ совсем согласен.");

        Assert.Equal(($"{insurer.Id}-1", $"{insurer.Id}-1", $"{insurer.Id}-2"), (first.Version, again.Version, second.Version));
        Assert.Equal(second.Version, (await register.FindAsync(insurer.Id.Value))!.ConsentVersion);
        Assert.Equal(new StoredConsentText(first.Version!, insurer.Id, "Согласие\n\nЯ согласен."), await records.ConsentTextAsync(first.Version!));
        Assert.Null(await records.ConsentTextAsync($"{insurer.Id}-3"));
        Assert.NotNull((await register.AddConsentTextAsync(insurer.Id, "Согласие")).Fault);
    }

    [Fact]
    public async Task A_key_is_good_until_it_is_revoked_and_stored_as_a_hash()
    {
        await register.AddAsync(insurer);
        var (kept, lost) = ((await register.MakeKeyAsync(insurer.Id))!, (await register.MakeKeyAsync(insurer.Id))!);

        Assert.Equal(insurer.Id, await records.OfKeyAsync(ApiKey.HashOf(lost.Text)));
        Assert.False(await register.RevokeKeyAsync(InsurerId.Default, lost.Id));
        Assert.True(await register.RevokeKeyAsync(insurer.Id, lost.Id));
        Assert.True(await register.RevokeKeyAsync(insurer.Id, lost.Id));

        Assert.Null(await records.OfKeyAsync(ApiKey.HashOf(lost.Text)));
        Assert.Equal(insurer.Id, await records.OfKeyAsync(ApiKey.HashOf(kept.Text)));
        Assert.Equal([kept.Id], (await register.KeysAsync(insurer.Id)).Where(key => key.RevokedAt is null).Select(key => key.Id));
        Assert.Equal(0, await storage.Fixture.ScalarAsync("SELECT count(*) FROM insurer_key WHERE hash = @text OR id = @text", new { text = kept.Text }));
        Assert.Null(await register.MakeKeyAsync(new InsurerId("nobody")));
    }
}

/// <summary>Insurers to try things with.</summary>
internal static class Insurers
{
    public static InsurerRecord New()
    {
        var id = "i" + Sample.Id()[..12];
        return new InsurerRecord
        {
            Id = new InsurerId(id),
            Name = "Лютик Страхование",
            Logo = "Лютик",
            Hosts = [$"{id}.localhost"],
            Hotline = "8 (800) 000-50-60",
            Address = "help@example.org",
            SmsSignIn = "{code} — код",
            SmsAssisted = "Код {code}",
            AccentLight = "#7b3f98",
            AccentDark = "#d3a5ea",
        };
    }

    public static async Task<InsurerId> AddAsync(ClassStorage storage)
    {
        var insurer = New();
        Assert.Null(await storage.Get<InsurerRegister>().AddAsync(insurer));
        return insurer.Id;
    }
}

public sealed class SqliteInsurerTests(SqliteStorage storage) : InsurerTests(storage), IClassFixture<SqliteStorage>;

public sealed class PostgresInsurerTests(PostgresStorage storage) : InsurerTests(storage), IClassFixture<PostgresStorage>;
