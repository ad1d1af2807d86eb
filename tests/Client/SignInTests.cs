using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Medzdrav.Client;
using Medzdrav.Contracts;

namespace Medzdrav.Tests.Client;

/// <summary>Tokens: renewed by one call at a time, and missed at once when they end.</summary>
public sealed class SignInTests : IAsyncDisposable
{
    private static readonly TokenPair Old = new("old", "refresh-old", DateTimeOffset.UnixEpoch);
    private static readonly TokenPair New = new("new", "refresh-new", DateTimeOffset.UnixEpoch);
    private readonly TaskCompletionSource refreshing = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource refreshed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Given given;
    private int refreshes;
    private int claims;
    private readonly HashSet<Guid> claimIds = [];
    private bool isEnded;
    private bool isFactorAsked;
    private int lost;

    public SignInTests() => given = new Given(Old, new FakeHttp(AnswerAsync));

    [Fact]
    public async Task Calls_that_find_the_token_expired_share_one_refresh()
    {
        var calls = Task.WhenAll(Enumerable.Range(0, 8).Select(_ => given.Client.Records.MeAsync()));
        await refreshing.Task.WaitAsync(TimeSpan.FromSeconds(10));
        refreshed.SetResult();

        Assert.All(await calls, reply => Assert.NotNull(reply.Value));
        Assert.Equal(1, refreshes);
        Assert.Equal(New, await given.Tokens.ReadAsync(default));
    }

    [Fact]
    public async Task The_hub_and_a_call_share_one_refresh()
    {
        given.Platform.Tokens = ["new"];
        refreshed.SetResult();

        await Task.WhenAll(given.Until(given.Client.ConnectAsync(), "it connects with the new token"), given.Client.Records.MeAsync());

        Assert.Equal(1, refreshes);
        Assert.Equal(LinkState.Connected, given.Client.State);
    }

    [Fact]
    public async Task A_sign_in_that_ended_is_told_and_signing_in_again_helps()
    {
        given.Platform.Tokens = ["new"];
        isEnded = true;
        refreshed.SetResult();

        Assert.Equal("signInRequired", (await given.Client.ConnectAsync().WaitAsync(TimeSpan.FromSeconds(10))).Refusal?.Code);
        Assert.Equal("signInRequired", (await given.Client.Hub.PingAsync()).Refusal?.Code);
        Assert.False(await given.Client.SignIn.IsSignedInAsync());
        Assert.Null((await given.Client.SignIn.StaffAsync("consultant1", "demo")).Refusal);

        Assert.NotNull((await given.Until(given.Client.Hub.PingAsync(), "the connection is back")).Value);
        Assert.Equal(LinkState.Connected, given.Client.State);
    }

    [Fact]
    public async Task Staff_with_a_second_factor_sign_in_in_two_steps()
    {
        isFactorAsked = true;
        Assert.Equal("factorRequired", (await given.Client.SignIn.StaffAsync("auditor", "secret")).Refusal?.Code);

        var begun = (await given.Client.SignIn.BeginStaffAsync("auditor", "secret")).Value!;
        Assert.Equal((SecondStep.SetUp, "attempt"), (begun.Attempt!.Next, begun.Attempt.AttemptId));
        Assert.Equal(Old, await given.Tokens.ReadAsync(default));
        Assert.Equal("GEZD", (await given.Client.SignIn.OfferTotpAsync("attempt")).Value!.Secret);
        Assert.Equal("wrongCode", (await given.Client.SignIn.ConfirmStaffAsync("attempt", "000000")).Refusal?.Code);

        Assert.Equal(["k7wq"], (await given.Client.SignIn.ConfirmStaffAsync("attempt", "123456")).Value!.RecoveryCodes);
        Assert.Equal(New, await given.Tokens.ReadAsync(default));
    }

    [Fact]
    public async Task Without_a_network_a_refresh_costs_no_sign_in()
    {
        refreshed.SetException(new HttpRequestException(HttpRequestError.ConnectionError, "No route."));

        await Assert.ThrowsAsync<FaultException>(() => given.Client.Records.MeAsync());

        Assert.Equal((Old, 1), (await given.Tokens.ReadAsync(default), refreshes));
    }

