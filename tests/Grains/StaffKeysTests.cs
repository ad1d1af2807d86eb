using Medzdrav.Contracts;
using Medzdrav.Grains;
using Microsoft.AspNetCore.Identity;

namespace Medzdrav.Tests.Grains;

/// <summary>A member's own keys, and the list of their sign-ins.</summary>
public sealed class StaffKeysTests : IAsyncLifetime
{
    private const string Password = "correct horse";
    private static readonly AskingDevice Desk = new("203.0.113.1", "the-device-at-the-clinic", "Chrome, Windows");
    private readonly Clinic _clinic = new();
    private readonly StaffId _id = new("vera");

    public async ValueTask InitializeAsync()
    {
        await _clinic.InitializeAsync();
        _clinic.Records.Add(new StaffRecord(_id, "vera", new PasswordHasher<StaffRecord>().HashPassword(null!, Password), "Вера", [Post.Therapist]));
    }

    public ValueTask DisposeAsync() => _clinic.DisposeAsync();

    [Fact]
    public async Task Another_password_ends_all_sign_ins_but_the_one_that_changed_it()
    {
        var (here, there) = (await SignIn(), await SignIn());

        Assert.Equal("wrongCredentials", (await Keys.ChangePassword("wrong", "another password", here.CredentialId, Desk)).Refusal!.Code);
        Assert.Contains("частых слов", (await Keys.ChangePassword(Password, "Qwerty123456", here.CredentialId, Desk)).Refusal!.Message, StringComparison.Ordinal);
        Assert.Contains("прежним", (await Keys.ChangePassword(Password, Password, here.CredentialId, Desk)).Refusal!.Message, StringComparison.Ordinal);
        Assert.True(await Stands(there));
        var fresh = (await Keys.ChangePassword(Password, "another password", here.CredentialId, Desk)).Value!;

        await _clinic.Grains.GetGrain<IStaffGrain>(_id.Value).Wake();
        Assert.True(await Stands(fresh));
        Assert.False(await Stands(here));
        Assert.False(await Stands(there));
        Assert.Equal(Refusal.WrongCredentials, (await Try(Password)).Refusal);
        Assert.NotNull((await Try("another password")).Value);
    }

    [Fact]
    public async Task Wrong_passwords_of_somebody_at_an_open_desk_are_counted()
    {
        var here = await SignIn();
        for (var i = 0; i < 5; i++)
            await Keys.RenewRecoveryCodes("wrong", Desk);

        Assert.Equal(Refusal.TooMany, (await Keys.ChangePassword(Password, "another password", here.CredentialId, Desk)).Refusal);
    }

    [Fact]
    public async Task The_list_says_where_when_and_by_what_and_the_others_can_be_ended()
    {
        var there = await SignIn();
        _clinic.Clock.Advance(TimeSpan.FromMinutes(1));
        var here = await SignIn();

        var listed = (await Keys.View()).Value!.SignIns;
        Assert.Equal([StoredId.Of(here.CredentialId), StoredId.Of(there.CredentialId)], listed.Select(signIn => signIn.CredentialId));
        Assert.All(listed, signIn => Assert.Equal(("Chrome, Windows", "203.0.113.1", SignInFactor.Password, true), (signIn.Device, signIn.Address, signIn.Factor, signIn.Stands)));

        await _clinic.Gateway.Renew();
        Assert.NotNull((await Keys.EndOthers(here.CredentialId)).Value);

        Assert.True(await Stands(here));
        Assert.False(await Stands(there));
        await _clinic.Soon(() => _clinic.Gateway.Ended.Contains(StoredId.Of(there.CredentialId)), "the gateways cut its connections");
        Assert.Equal([true, false], (await Keys.View()).Value!.SignIns.Select(signIn => signIn.Stands));
    }

    [Fact]
    public async Task A_sign_in_that_was_not_used_for_a_month_does_not_stand_any_more()
    {
        var signedIn = await SignIn();
        _clinic.Clock.Advance(TimeSpan.FromDays(20));
        Assert.True(await Stands(signedIn));
        _clinic.Clock.Advance(TimeSpan.FromDays(20));
        Assert.True(Assert.Single((await Keys.View()).Value!.SignIns).Stands);
        _clinic.Clock.Advance(TimeSpan.FromDays(11));

        Assert.False(Assert.Single((await Keys.View()).Value!.SignIns).Stands);
        Assert.False(await Stands(signedIn));
    }

    private IStaffKeysGrain Keys => _clinic.Grains.GetGrain<IStaffKeysGrain>(_id.Value);

    private Task<Reply<StaffStep>> Try(string password) => _clinic.Grains.GetGrain<IStaffSignInGrain>(IStaffSignInGrain.All).Begin(password, Desk, "vera");

    private async Task<SignedIn> SignIn() => (await Try(Password)).Value!.SignedIn!;

    private async Task<bool> Stands(SignedIn signedIn) => (await _clinic.Grains.GetGrain<ICredentialGrain>(signedIn.CredentialId).Verify()).Value is not null;
}
