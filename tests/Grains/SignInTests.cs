using Medzdrav.Contracts;

namespace Medzdrav.Tests.Grains;

public sealed class SignInTests : IAsyncLifetime
{
    private const string Phone = "+79123456789";
    private readonly Clinic _clinic = new();

    public ValueTask InitializeAsync() => _clinic.InitializeAsync();

    public ValueTask DisposeAsync() => _clinic.DisposeAsync();

    [Fact]
    public async Task The_code_sent_to_the_phone_signs_in_once()
    {
        var attempt = Attempt();
        Assert.NotNull((await attempt.SendCode("8 (912) 345-67-89", CodePurpose.SignIn, null)).Value);
        var code = await Code();

        Assert.Equal(CallerKind.Account, (await attempt.Confirm(code)).Value!.Caller.Kind);
        Assert.Equal(Refusal.CodeExpired, (await attempt.Confirm(code)).Refusal);
    }

    [Fact]
    public async Task The_same_phone_is_the_same_account()
    {
        var (first, second) = (await SignIn(), await SignIn());

        Assert.Equal(first.Caller, second.Caller);
        Assert.NotEqual(first.CredentialId, second.CredentialId);
    }

    [Fact]
    public async Task Five_wrong_codes_end_the_attempt_and_not_the_owner()
    {
        var attempt = Attempt();
        await attempt.SendCode(Phone, CodePurpose.SignIn, null);
        var code = await Code();
        var wrong = code == "000000" ? "000001" : "000000";

        for (var left = 4; left > 0; left--)
            Assert.Equal(Refusal.WrongCodeWith(left), (await attempt.Confirm(wrong)).Refusal);
        Assert.Equal(Refusal.CodeExpired, (await attempt.Confirm(wrong)).Refusal);
        Assert.Equal(Refusal.CodeExpired, (await attempt.Confirm(code)).Refusal);
        Assert.NotNull(await SignIn());
    }

    [Fact]
    public async Task A_code_works_for_5_minutes()
    {
        var attempt = Attempt();
        await attempt.SendCode(Phone, CodePurpose.SignIn, null);
        var code = await Code();

        await _clinic.Pass(TimeSpan.FromMinutes(5));

        Assert.Equal(Refusal.CodeExpired, (await attempt.Confirm(code)).Refusal);
    }

    [Fact]
    public async Task A_landline_gets_no_code() => Assert.Equal(Refusal.InvalidPhone, (await Attempt().SendCode("+7 495 123-45-67", CodePurpose.SignIn, null)).Refusal);

    [Fact]
    public async Task A_code_of_another_attempt_does_not_fit()
    {
        var (mine, other) = (Attempt(), Attempt());
        await mine.SendCode(Phone, CodePurpose.SignIn, null);
        var code = await Code();
        await other.SendCode("+79123456780", CodePurpose.SignIn, null);

        Assert.Equal(Refusal.WrongCode.Code, (await other.Confirm(code)).Refusal!.Code);
    }

    [Fact]
    public async Task A_phone_gets_five_codes_in_ten_minutes_known_or_not()
    {
        foreach (var phone in new[] { Phone, "+79123456700" })
        {
            for (var i = 0; i < 5; i++)
                Assert.NotNull((await Attempt().SendCode(phone, CodePurpose.SignIn, null)).Value);
            Assert.Equal(Refusal.TooMany, (await Attempt().SendCode(phone, CodePurpose.SignIn, null)).Refusal);
            Assert.NotNull((await Attempt().SendCode(phone, CodePurpose.AssistedSignIn, null)).Value);
        }
        _clinic.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.NotNull((await Attempt().SendCode(Phone, CodePurpose.SignIn, null)).Value);
    }

    [Fact]
    public async Task An_address_gets_so_many_codes_for_whatever_phones()
    {
        for (var i = 0; i < 120; i++)
            Assert.NotNull((await Attempt().SendCode($"+7912345{i:D4}", CodePurpose.SignIn, new AskingDevice("2001:db8::1"))).Value);

        Assert.Equal(Refusal.TooMany, (await Attempt().SendCode("+79123459999", CodePurpose.SignIn, new AskingDevice("2001:db8::2"))).Refusal);
        Assert.NotNull((await Attempt().SendCode("+79123459999", CodePurpose.SignIn, new AskingDevice("2001:db8:0:1::2"))).Value);
    }

    [Fact]
    public async Task A_text_without_six_digits_costs_no_try()
    {
        var attempt = Attempt();
        await attempt.SendCode(Phone, CodePurpose.SignIn, null);

        for (var i = 0; i < 6; i++)
            Assert.Equal(Refusal.InvalidCode, (await attempt.Confirm("12345")).Refusal);
        Assert.NotNull((await attempt.Confirm($"Код: {await Code()}.")).Value);
    }

    private ISignInGrain Attempt() => _clinic.Grains.GetGrain<ISignInGrain>(Guid.NewGuid().ToString("N"));

    private async Task<SignedIn> SignIn()
    {
        var attempt = Attempt();
        await attempt.SendCode(Phone, CodePurpose.SignIn, null);
        return (await attempt.Confirm(await Code())).Value!;
    }

    private async Task<string> Code() => (await _clinic.Grains.GetGrain<ISmsOutboxGrain>(0).Read(Phone))[0].Code!;
}
