using Medzdrav.Contracts;

namespace Medzdrav.Tests.Grains;

/// <summary>A signed-in browser or app: its tokens, and how it ends.</summary>
public sealed class CredentialTests : IAsyncLifetime
{
    private static readonly Caller Holder = Caller.Of(new AccountId("holder"));
    private static readonly Caller Stranger = new(CallerKind.Visitor, "stranger");
    private readonly Clinic _clinic = new();

    public ValueTask InitializeAsync() => _clinic.InitializeAsync();

    public ValueTask DisposeAsync() => _clinic.DisposeAsync();

    [Fact]
    public async Task A_refresh_token_is_exchanged_and_the_access_token_before_it_ends()
    {
        var credential = await New();
        var tokens = await Tokens(credential);
        Assert.NotNull((await credential.VerifyToken(Secret(tokens.AccessToken))).Value);

        var renewed = (await credential.Refresh(Secret(tokens.RefreshToken))).Value!;

        Assert.Equal(Refusal.SignInRequired, (await credential.VerifyToken(Secret(tokens.AccessToken))).Refusal);
        Assert.NotNull((await credential.VerifyToken(Secret(renewed.AccessToken))).Value);
    }

    [Fact]
    public async Task A_lost_answer_is_given_again_for_30_seconds_the_very_same()
    {
        var credential = await New();
        var tokens = await Tokens(credential);
        var lost = (await credential.Refresh(Secret(tokens.RefreshToken))).Value!;
        _clinic.Clock.Advance(TimeSpan.FromSeconds(29));

        var again = (await credential.Refresh(Secret(tokens.RefreshToken))).Value!;

        Assert.Equal(lost, again);
        Assert.NotNull((await credential.VerifyToken(Secret(again.AccessToken))).Value);
        Assert.NotNull((await credential.Refresh(Secret(again.RefreshToken))).Value);
    }

