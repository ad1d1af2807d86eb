using Medzdrav.Contracts;
using Medzdrav.Grains;
using Microsoft.Extensions.Time.Testing;

namespace Medzdrav.Tests.Rules;

public sealed class InsurerBookTests
{
    private static readonly InsurerRecord Platform = Given.InsurerRecord(InsurerId.Default.Value);
    private static readonly InsurerRecord Romashka = Given.InsurerRecord("romashka") with { ConsentVersion = "romashka-1" };

    private readonly FakeTimeProvider clock = new();
    private readonly KeptInsurers records = new(Platform, Romashka);
    private readonly InsurerBook book;
    private readonly ConsentTexts texts;

    public InsurerBookTests() => (book, texts) = (new InsurerBook(records, clock), new ConsentTexts(records, new InsurerBook(records, clock)));

    [Fact]
    public async Task An_unknown_insurer_is_the_default_one()
    {
        Assert.Equal(Romashka, await book.OfAsync(Romashka.Id));
        Assert.Equal(Platform, await book.OfAsync(new InsurerId("nobody")));
        Assert.Equal(Platform, await book.OfAsync(null));
    }

    [Fact]
    public async Task A_change_is_known_after_two_seconds_and_records_are_not_read_before()
    {
        await book.OfAsync(Romashka.Id);
        var changed = Romashka with { Hotline = "112" };
        records.All[1] = changed;
        clock.Advance(TimeSpan.FromSeconds(1.9));
        Assert.Equal(Romashka, await book.OfAsync(Romashka.Id));
        Assert.Equal(1, records.Asked);

        clock.Advance(TimeSpan.FromSeconds(0.2));

        Assert.Equal(changed, await book.OfAsync(Romashka.Id));
    }

    [Fact]
    public async Task What_is_known_goes_on_while_the_database_is_away()
    {
        await book.OfAsync(Romashka.Id);
        records.IsAway = true;
        clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(Romashka, await book.OfAsync(Romashka.Id));
        await Assert.ThrowsAsync<StorageUnavailableException>(async () => await new InsurerBook(records, clock).OfAsync(null));
    }

    [Fact]
    public async Task An_insurer_without_a_text_sends_the_platforms()
    {
        records.Texts["romashka-1"] = new StoredConsentText("romashka-1", Romashka.Id, "Согласие\n\nЯ согласен.");

        var own = await texts.CurrentOfAsync(Romashka.Id);
        Assert.Equal(("romashka-1", Romashka.Id, "Согласие", "Я согласен."), (own.Version, own.Insurer, own.Title, own.Text));
        Assert.Equal(("2026-11", InsurerId.Default), ((await texts.CurrentOfAsync(null)).Version, (await texts.CurrentOfAsync(InsurerId.Default)).Insurer));
        Assert.Equal(own, await texts.FindAsync("romashka-1"));
        Assert.Equal("2026-11", (await texts.FindAsync("current"))!.Version);
        Assert.Null(await texts.FindAsync("romashka-2"));
    }

    [Fact]
    public async Task The_platforms_text_of_2026_11_never_changes()
    {
        var text = (await texts.FindAsync("2026-11"))!;

        Assert.Equal("Согласие на обработку персональных данных", text.Title);
        Assert.Equal("d7d8460ee8492892bef24967ebfd448dc87077759863d2be5d38935c8bdf9b87", text.Hash);
    }
}

/// <summary>Insurers as a test declares them.</summary>
internal sealed class KeptInsurers(params InsurerRecord[] all) : IInsurerRecords
{
    public InsurerRecord[] All => all;

    public Dictionary<string, StoredConsentText> Texts { get; } = [];

    public bool IsAway { get; set; }

    public int Asked { get; private set; }

    public Task<IReadOnlyList<InsurerRecord>> AllAsync()
    {
        Asked++;
        return IsAway ? throw new StorageUnavailableException("away") : Task.FromResult<IReadOnlyList<InsurerRecord>>([.. all]);
    }

    public Task<StoredConsentText?> ConsentTextAsync(string version) => Task.FromResult(Texts.GetValueOrDefault(version));

    public Task<InsurerId?> OfKeyAsync(string hash) => Task.FromResult<InsurerId?>(null);
}
