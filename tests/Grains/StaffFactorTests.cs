using Medzdrav.Contracts;
using Medzdrav.Grains;
using Medzdrav.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Medzdrav.Tests.Grains;

/// <summary>The second step of a staff member's sign-in.</summary>
public sealed class StaffFactorTests : IAsyncLifetime
{
    private const string Password = "correct horse";
    private static readonly AskingDevice Phone = new("203.0.113.1", "the-device-at-the-clinic", "Chrome, Windows");
    private static readonly AskingDevice Strangers = new("198.51.100.1", "a-device-of-a-stranger");
    private readonly Clinic _clinic = new();
    private readonly StaffId _auditor = new($"auditor-{Guid.NewGuid():N}");

    public async ValueTask InitializeAsync()
    {
        await _clinic.InitializeAsync();
        Add(_auditor, "lev", Post.Auditor);
        Add(new StaffId("doctor"), "vera", Post.Therapist);
    }

    public ValueTask DisposeAsync() => _clinic.DisposeAsync();

    [Fact]
    public async Task Who_needs_a_factor_and_has_none_sets_it_up_before_anything_else()
    {
        var step = await Begin("lev");

        Assert.Null(step.SignedIn);
        Assert.Equal(SecondStep.SetUp, step.Attempt!.Next);
        Assert.Equal(Refusal.FactorRequired, (await _clinic.Grains.GetGrain<IStaffSignInGrain>("lev").SignIn(Password)).Refusal);
        var attempt = Attempt(step);
        Assert.Equal(Refusal.InvalidCode, (await attempt.Confirm("123456", Phone)).Refusal);
        var offer = (await attempt.Offer()).Value!;
        Assert.Equal(offer.Secret, (await attempt.Offer()).Value!.Secret);
        var app = new Authenticator(offer.Secret, _clinic.Clock);

        var entered = (await attempt.Confirm(await app.CodeAsync(), Phone)).Value!;

        Assert.Equal(Caller.Of(_auditor), entered.SignedIn!.Caller);
        Assert.Equal(10, entered.RecoveryCodes!.Length);
        Assert.NotNull((await _clinic.Grains.GetGrain<ICredentialGrain>(entered.SignedIn.CredentialId).Verify()).Value);
        Assert.Equal("codeExpired", (await attempt.Confirm(app.CodeAt(0), Phone)).Refusal!.Code);
    }

    [Fact]
    public async Task Who_needs_none_signs_in_by_the_password_until_they_set_one_up()
    {
        Assert.NotNull((await Begin("vera")).SignedIn);
        var keys = _clinic.Grains.GetGrain<IStaffKeysGrain>("doctor");
        Assert.Equal("wrongCredentials", (await keys.OfferTotp("wrong", Phone)).Refusal!.Code);
        var offer = (await keys.OfferTotp(Password, Phone)).Value!;
        var app = new Authenticator(offer.Secret, _clinic.Clock);

        var set = (await _clinic.Grains.GetGrain<IStaffAttemptGrain>(offer.AttemptId).Confirm(await app.CodeAsync(), Phone)).Value!;

        Assert.Null(set.SignedIn);
        Assert.Equal(10, set.RecoveryCodes!.Length);
        Assert.Equal(SecondStep.Totp, (await Begin("vera")).Attempt!.Next);
        Assert.NotNull((await keys.RemoveTotp(Password, Phone)).Value);
        Assert.NotNull((await Begin("vera")).SignedIn);
    }

