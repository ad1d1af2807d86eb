using System.Net;
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
    private bool isEnded;

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
    public async Task Without_a_network_a_refresh_costs_no_sign_in()
    {
        refreshed.SetException(new HttpRequestException("No route."));

        await Assert.ThrowsAsync<FaultException>(() => given.Client.Records.MeAsync());

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
    }

    public ValueTask DisposeAsync() => given.DisposeAsync();

    private async Task<HttpResponseMessage> AnswerAsync(HttpRequestMessage request)
    {
        switch (request.RequestUri!.AbsolutePath)
        {
            case "/api/sign-in/refresh":
                Interlocked.Increment(ref refreshes);
                refreshing.TrySetResult();
                await refreshed.Task;
                return isEnded ? FakeHttp.Problem(Refusal.SignInRequired, HttpStatusCode.Unauthorized) : FakeHttp.Json(New);
            case "/api/staff/sign-in":
                return FakeHttp.Json(New);
            case "/api/sign-in/claim" when Interlocked.Increment(ref claims) is var tries:
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
