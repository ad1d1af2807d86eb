using System.Diagnostics.Metrics;
using System.Reflection;
using Medzdrav.Contracts;
using Medzdrav.Gateway;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Medzdrav.Tests.Gateway;

/// <summary>Nobody goes on with a credential that ended, whatever was under way at that moment.</summary>
public sealed class FarewellTests : IDisposable
{
    private static readonly SignedIn Owner = new(Caller.Of(new AccountId("account")), "credential", Generation: 0);
    private readonly ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly FakeTimeProvider clock = new();
    private readonly FakeCredential credential = new();
    private readonly CredentialChecks checks;
    private readonly Connections connections;
    private readonly Standings standings;
    private readonly Farewell farewell;
    private readonly List<string> aborted = [];

    public FarewellTests()
    {
        var grains = DispatchProxy.Create<IGrainFactory, Grains>();
        ((Grains)(object)grains).Credential = credential;
        checks = new CredentialChecks(grains, clock);
        connections = new Connections(checks, Options.Create(new GatewayOptions()));
        standings = new Standings(grains, clock);
        farewell = new Farewell(checks, standings, connections, new GatewayMeter(services.GetRequiredService<IMeterFactory>(), connections), grains, clock);
    }

    public void Dispose() => services.Dispose();

    [Fact]
    public void Its_connections_are_cut_and_no_others()
    {
        connections.Add(Connection("one", "credential"));
        connections.Add(Connection("two", "credential"));
        connections.Add(Connection("three", "another"));

        farewell.Say("credential");

        Assert.Equal(["one", "two"], aborted.Order());
    }

    [Fact]
    public async Task What_was_remembered_counts_no_more()
    {
        Assert.NotNull(await checks.VerifyAsync("credential"));
        credential.Ended = true;
        Assert.NotNull(await checks.VerifyAsync("credential"));

        farewell.Say("credential");

        Assert.Null(await checks.VerifyAsync("credential"));
    }

    [Fact]
    public async Task An_answer_that_was_under_way_counts_no_more_either()
    {
        credential.Hold = new TaskCompletionSource();
        var asking = checks.VerifyAsync("credential");

        farewell.Say("credential");
        credential.Hold.SetResult();

        Assert.Null(await asking);
    }

    [Fact]
    public void Who_was_let_in_just_before_goes_again()
    {
        farewell.Say("credential");

        connections.Add(Connection("late", "credential"));

        Assert.Equal(["late"], aborted);
    }

    [Fact]
    public async Task When_the_news_were_lost_the_next_question_after_a_minute_cuts()
    {
        connections.Add(Connection("one", "credential"));
        await farewell.AskAgainAsync();
        credential.Ended = true;
        clock.Advance(TimeSpan.FromSeconds(59));
        await farewell.AskAgainAsync();
        Assert.Empty(aborted);

        clock.Advance(TimeSpan.FromSeconds(1));
        await farewell.AskAgainAsync();

        Assert.Equal(["one"], aborted);
    }

    [Fact]
    public async Task Nobody_goes_on_with_an_account_that_is_over()
    {
        var connected = new Connection("stranger", Caller.Of(new AccountId("another")), "other", _ => default, () => aborted.Add("stranger"));
        connections.Add(Connection("one", "credential"));
        connections.Add(Connection("two", "another"));
        connections.Add(connected);
        Assert.NotNull(await checks.VerifyAsync("credential"));
        credential.Hold = new TaskCompletionSource();
        var asking = checks.VerifyAsync("another");

        farewell.Say(Owner.Caller.Account!.Value);
        credential.Hold.SetResult();
        connections.Add(Connection("late", "third"));

        Assert.Equal(["late", "one", "two"], aborted.Order());
        Assert.Null(await asking);
        credential.Ended = true;
        Assert.Null(await checks.VerifyAsync("credential"));
    }

    private Connection Connection(string id, string with) => new(id, Owner.Caller, with, _ => default, () => aborted.Add(id));

    /// <summary>A cluster of one credential.</summary>
    public class Grains : DispatchProxy
    {
        internal FakeCredential? Credential { get; set; }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => Credential;
    }

    internal sealed class FakeCredential : ICredentialGrain
    {
        public bool Ended { get; set; }

        public TaskCompletionSource? Hold { get; set; }

        public async Task<Reply<SignedIn>> Verify()
        {
            Reply<SignedIn> answer = Ended ? Refusal.SignInRequired : Owner;
            await (Hold?.Task ?? Task.CompletedTask);
            return answer;
        }

        public Task Issue(SignedIn owner) => Task.CompletedTask;

        public Task<Reply<TokenPair>> IssueTokens() => throw new NotSupportedException();

        public Task<Reply<SignedIn>> VerifyToken(string secret) => Verify();

        public Task<Reply<TokenPair>> Refresh(string secret) => throw new NotSupportedException();

        public Task Revoke() => Task.CompletedTask;


        public Task<Reply<SignedIn>> Claim(CommandId claim, Caller account) => throw new NotSupportedException();


        public Task<Reply<SignedIn>> VerifyForClaim(string? secret) => throw new NotSupportedException();
    }
}
