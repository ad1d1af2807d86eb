using Medzdrav.Contracts;

namespace Medzdrav.Tests.Grains;

/// <summary>Whoever opens and cancels in a loop does not fill the database.</summary>
public sealed class OpeningLimitTests : IAsyncLifetime
{
    private const string Carrier = "203.0.113.1";
    private readonly Clinic _clinic = new() { Settings = { ["SignIn:OpeningsPerCaller"] = "5", ["SignIn:OpeningsPerAddress"] = "8", ["Push:AppUrl"] = "http://127.0.0.1:9/" } };

    public ValueTask InitializeAsync() => _clinic.InitializeAsync();

    public ValueTask DisposeAsync() => _clinic.DisposeAsync();

    [Fact]
    public async Task An_account_opens_so_many_sessions_in_ten_minutes_and_keeps_what_it_has()
    {
        var (anna, first) = (_clinic.Person(), CommandId.New());
        var session = (await anna.Open(first)).Value!.SessionId;
        await anna.Leave(session);
        for (var opened = 1; opened < 5; opened++)
            await anna.Leave((await anna.Open()).Value!.SessionId);

        var again = CommandId.New();
        Assert.Equal(Refusal.TooMany, (await anna.Open(again)).Refusal);
        Assert.Equal(session, (await anna.Open(first)).Value!.SessionId);
        Assert.NotNull((await _clinic.Person().Open()).Value);
        _clinic.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.NotNull((await anna.Open(again)).Value);
    }

    [Fact]
    public async Task Taps_that_are_shown_the_open_session_count_too()
    {
        var anna = _clinic.Person();
        for (var opened = 0; opened < 5; opened++)
            Assert.NotNull((await anna.Open()).Value);

        Assert.Equal(Refusal.TooMany, (await anna.Open()).Refusal);
    }

    [Fact]
    public async Task An_address_opens_so_many_sessions_whoever_its_visitors_are()
    {
        var visitors = _clinic.Grains.GetGrain<IVisitorsGrain>(0);
        for (var opened = 0; opened < 8; opened++)
            Assert.NotNull((await visitors.OpenSession($"visitor{opened}", CommandId.New(), SessionMode.Chat, address: Carrier)).Value);

        Assert.Equal(Refusal.TooMany, (await visitors.OpenSession("visitor8", CommandId.New(), SessionMode.Chat, address: Carrier)).Refusal);
        Assert.NotNull((await visitors.OpenSession("visitor9", CommandId.New(), SessionMode.Chat, address: "198.51.100.1")).Value);
    }

    [Fact]
    public async Task Private_links_and_devices_are_not_made_in_a_loop_either()
    {
        var anna = _clinic.Person();
        var calendar = _clinic.Grains.GetGrain<ICalendarGrain>(anna.Account.Value);
        for (var made = 0; made < 5; made++)
            await calendar.RemoveLink((await calendar.AddLink()).Value!.LinkId);

        Assert.Equal(Refusal.TooMany, (await calendar.AddLink()).Refusal);
        Assert.Equal(Refusal.TooMany, (await _clinic.Grains.GetGrain<IPushDevicesGrain>(anna.Account.Value).Allow(new PushAddress(PushPlatform.Android, "token"), "credential", "Телефон")).Refusal);
        Assert.NotNull((await _clinic.Grains.GetGrain<ICalendarGrain>(_clinic.Person().Account.Value).AddLink()).Value);
        _clinic.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.NotNull((await calendar.AddLink()).Value);
    }

    [Fact]
    public async Task Consents_are_not_withdrawn_in_a_loop_either()
    {
        var anna = _clinic.Person();
        var account = _clinic.Grains.GetGrain<IAccountGrain>(anna.Account.Value);
        for (var withdrawn = 0; withdrawn < 5; withdrawn++)
            Assert.Null((await account.WithdrawConsent(CommandId.New(), anna.Patient, endConsultation: false)).Refusal);

        Assert.Equal(Refusal.TooMany, (await account.WithdrawConsent(CommandId.New(), anna.Patient, endConsultation: false)).Refusal);
    }
}
