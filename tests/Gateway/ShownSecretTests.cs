using System.Diagnostics.Metrics;
using System.Net;
using Medzdrav.Contracts;
using Medzdrav.Gateway;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Medzdrav.Tests.Gateway;

/// <summary>Invented tokens, keys and attempts.</summary>
public sealed class ShownSecretTests : IDisposable
{
    private const int Limit = 120;
    private const string Stranger = "203.0.113.7";
    private readonly FakeTimeProvider clock = new();
    private readonly ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly ShownSecrets secrets;
    private int asked;

    public ShownSecretTests()
    {
        var meter = new GatewayMeter(services.GetRequiredService<IMeterFactory>(), new Connections(new CredentialChecks(null!, clock), Options.Create(new GatewayOptions())));
        secrets = new ShownSecrets(
            Options.Create(new GatewayOptions()), new HostingEnvironment { EnvironmentName = Environments.Production }, meter, clock, NullLogger<ShownSecrets>.Instance);
    }

    public void Dispose() => services.Dispose();

    [Theory]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", true)]
    [InlineData("a.b", false)]
    [InlineData("", false)]
    [InlineData("AAAAAAAAAAAAAAAAAAAAA .AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", false)]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAA-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", false)]
    [InlineData("AAAAAAAAAAAAAAAAAAAAA/.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", false)]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", false)]
    public void Nobody_is_asked_about_what_was_never_given_out(string text, bool isToken) => Assert.Equal(isToken, Token.Parse(text) is not null);

    [Theory]
    [InlineData("mzk_0123456789ab_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", true)]
    [InlineData("mzk_0123456789AB_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", false)]
    [InlineData("mzk_000000000000_invented", false)]
    [InlineData("mzk_", false)]
    public void A_key_has_its_form(string text, bool isKey) => Assert.Equal(isKey, ApiKeys.HasForm(text));

    [Fact]
    public async Task The_same_unknown_one_is_looked_up_once_in_ten_seconds()
    {
        for (var i = 0; i < 5; i++)
            Assert.Equal(Refusal.SignInRequired, (await Show("one")).Refusal);
        Assert.Equal(1, asked);

        clock.Advance(TimeSpan.FromSeconds(10));
        await Show("one");
        Assert.Equal(2, asked);
    }

    [Fact]
    public async Task An_address_has_so_many_unknown_ones_looked_up_a_minute_and_others_are_not_harmed()
    {
        for (var i = 0; i < 3 * Limit; i++)
            await Show($"invented {i}");

        Assert.Equal(Limit, asked);
        Assert.Equal(Refusal.TooMany, (await Show("another")).Refusal);
        Assert.Equal(Refusal.SignInRequired, (await Show("another", "203.0.113.8")).Refusal);
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(Refusal.SignInRequired, (await Show("another")).Refusal);
    }

    [Fact]
    public async Task Whoever_stood_before_is_let_in_behind_an_address_that_guesses()
    {
        Assert.NotNull((await Show("mine", stands: true)).Value);
        for (var i = 0; i < 2 * Limit; i++)
            await Show($"invented {i}");

        Assert.NotNull((await Show("mine", stands: true)).Value);
        clock.Advance(TimeSpan.FromHours(1));
        for (var i = 0; i < 2 * Limit; i++)
            await Show($"again {i}");
        Assert.Equal(Refusal.TooMany, (await Show("mine", stands: true)).Refusal);
    }

    [Fact]
    public async Task A_thousand_at_once_are_counted_before_they_are_asked()
    {
        var silence = new TaskCompletionSource();
        var shown = Enumerable.Range(0, 1_000).Select(i => Show($"invented {i}", until: silence.Task)).ToArray();

        Assert.Equal(Limit, asked);
        silence.SetResult();
        Assert.Equal(1_000 - Limit, (await Task.WhenAll(shown)).Count(reply => reply.Refusal == Refusal.TooMany));
    }

    [Fact]
    public async Task Tokens_that_stand_and_failures_of_the_cluster_cost_an_address_nothing()
    {
        for (var i = 0; i < 2 * Limit; i++)
            Assert.NotNull((await Show($"honest {i}", stands: true)).Value);
        for (var i = 0; i < 2 * Limit; i++)
            await Assert.ThrowsAsync<StorageUnavailableException>(() => Show($"lost {i}", until: Task.FromException(new StorageUnavailableException())));

        Assert.Equal(Refusal.SignInRequired, (await Show("unknown")).Refusal);
    }

    private Task<Reply<Done>> Show(string name, string address = Stranger, bool stands = false, Task? until = null)
    {
        var context = new DefaultHttpContext { Connection = { RemoteIpAddress = IPAddress.Parse(address) } };
        return secrets.LookUpAsync<Done>(context, name, "secret", async () =>
        {
            asked++;
            await (until ?? Task.CompletedTask);
            return stands ? new Done(clock.GetUtcNow()) : Refusal.SignInRequired;
        });
    }
}
