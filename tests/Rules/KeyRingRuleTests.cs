using System.Globalization;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Rules;

/// <summary>Which keys of cookies are kept when gateways make them at the same time.</summary>
public sealed class KeyRingRuleTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(90);

    [Fact]
    public void An_empty_ring_takes_the_first_key() => Assert.True(KeyRingRules.IsNeeded([], Key(Now)));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-300)]
    public void Of_two_gateways_that_start_together_the_first_one_s_key_is_kept(int secondsLater) =>
        Assert.False(KeyRingRules.IsNeeded([Key(Now)], Key(Now.AddSeconds(secondsLater))));

    [Fact]
    public void Before_a_key_ends_one_more_is_taken_and_no_second()
    {
        var end = Now + Lifetime;
        var (former, next) = (Key(Now), Key(end, end.AddDays(-3) + Lifetime));

        Assert.True(KeyRingRules.IsNeeded([former], next));
        Assert.False(KeyRingRules.IsNeeded([former, next], Key(end, end.AddDays(-2.5) + Lifetime)));
    }

    [Fact]
    public void Where_all_keys_have_ended_another_is_taken() => Assert.True(KeyRingRules.IsNeeded([Key(Now)], Key(Now.AddDays(91))));

    [Fact]
    public void What_is_no_key_is_always_kept() => Assert.True(KeyRingRules.IsNeeded([Key(Now)], "<revocation version=\"1\" />"));

    private static string Key(DateTimeOffset from, DateTimeOffset? until = null) => string.Create(
        CultureInfo.InvariantCulture, $"<key id=\"{Guid.NewGuid()}\" version=\"1\"><activationDate>{from:O}</activationDate><expirationDate>{until ?? from + Lifetime:O}</expirationDate><descriptor /></key>");
}
