using System.Net;
using Medzdrav.Contracts;

namespace Medzdrav.Tests.Grains;

/// <summary>Codes by SMS while the provider is slow, away, busy or lost: nobody waits for it, and no message is lost or doubled.</summary>
public sealed class SmsTests : IAsyncLifetime
{
    private const string Phone = "+79123456789";
    private const string OtherPhone = "+79120000077";
    private readonly Clinic _clinic = new();
    private readonly SmsProvider _provider = new();

    public ValueTask InitializeAsync()
    {
        _clinic.Settings["Sms:Url"] = _provider.Url;
        _clinic.Settings["Sms:KeyHeader"] = TakesKey ? "Idempotency-Key" : "";
        return _clinic.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _clinic.DisposeAsync();
        await _provider.DisposeAsync();
    }

    [Fact]
    public async Task A_provider_that_takes_its_time_keeps_nobody_waiting()
    {
        var time = new TaskCompletionSource<HttpStatusCode?>();
        _provider.Answer = _ => time.Task;
        _provider.Open();
        var attempt = Attempt();

        Assert.NotNull((await attempt.SendCode(Phone, CodePurpose.SignIn, null).WaitAsync(TimeSpan.FromSeconds(3))).Value);

        await Until(() => _provider.Received.Length == 1);
        Assert.Equal(CodeDelivery.Sending, await State(attempt));
        await _clinic.Pass(TimeSpan.FromSeconds(6));
        Assert.Equal(CodeDelivery.Sending, await State(attempt));
        time.SetResult(HttpStatusCode.OK);
        await Becomes(attempt, CodeDelivery.Sent);
        Assert.Equal(CallerKind.Account, (await attempt.Confirm(_provider.Received[0].Text)).Value!.Caller.Kind);
        await _clinic.Pass(TimeSpan.FromMinutes(1));
        Assert.Single(_provider.Received);
    }

    [Fact]
    public async Task What_a_provider_that_was_away_for_a_minute_did_not_get_it_gets_once()
    {
        var attempt = Attempt();
        Assert.NotNull((await attempt.SendCode(Phone, CodePurpose.SignIn, null).WaitAsync(TimeSpan.FromSeconds(3))).Value);
        await _clinic.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal(CodeDelivery.Sending, await State(attempt));

        _provider.Open();

        await PassUntil(() => _provider.Received.Length == 1);
        await Becomes(attempt, CodeDelivery.Sent);
        Assert.Equal(CallerKind.Account, (await attempt.Confirm(_provider.Received[0].Text)).Value!.Caller.Kind);
        await _clinic.Pass(TimeSpan.FromMinutes(2));
        Assert.Single(_provider.Received);
    }

    [Fact]
    public async Task A_busy_provider_is_asked_again_when_it_says_and_gets_the_message_once()
    {
        _provider.Answer = count => Task.FromResult<HttpStatusCode?>(count < 3 ? HttpStatusCode.TooManyRequests : HttpStatusCode.OK);
        _provider.RetryAfter = 20;
        _provider.Open();
        var attempt = Attempt();

        Assert.NotNull((await attempt.SendCode(Phone, CodePurpose.SignIn, null)).Value);

        await Until(() => _provider.Received.Length == 1);
        await _clinic.Pass(TimeSpan.FromSeconds(18));
        Assert.Single(_provider.Received);
        await PassUntil(() => _provider.Received.Length == 3);
        await Becomes(attempt, CodeDelivery.Sent);
        Assert.Single(_provider.Received.Select(sms => sms.Text).Distinct());
        await _clinic.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal(3, _provider.Received.Length);
    }

    [Fact]
    public async Task A_message_whose_outcome_is_unknown_is_not_repeated_and_the_page_says_so()
    {
        _provider.Answer = _ => Task.FromResult<HttpStatusCode?>(null);
        _provider.Open();
        var attempt = Attempt();

        Assert.NotNull((await attempt.SendCode(Phone, CodePurpose.SignIn, null)).Value);

        await Becomes(attempt, CodeDelivery.Failed);
        await _clinic.Pass(TimeSpan.FromMinutes(2));
        Assert.Single(_provider.Received);
        Assert.NotNull((await Attempt().SendCode(Phone, CodePurpose.SignIn, null)).Value);
    }

    [Fact]
    public async Task A_provider_that_takes_a_key_gets_the_message_again_with_the_same_one()
    {
        _provider.Answer = count => Task.FromResult<HttpStatusCode?>(count == 1 ? null : HttpStatusCode.OK);
        _provider.Open();
        var attempt = Attempt();

        Assert.NotNull((await attempt.SendCode(Phone, CodePurpose.SignIn, null)).Value);

        await PassUntil(() => _provider.Received.Length == 2);
        await Becomes(attempt, CodeDelivery.Sent);
        Assert.NotNull(Assert.Single(_provider.Received.Select(sms => sms.Key).Distinct()));
    }

    [Fact]
    public async Task The_message_of_a_code_that_ran_out_is_not_sent()
    {
        var attempt = Attempt();
        Assert.NotNull((await attempt.SendCode(Phone, CodePurpose.SignIn, null)).Value);

        await _clinic.Pass(TimeSpan.FromMinutes(5));
        await _clinic.Until(async () => await State(attempt) == CodeDelivery.Failed, "the code ran out");
        _provider.Open();

        await _clinic.Pass(TimeSpan.FromMinutes(1));
        Assert.NotNull((await Attempt().SendCode(OtherPhone, CodePurpose.SignIn, null)).Value);

        await PassUntil(() => _provider.Received.Length > 0);
        Assert.Equal(OtherPhone, Assert.Single(_provider.Received).Phone);
    }

    [Fact]
    public async Task A_number_that_the_provider_does_not_want_is_told_at_once()
    {
        _provider.Answer = _ => Task.FromResult<HttpStatusCode?>(HttpStatusCode.BadRequest);
        _provider.Open();
        var attempt = Attempt();

        Assert.NotNull((await attempt.SendCode(Phone, CodePurpose.SignIn, null)).Value);

        await Becomes(attempt, CodeDelivery.Failed);
        Assert.Equal(Refusal.NotFound, (await Attempt().Sending()).Refusal);
    }

    private static bool TakesKey => TestContext.Current.TestMethod!.MethodName == nameof(A_provider_that_takes_a_key_gets_the_message_again_with_the_same_one);

    private ISignInGrain Attempt() => _clinic.Grains.GetGrain<ISignInGrain>(Guid.NewGuid().ToString("N"));

    private static async Task<CodeDelivery> State(ISignInGrain attempt) => (await attempt.Sending()).Value!.State;

    private static Task Becomes(ISignInGrain attempt, CodeDelivery state) => Waiting.Until(async () => await State(attempt) == state);

    private Task PassUntil(Func<bool> holds) => _clinic.Until(holds, "what was sent has come");

    private static Task Until(Func<bool> holds) => Waiting.Until(() => Task.FromResult(holds()));
}