    [Fact]
    public async Task A_refresh_whose_answer_got_lost_is_asked_for_again_while_the_platform_gives_the_same_one()
    {
        lost = 3;
        refreshed.SetResult();

        Assert.NotNull((await given.Until(given.Client.Records.MeAsync(), "the answer comes at last")).Value);

        Assert.Equal(4, refreshes);
        Assert.Equal(New, await given.Tokens.ReadAsync(default));
    }

    [Fact]
    public async Task A_refresh_without_any_answer_is_given_up_before_the_same_token_would_end_the_sign_in()
    {
        var began = given.Clock.GetTimestamp();
        var call = given.Client.Records.MeAsync();

        await Assert.ThrowsAsync<FaultException>(() => given.Until(call, "it is given up"));

        Assert.InRange(given.Clock.GetElapsedTime(began), TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(29));
        Assert.Equal(Old, await given.Tokens.ReadAsync(default));
    }

    [Fact]
    public async Task Signing_out_forgets_the_tokens_even_without_a_network()
    {
        await Assert.ThrowsAsync<FaultException>(() => given.Client.SignIn.SignOutAsync());

        Assert.Null(await given.Tokens.ReadAsync(default));
    }

    [Fact]
    public async Task A_claim_is_repeated_until_it_is_answered_and_the_connection_comes_back_with_it()
    {
        await given.Client.ConnectAsync();
        refreshed.SetResult();

        Assert.Null((await given.Until(given.Client.SignIn.ClaimAsync(FakePlatform.Session), "the claim is answered")).Refusal);
        await given.Until(() => given.Platform.Tries == 2 && given.Client.State == LinkState.Connected, "it is back as the account");

        Assert.Equal(New, await given.Tokens.ReadAsync(default));
        Assert.Equal(3, claims);
        Assert.Single(claimIds);
    }

    public ValueTask DisposeAsync() => given.DisposeAsync();

    private async Task<HttpResponseMessage> AnswerAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        switch (request.RequestUri!.AbsolutePath)
        {
            case "/api/sign-in/refresh":
                Interlocked.Increment(ref refreshes);
                refreshing.TrySetResult();
                await refreshed.Task.WaitAsync(cancellation);
                if (Interlocked.Decrement(ref lost) >= 0)
                    throw new HttpRequestException(HttpRequestError.ResponseEnded, "Lost.");
                return isEnded ? FakeHttp.Problem(Refusal.SignInRequired, HttpStatusCode.Unauthorized) : FakeHttp.Json(New);
            case "/api/staff/sign-in" when isFactorAsked:
                return FakeHttp.Json(new StaffAttemptView(SecondStep.SetUp, "attempt", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch));
            case "/api/staff/sign-in":
                return FakeHttp.Json(New);
            case "/api/staff/sign-in/set-up":
                return FakeHttp.Json(new TotpOffer("attempt", "GEZD", "otpauth://totp/x", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch));
            case "/api/staff/sign-in/totp" when (await request.Content!.ReadFromJsonAsync<JsonElement>(cancellation)).GetProperty("code").GetString() == "123456":
                return FakeHttp.Json(new { New.AccessToken, New.RefreshToken, New.ExpiresAt, recoveryCodes = new[] { "k7wq" } });
            case "/api/staff/sign-in/totp":
                return FakeHttp.Problem(Refusal.WrongCode, HttpStatusCode.BadRequest);
            case "/api/sign-in/claim" when Interlocked.Increment(ref claims) is var tries:
                claimIds.Add((await request.Content!.ReadFromJsonAsync<JsonElement>(cancellation)).GetProperty("commandId").GetGuid());
                return tries switch { 1 => throw new HttpRequestException("No route."), 2 => FakeHttp.Problem(Refusal.Unavailable, HttpStatusCode.ServiceUnavailable), _ => FakeHttp.Json(New) };
            case "/api/me" when request.Headers.Authorization?.Parameter == "new":
                return FakeHttp.Json(new Me(null, true, [], null, [], DateTimeOffset.UnixEpoch));
            case "/api/me":
                return FakeHttp.Problem(Refusal.SignInRequired, HttpStatusCode.Unauthorized);
            default:
                throw new HttpRequestException("No route.");
        }
    }
}
