using Medzdrav.Contracts;
using Medzdrav.Grains;
using Microsoft.AspNetCore.Identity;

namespace Medzdrav.Tests.Grains;

/// <summary>Passwords of staff, tried by themselves and by strangers.</summary>
public sealed class StaffSignInTests : IAsyncLifetime
{
    private const string Login = "sokolova";
    private static readonly AskingDevice Clinics = new("203.0.113.1", "the-device-at-the-clinic");
    private static readonly AskingDevice Strangers = new("198.51.100.1", "a-device-of-a-stranger");
    private readonly Clinic _clinic = new();

    public async ValueTask InitializeAsync()
    {
        await _clinic.InitializeAsync();
        var hash = new PasswordHasher<StaffRecord>().HashPassword(null!, "secret");
        _clinic.Records.Add(new StaffRecord(new StaffId("s"), Login, hash, "Соколова", [Post.Consultant]));
    }

    public ValueTask DisposeAsync() => _clinic.DisposeAsync();

    [Fact]
    public async Task The_right_password_signs_in_and_costs_nothing()
    {
        for (var i = 0; i < 30; i++)
            Assert.Equal(Caller.Of(new StaffId("s")), (await Try("secret", Clinics)).Value!.Caller);
        Assert.Equal(Refusal.WrongCredentials, (await Try("secret", Clinics, "nobody")).Refusal);
    }

    [Fact]
    public async Task A_disabled_member_is_told_so_by_their_own_password_only()
    {
        var hash = new PasswordHasher<StaffRecord>().HashPassword(null!, "secret");
        _clinic.Records.Add(new StaffRecord(new StaffId("d"), "disabled", hash, "Бывший", [Post.Consultant]) { IsEnabled = false });

        Assert.Equal(Refusal.WrongCredentials, (await Try("wrong", Strangers, "disabled")).Refusal);
        Assert.Equal(Refusal.AccountDisabled, (await Try("secret", Clinics, "disabled")).Refusal);
    }

    [Fact]
    public async Task Five_wrong_passwords_in_a_minute_are_too_many_where_they_came_from()
    {
        await Wrong(5, Strangers);

        Assert.Equal(Refusal.TooMany, (await Try("secret", Strangers)).Refusal);
        Assert.NotNull((await Try("secret", Clinics)).Value);
        _clinic.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.NotNull((await Try("secret", Strangers)).Value);
    }

    [Fact]
    public async Task One_wrong_password_a_second_keeps_the_right_one_out_nowhere_else()
    {
        for (var second = 0; second < 300; second++)
        {
            await Try("wrong", Strangers);
            _clinic.Clock.Advance(TimeSpan.FromSeconds(1));
            if (second % 60 == 0)
                Assert.NotNull((await Try("secret", new AskingDevice($"192.0.2.{second / 60}"))).Value);
        }
    }

    [Fact]
    public async Task A_device_that_signed_in_before_is_not_kept_out_by_tries_from_everywhere()
    {
        Assert.NotNull((await Try("secret", Clinics)).Value);
        for (var i = 0; i < 200; i++)
            await Try("wrong", new AskingDevice($"198.51.100.{i}"));

        Assert.Equal(Refusal.TooMany, (await Try("secret", Strangers)).Refusal);
        Assert.NotNull((await Try("secret", Clinics)).Value);
        Assert.NotNull((await Try("secret", Clinics with { Address = "198.51.100.7" })).Value);
    }

    [Fact]
    public async Task A_known_device_has_its_own_limit()
    {
        Assert.NotNull((await Try("secret", Clinics)).Value);
        await Wrong(5, Clinics);

        Assert.Equal(Refusal.TooMany, (await Try("secret", Clinics)).Refusal);
    }

    [Fact]
    public async Task An_address_tries_so_many_invented_logins_and_no_more()
    {
        var refusals = new List<Refusal?>();
        for (var i = 0; i < 100; i++)
            refusals.Add((await Try("secret", Strangers, $"invented{i}")).Refusal);

        Assert.Equal(60, refusals.Count(refusal => refusal == Refusal.WrongCredentials));
        Assert.Equal(40, refusals.Count(refusal => refusal == Refusal.TooMany));
    }

    [Fact]
    public async Task A_hundred_at_once_are_counted_before_they_are_checked()
    {
        var replies = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Try("wrong", Strangers)));

        Assert.Equal(5, replies.Count(reply => reply.Refusal == Refusal.WrongCredentials));
    }

    [Fact]
    public async Task An_invented_login_leaves_no_row()
    {
        await Try("secret", Strangers, "invented");

        // The platform keeps a state of its own, which is nobody's sign-in.
        Assert.DoesNotContain(_clinic.States.Written, written => written.Key.ToString() != IRetentionGrain.DueKey);
    }

    [Fact]
    public async Task Invented_logins_leave_nothing_in_memory_either()
    {
        // Until the address has used up its tries, each login is counted.
        await Invent(from: 0, count: 100);
        var before = await Activations();

        await Invent(from: 100, count: 300);

        for (var waited = 0; waited < 100 && await Activations() > before + 10; waited++)
            await _clinic.Gateway.Told(TimeSpan.FromMilliseconds(50));
        Assert.InRange(await Activations(), 0, before + 10);
    }

    private async Task Invent(int from, int count)
    {
        for (var i = from; i < from + count; i++)
            await _clinic.Grains.GetGrain<IStaffSignInGrain>(IStaffSignInGrain.All).SignIn("wrong", new AskingDevice(Strangers.Address), $"invented{i}");
    }

    private Task<int> Activations() => _clinic.Grains.GetGrain<IManagementGrain>(0).GetTotalActivationCount();

    private async Task Wrong(int times, AskingDevice asking)
    {
        for (var i = 0; i < times; i++)
            Assert.Equal(Refusal.WrongCredentials, (await Try("wrong", asking)).Refusal);
    }

    private Task<Reply<SignedIn>> Try(string password, AskingDevice asking, string login = Login) => _clinic.Grains.GetGrain<IStaffSignInGrain>(login).SignIn(password, asking);
}
