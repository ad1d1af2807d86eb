using Medzdrav.Contracts;

namespace Medzdrav.Tests.Grains;

/// <summary>How many codes go out, to whom, and how often they may be tried.</summary>
public sealed class CodeLimitTests : IAsyncLifetime
{
    private const string Phone = "+79123456789";
    private static readonly AskingDevice Owner = new("203.0.113.1", "the-phone-of-its-owner");
    private static readonly AskingDevice Stranger = new("198.51.100.1", "a-device-of-a-stranger");
    private readonly Clinic _clinic = new()
    {
        Settings = { ["SignIn:Countries"] = "RU, by", ["SignIn:CodesPerCountryDay"] = "30", ["SignIn:CodesInAllDay"] = "50", ["SignIn:CodesInAll"] = "100" },
    };

    public ValueTask InitializeAsync() => _clinic.InitializeAsync();

    public ValueTask DisposeAsync() => _clinic.DisposeAsync();

    [Theory]
    [InlineData("+79123456789", true)]
    [InlineData("+375291234567", true)]
    [InlineData("+380501234567", false)]
    [InlineData("+12025550123", false)]
    [InlineData("+77012345678", false)]
    public async Task Codes_go_to_the_countries_that_are_named(string phone, bool isServed)
    {
        foreach (var purpose in new[] { CodePurpose.SignIn, CodePurpose.AssistedSignIn })
            Assert.Equal(isServed ? null : "invalidPhone", (await New().SendCode(phone, purpose, Stranger)).Refusal?.Code);
    }

    [Fact]
    public async Task A_country_gets_so_many_codes_a_day_and_another_one_goes_on()
    {
        await SignIn(Owner);
        for (var i = 0; i < 29; i++)
            Assert.NotNull((await Ask($"+7912345{i:0000}", At(i))).Value);

        Assert.Equal(Refusal.TooMany, (await Ask("+79123459999", At(99))).Refusal);
        Assert.NotNull((await Ask("+375291234567", At(99))).Value);
        Assert.NotNull((await Ask(Phone, Owner)).Value);
        _clinic.Clock.Advance(TimeSpan.FromDays(1));
        Assert.NotNull((await Ask("+79123459999", At(99))).Value);
    }

    [Fact]
    public async Task All_countries_together_get_so_many_codes_a_day()
    {
        for (var i = 0; i < 25; i++)
        {
            Assert.NotNull((await Ask($"+7912345{i:0000}", At(i))).Value);
            Assert.NotNull((await Ask($"+37529123{i:0000}", At(i))).Value);
        }

        Assert.Equal(Refusal.TooMany, (await Ask("+79123459999", At(99))).Refusal);
    }

    [Fact]
    public async Task A_strangers_codes_of_a_day_do_not_keep_out_the_owner_on_a_device_that_signed_in_before()
    {
        await SignIn(Owner);
        await UseUp();
        Assert.Equal(Refusal.TooMany, (await Ask(Phone, Stranger)).Refusal);

        await SignIn(Owner);
        for (var i = 0; i < 4; i++)
            Assert.NotNull((await Ask(Phone, Owner)).Value);
        Assert.Equal(Refusal.TooMany, (await Ask(Phone, Owner)).Refusal);
    }

    [Fact]
    public async Task A_device_is_known_for_the_phone_that_it_signed_in_with_only()
    {
        await SignIn(Owner, "+79123450000");
        await UseUp();

        Assert.Equal(Refusal.TooMany, (await Ask(Phone, Owner)).Refusal);
    }

    [Fact]
    public async Task Wrong_codes_are_counted_for_the_phone_over_all_attempts()
    {
        for (var i = 0; i < 2; i++)
            await Wrong(5, await Code(Stranger), Stranger);
        var third = await Code(Stranger);

        Assert.Equal(Refusal.TooMany, (await third.Grain.Confirm(third.Wrong, Stranger)).Refusal);
        Assert.Equal(Refusal.TooMany, (await third.Grain.Confirm(third.Right, Stranger)).Refusal);
        _clinic.Clock.Advance(TimeSpan.FromMinutes(10));
        await SignIn(Stranger);
    }

    [Fact]
    public async Task A_strangers_wrong_codes_do_not_keep_out_the_owner_on_a_device_that_signed_in_before()
    {
        await SignIn(Owner);
        for (var i = 0; i < 2; i++)
            await Wrong(5, await Code(Stranger), Stranger);

        await SignIn(Owner);
        var help = await Code(null, CodePurpose.AssistedSignIn);
        Assert.NotNull((await help.Grain.ConfirmAssisted(CommandId.New(), help.Right)).Value);
    }

    [Fact]
    public async Task The_right_code_is_no_wrong_one()
    {
        for (var day = 0; day < 40; day++)
        {
            await SignIn(Stranger);
            _clinic.Clock.Advance(TimeSpan.FromHours(2));
        }
    }

    [Fact]
    public async Task The_message_for_oneself_ends_with_the_host_and_the_one_for_a_consultant_does_not()
    {
        await New().SendCode(Phone, CodePurpose.SignIn, Stranger, host: "romashka.example");
        var own = await Last();
        await New().SendCode(Phone, CodePurpose.AssistedSignIn, asking: null, host: "romashka.example");
        var assisted = await Last();
        await New().SendCode(Phone, CodePurpose.SignIn, Stranger);
        var nowhere = await Last();

        Assert.Equal($"@romashka.example #{own.Code}", own.Text.Split('\n')[^1]);
        Assert.StartsWith(own.Code!, own.Text, StringComparison.Ordinal);
        Assert.DoesNotContain('@', assisted.Text);
        Assert.DoesNotContain('@', nowhere.Text);
        Assert.NotNull(assisted.Code);
    }

    private async Task UseUp()
    {
        for (var i = 0; i < 20; i++)
        {
            await Ask(Phone, Stranger);
            _clinic.Clock.Advance(TimeSpan.FromMinutes(3));
        }
    }

    private async Task SignIn(AskingDevice asking, string phone = Phone)
    {
        var code = await Code(asking, phone: phone);
        Assert.NotNull((await code.Grain.Confirm(code.Right, asking)).Value);
    }

    private async Task<SentCode> Code(AskingDevice? asking, CodePurpose purpose = CodePurpose.SignIn, string phone = Phone)
    {
        var attempt = New();
        Assert.Null((await attempt.SendCode(phone, purpose, asking)).Refusal);
        return new SentCode(attempt, (await Last(phone)).Code!);
    }

    private static async Task Wrong(int times, SentCode code, AskingDevice asking)
    {
        for (var i = 0; i < times; i++)
            Assert.NotEqual(Refusal.TooMany, (await code.Grain.Confirm(code.Wrong, asking)).Refusal);
    }

    private Task<Reply<CodeSent>> Ask(string phone, AskingDevice asking) => New().SendCode(phone, CodePurpose.SignIn, asking);

    private static AskingDevice At(int address) => new($"192.0.2.{address}");

    private ISignInGrain New() => _clinic.Grains.GetGrain<ISignInGrain>(Guid.NewGuid().ToString("N"));

    private async Task<OutboxSms> Last(string phone = Phone) => (await _clinic.Grains.GetGrain<ISmsOutboxGrain>(0).Read(phone))[0];

    private sealed record SentCode(ISignInGrain Grain, string Right)
    {
        public string Wrong => Right == "000000" ? "000001" : "000000";
    }
}