    [Fact]
    public async Task Another_password_keeps_the_factor_of_a_sign_in_however_many_came_after_it()
    {
        var (app, _) = await SetUp();
        var here = (await Attempt(await Begin("lev")).Confirm(await app.CodeAsync(), Phone)).Value!.SignedIn!;
        var signIns = _clinic.Cluster.GetSiloServiceProvider().GetRequiredService<IStaffKeyRecords>();
        _clinic.Clock.Advance(TimeSpan.FromMinutes(1));
        for (var i = 0; i < 31; i++)
            await signIns.AddSignInAsync(new StaffSignInRecord($"later-{i}", _auditor, _clinic.Clock.GetUtcNow(), _clinic.Clock.GetUtcNow(), null, null, SignInFactor.Password, Generation: 0));

        var fresh = (await _clinic.Grains.GetGrain<IStaffKeysGrain>(_auditor.Value).ChangePassword(Password, "another password", here.CredentialId, Phone)).Value!;

        Assert.Equal(SignInFactor.Totp, (await signIns.SignInAsync(fresh.CredentialId))!.Factor);
    }

    [Fact]
    public async Task A_code_works_once_whichever_attempt_it_comes_to()
    {
        var (app, _) = await SetUp();
        var code = await app.CodeAsync();
        var attempts = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Begin("lev")));

        var replies = await Task.WhenAll(attempts.Select(step => Attempt(step).Confirm(code, Phone)));

        Assert.Single(replies, reply => reply.Value is not null);
        Assert.All(replies.Where(reply => reply.Value is null), reply => Assert.Equal(Refusal.CodeUsed, reply.Refusal));
        // Of the step before it none works any more either.
        Assert.Equal(Refusal.CodeUsed, (await Attempt(await Begin("lev")).Confirm(app.CodeAt(-1), Phone)).Refusal);
    }

    [Fact]
    public async Task A_recovery_code_works_once_and_new_ones_end_the_former()
    {
        var (_, codes) = await SetUp();

        Assert.Equal(SignInFactor.RecoveryCode, await FactorOf((await Attempt(await Begin("lev")).Confirm(codes[3].ToUpperInvariant(), Phone)).Value!.SignedIn!));
        Assert.Equal("wrongCode", (await Attempt(await Begin("lev")).Confirm(codes[3], Phone)).Refusal!.Code);
        var keys = _clinic.Grains.GetGrain<IStaffKeysGrain>(_auditor.Value);
        Assert.Equal(9, (await keys.View()).Value!.RecoveryCodesLeft);
        var fresh = (await keys.RenewRecoveryCodes(Password, Phone)).Value!.RecoveryCodes;

        Assert.Equal("wrongCode", (await Attempt(await Begin("lev")).Confirm(codes[4], Phone)).Refusal!.Code);
        Assert.NotNull((await Attempt(await Begin("lev")).Confirm(fresh[0], Phone)).Value);
        Assert.Equal(Refusal.FactorRequired, (await keys.RemoveTotp(Password, Phone)).Refusal);
    }

    [Fact]
    public async Task Five_wrong_codes_end_an_attempt_and_ten_all_of_them_for_a_while()
    {
        var (app, _) = await SetUp();
        var wrong = app.Wrong();
        var first = Attempt(await Begin("lev", Strangers));
        Assert.Equal("invalidCode", (await first.Confirm("12345", Strangers)).Refusal!.Code);
        for (var left = 4; left > 0; left--)
            Assert.Equal(Refusal.WrongAppCodeWith(left), (await first.Confirm(wrong, Strangers)).Refusal);
        Assert.Equal(Refusal.AttemptOver, (await first.Confirm(wrong, Strangers)).Refusal);
        Assert.Equal(Refusal.AttemptOver, (await first.Confirm(app.CodeAt(0), Strangers)).Refusal);
        var second = Attempt(await Begin("lev", Strangers));
        for (var i = 0; i < 5; i++)
            await second.Confirm(wrong, Strangers);

        Assert.Equal(Refusal.TooMany, (await Attempt(await Begin("lev", Strangers)).Confirm(app.CodeAt(0), Strangers)).Refusal);
        // The member's own device, which signed in before, is not kept out.
        Assert.NotNull((await Attempt(await Begin("lev")).Confirm(await app.CodeAsync(), Phone)).Value);
    }

    [Fact]
    public async Task A_password_alone_makes_no_device_known()
    {
        var (app, _) = await SetUp();
        await Begin("lev", Strangers);
        for (var i = 0; i < 5; i++)
            Assert.Equal(Refusal.WrongCredentials, (await Try("lev", "wrong", Strangers with { Device = "another-of-a-stranger" })).Refusal);

        Assert.Equal(Refusal.TooMany, (await Try("lev", Password, Strangers)).Refusal);
        Assert.NotNull((await Attempt(await Begin("lev")).Confirm(await app.CodeAsync(), Phone)).Value);
    }

    [Fact]
    public async Task A_late_attempt_and_that_of_somebody_signed_out_or_disabled_meanwhile_are_over()
    {
        var (app, _) = await SetUp();
        var late = Attempt(await Begin("lev"));
        _clinic.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(Refusal.AttemptOver, (await late.Confirm(app.CodeAt(0), Phone)).Refusal);

        var former = Attempt(await Begin("lev"));
        _clinic.Records.Change(_auditor, record => record with { Generation = 1 });
        Assert.Equal(Refusal.AttemptOver, (await former.Confirm(app.CodeAt(0), Phone)).Refusal);

        var disabled = Attempt(await Begin("lev"));
        _clinic.Records.Change(_auditor, record => record with { IsEnabled = false });
        Assert.Equal(Refusal.AccountDisabled, (await disabled.Confirm(app.CodeAt(0), Phone)).Refusal);
        Assert.Equal(Refusal.AttemptOver, (await _clinic.Grains.GetGrain<IStaffAttemptGrain>("invented").Confirm("123456", Phone)).Refusal);
    }

    [Fact]
    public async Task Of_two_tabs_that_set_up_the_first_to_confirm_stands()
    {
        var (one, other) = (Attempt(await Begin("lev")), Attempt(await Begin("lev")));
        var (mine, theirs) = (new Authenticator((await one.Offer()).Value!.Secret, _clinic.Clock), new Authenticator((await other.Offer()).Value!.Secret, _clinic.Clock));
        Assert.NotNull((await one.Confirm(await mine.CodeAsync(), Phone)).Value);

        Assert.Equal(Refusal.AttemptOver, (await other.Confirm(await theirs.CodeAsync(), Phone)).Refusal);

        Assert.NotNull((await Attempt(await Begin("lev")).Confirm(await mine.CodeAsync(), Phone)).Value);
    }

    private async Task<SignInFactor> FactorOf(SignedIn signedIn)
    {
        var view = (await _clinic.Grains.GetGrain<IStaffKeysGrain>(signedIn.Caller.Id).View()).Value!;
        return view.SignIns.Single(signIn => signIn.CredentialId == StoredId.Of(signedIn.CredentialId)).Factor;
    }

    private async Task<(Authenticator App, string[] Codes)> SetUp()
    {
        var attempt = Attempt(await Begin("lev"));
        var app = new Authenticator((await attempt.Offer()).Value!.Secret, _clinic.Clock);
        var entered = (await attempt.Confirm(await app.CodeAsync(), Phone)).Value!;
        return (app, entered.RecoveryCodes!);
    }

    private void Add(StaffId id, string login, Post post) =>
        _clinic.Records.Add(new StaffRecord(id, login, new PasswordHasher<StaffRecord>().HashPassword(null!, Password), login, [post]));

    private Task<Reply<StaffStep>> Try(string login, string password, AskingDevice asking) => _clinic.Grains.GetGrain<IStaffSignInGrain>(IStaffSignInGrain.All).Begin(password, asking, login);

    private async Task<StaffStep> Begin(string login, AskingDevice? asking = null) => (await Try(login, Password, asking ?? Phone)).Value!;

    private IStaffAttemptGrain Attempt(StaffStep step) => _clinic.Grains.GetGrain<IStaffAttemptGrain>(step.Attempt!.AttemptId);
}
