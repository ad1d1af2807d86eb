using System.Globalization;
using Medzdrav.Gateway;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Medzdrav.Tests.Gateway;

/// <summary>Credentials that a relay believes.</summary>
public sealed class IceServersTests
{
    private const string Secret = "a secret of the relay";
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));
    private readonly TurnOptions options = new() { Urls = ["turn:relay.example:3478"], StunUrls = ["stun:relay.example:3478"], Secret = Secret };

    [Fact]
    public void A_credential_is_the_keyed_hash_of_a_name_that_says_until_when()
    {
        options.Lifetime = TimeSpan.FromMinutes(20);
        var relay = Servers.ForLeg("session/anna", TimeSpan.FromMinutes(12))[1];

        Assert.Equal(clock.GetUtcNow() + TimeSpan.FromMinutes(13), EndOf(relay));
        // printf <name> | openssl dgst -sha1 -hmac <secret> -binary | base64
        Assert.Equal(("1795425180:leg-9798437d85b9dc0ac2", "/SPlnL09Y5hoUMla99iMiwJKoPY="), (relay.Username, relay.Credential));
    }

    [Fact]
    public void It_is_good_for_ten_minutes_at_most_no_longer_than_the_leg_and_two_minutes_for_a_check()
    {
        Assert.Equal(clock.GetUtcNow() + TimeSpan.FromMinutes(10), EndOf(Servers.ForLeg("a", null)[1]));
        Assert.Equal(clock.GetUtcNow() + TimeSpan.FromMinutes(10), EndOf(Servers.ForLeg("a", TimeSpan.FromMinutes(30))[1]));
        Assert.Equal(clock.GetUtcNow() + TimeSpan.FromMinutes(4), EndOf(Servers.ForLeg("a", TimeSpan.FromMinutes(3))[1]));
        Assert.Equal(clock.GetUtcNow() + TimeSpan.FromMinutes(1), EndOf(Servers.ForLeg("a", TimeSpan.FromMinutes(-5))[1]));
        Assert.Equal(clock.GetUtcNow() + TimeSpan.FromMinutes(2), EndOf(Servers.ForCheck("a")[1]));
    }

    [Fact]
    public void The_name_is_the_same_for_one_person_and_tells_nothing_of_them()
    {
        Assert.Equal(Servers.ForLeg("session/anna", null)[1].Username, Servers.ForLeg("session/anna", null)[1].Username);
        Assert.NotEqual(Servers.ForLeg("session/anna", null)[1].Username, Servers.ForLeg("session/boris", null)[1].Username);
        Assert.DoesNotContain("anna", Servers.ForLeg("session/anna", null)[1].Username, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_relays_there_is_nothing_to_believe()
    {
        options.Urls = options.StunUrls = [];

        Assert.Empty(Servers.ForLeg("session/anna", null));
    }

    [Theory]
    [InlineData("turn:relay.example", "", false)]
    [InlineData("turn:relay.example", "too short", false)]
    [InlineData("turn:relay.example", Secret, true)]
    public void Relays_come_with_a_secret(string url, string secret, bool complete) =>
        Assert.Equal(complete, new TurnOptions { Urls = [url], Secret = secret }.IsComplete);

    [Theory]
    [InlineData("relay.example", false)]
    [InlineData("https://relay.example", false)]
    [InlineData("turn:", false)]
    [InlineData("turns:relay.example:443?transport=tcp", true)]
    public void Addresses_have_their_scheme(string url, bool readable) => Assert.Equal(readable, new TurnOptions { Urls = [url] }.AreUrlsReadable);

    private IceServers Servers => new(Options.Create(options), clock);

    private static DateTimeOffset EndOf(IceServer relay) =>
        DateTimeOffset.FromUnixTimeSeconds(long.Parse(relay.Username!.Split(':')[0], CultureInfo.InvariantCulture));
}