    [Fact]
    public async Task A_refresh_token_shown_again_after_30_seconds_ends_the_credential()
    {
        var credential = await New();
        var tokens = await Tokens(credential);
        var renewed = (await credential.Refresh(Secret(tokens.RefreshToken))).Value!;
        _clinic.Clock.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(Refusal.SignInRequired, (await credential.Refresh(Secret(tokens.RefreshToken))).Refusal);

        await Ended(credential, renewed);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public async Task Any_older_refresh_token_ends_the_credential_however_many_steps_ago_it_was_used(int steps)
    {
        var credential = await New();
        var stolen = await Tokens(credential);
        var latest = stolen;
        for (var i = 0; i < steps; i++)
            latest = (await credential.Refresh(Secret(latest.RefreshToken))).Value!;

        Assert.Equal(Refusal.SignInRequired, (await credential.Refresh(Secret(stolen.RefreshToken))).Refusal);

        await Ended(credential, latest);
    }

    [Fact]
    public async Task An_invented_refresh_token_ends_nothing()
    {
        var credential = await New();
        var tokens = await Tokens(credential);
        var others = await Tokens(await New());

        foreach (var invented in new[] { Secret(others.RefreshToken), Secret(others.RefreshToken)[..42] + "!", "", "secret" })
            Assert.Equal(Refusal.SignInRequired, (await credential.Refresh(invented)).Refusal);

        Assert.NotNull((await credential.Refresh(Secret(tokens.RefreshToken))).Value);
    }

    [Fact]
    public async Task A_token_that_could_not_be_stored_was_not_given()
    {
        var credential = await New();
        var tokens = await Tokens(credential);
        _clinic.States[Id(credential)] = true;
        await Assert.ThrowsAnyAsync<Exception>(() => credential.Refresh(Secret(tokens.RefreshToken)));
        Assert.NotNull((await credential.VerifyToken(Secret(tokens.AccessToken))).Value);
        _clinic.States[Id(credential)] = false;

        Assert.NotNull((await credential.Refresh(Secret(tokens.RefreshToken))).Value);
    }

    [Fact]
    public async Task Tokens_that_another_activation_has_given_are_good_here_too_and_nobody_is_taken_for_a_thief()
    {
        var credential = await New();
        var twin = _clinic.Grains.GetGrain<ICredentialGrain>(GrainId.Create(CredentialTwin.Type, Id(credential)));
        var first = await Tokens(credential);
        Assert.NotNull((await twin.VerifyToken(Secret(first.AccessToken))).Value);

        var second = (await credential.Refresh(Secret(first.RefreshToken))).Value!;
        Assert.NotNull((await twin.VerifyToken(Secret(second.AccessToken))).Value);
        var third = (await twin.Refresh(Secret(second.RefreshToken))).Value!;
        var fourth = (await credential.Refresh(Secret(third.RefreshToken))).Value!;

        Assert.NotNull((await twin.VerifyToken(Secret(fourth.AccessToken))).Value);
        Assert.Equal(Refusal.SignInRequired, (await twin.VerifyToken(Secret(first.AccessToken))).Refusal);
    }

    [Fact]
    public async Task A_visitor_becomes_an_account_for_the_first_claimer_only()
    {
        var visitor = await New(Stranger);
        var (mine, another) = (CommandId.New(), CommandId.New());

        var claimed = (await visitor.Claim(mine, Holder)).Value!;

        Assert.Equal(Holder, claimed.Caller);
        Assert.Equal(Refusal.SignInRequired, (await visitor.Claim(another, Holder)).Refusal);
        Assert.Equal(claimed, (await visitor.Claim(mine, Holder)).Value);
        Assert.NotNull((await Grain(claimed.CredentialId).Verify()).Value);
    }

    [Fact]
    public async Task A_claim_that_got_stuck_half_way_is_finished_by_its_repeat_alone()
    {
        var visitor = await New(Stranger);
        var mine = CommandId.New();
        _clinic.States[Id(visitor)] = true;
        await Assert.ThrowsAnyAsync<Exception>(() => visitor.Claim(mine, Holder));
        _clinic.States[Id(visitor)] = false;

        var claimed = (await visitor.Claim(mine, Holder)).Value!;

        Assert.NotNull((await Grain(claimed.CredentialId).Verify()).Value);
        Assert.Equal(Refusal.SignInRequired, (await visitor.Verify()).Refusal);
    }

    [Fact]
    public async Task Signing_out_is_not_undone_by_repeating_a_claim()
    {
        var visitor = await New(Stranger);
        var mine = CommandId.New();
        var claimed = (await visitor.Claim(mine, Holder)).Value!;

        await Grain(claimed.CredentialId).Revoke();
        await visitor.Claim(mine, Holder);

        Assert.Equal(Refusal.SignInRequired, (await Grain(claimed.CredentialId).Verify()).Refusal);
    }

    [Fact]
    public async Task A_retired_credential_repeats_its_claim_for_two_minutes_and_does_nothing_else()
    {
        var credential = await New(Stranger);
        var tokens = await Tokens(credential);
        var mine = CommandId.New();

        await credential.Claim(mine, Holder);

        Assert.Equal(Refusal.SignInRequired, (await credential.Verify()).Refusal);
        Assert.Equal(Refusal.SignInRequired, (await credential.VerifyToken(Secret(tokens.AccessToken))).Refusal);
        Assert.Equal(Refusal.SignInRequired, (await credential.Refresh(Secret(tokens.RefreshToken))).Refusal);
        Assert.Equal(Refusal.SignInRequired, (await credential.VerifyForClaim("another")).Refusal);
        Assert.NotNull((await credential.VerifyForClaim(Secret(tokens.AccessToken))).Value);
        _clinic.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(Refusal.SignInRequired, (await credential.VerifyForClaim(Secret(tokens.AccessToken))).Refusal);
        Assert.Equal(Refusal.SignInRequired, (await credential.Claim(mine, Holder)).Refusal);
    }

    [Fact]
    public async Task A_gateway_that_missed_the_end_of_a_credential_hears_of_it_when_it_renews()
    {
        var credential = await New();

        await credential.Revoke();

        await _clinic.Soon(() => _clinic.Gateway.Ended.Contains(StoredId.Of(Id(credential))), "the gateway is told at once");
        Assert.Contains(StoredId.Of(Id(credential)), (await _clinic.Gateway.Renew()).EndedCredentials);
        await _clinic.Pass(TimeSpan.FromSeconds(31));
        Assert.DoesNotContain(StoredId.Of(Id(credential)), (await _clinic.Gateway.Renew()).EndedCredentials);
    }

    [Fact]
    public async Task A_used_credential_stands_on_and_an_unused_one_ends()
    {
        var (used, unused) = (await New(), await New());

        for (var day = 0; day < 40; day += 10)
        {
            Assert.NotNull((await used.Verify()).Value);
            _clinic.Clock.Advance(TimeSpan.FromDays(10));
        }

        Assert.NotNull((await used.Verify()).Value);
        Assert.Equal(Refusal.SignInRequired, (await unused.Verify()).Refusal);
    }

    [Fact]
    public async Task An_access_token_works_for_an_hour()
    {
        var credential = await New();
        var tokens = (await credential.IssueTokens()).Value!;

        _clinic.Clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(Refusal.SignInRequired, (await credential.VerifyToken(Secret(tokens.AccessToken))).Refusal);
        Assert.NotNull((await credential.Verify()).Value);
    }

    private async Task<ICredentialGrain> New(Caller? owner = null)
    {
        var signedIn = new SignedIn(owner ?? Holder, Guid.NewGuid().ToString("N"), Generation: 0);
        await Grain(signedIn.CredentialId).Issue(signedIn);
        return Grain(signedIn.CredentialId);
    }

    private static async Task<TokenPair> Tokens(ICredentialGrain credential) => (await credential.IssueTokens()).Value!;

    private static async Task Ended(ICredentialGrain credential, TokenPair latest)
    {
        Assert.Equal(Refusal.SignInRequired, (await credential.VerifyToken(Secret(latest.AccessToken))).Refusal);
        Assert.Equal(Refusal.SignInRequired, (await credential.Refresh(Secret(latest.RefreshToken))).Refusal);
        Assert.Equal(Refusal.SignInRequired, (await credential.Verify()).Refusal);
    }

    private ICredentialGrain Grain(string id) => _clinic.Grains.GetGrain<ICredentialGrain>(id);

    private static string Id(ICredentialGrain credential) => credential.GetPrimaryKeyString();

    private static string Secret(string token) => token[(token.IndexOf('.', StringComparison.Ordinal) + 1)..];
}
