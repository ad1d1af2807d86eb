using CsCheck;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Rules;

/// <summary>Values that are counted in steps.</summary>
public sealed class SpreadTests
{
    [Fact]
    public void A_share_is_told_to_four_percent_whatever_the_values() => Gen.Long[1, 10_000_000].Array[1, 200].Sample(values =>
    {
        var spread = Spread.Of(values);
        foreach (var share in new[] { 0.1, 0.5, 0.9, 1 })
        {
            var exact = values.Order().ElementAt((int)Math.Ceiling(share * values.Length) - 1);
            Assert.InRange(spread.At(share), (exact * 0.96) - 1, (exact * 1.04) + 1);
        }
        Assert.Equal((values.Length, values.Sum()), (spread.Count, spread.Total));
    });

    [Fact]
    public void Spreads_are_put_together_as_if_they_were_one_and_come_back_as_they_were_written() => Gen.Select(Gen.Long[0, 1_000_000].Array[0, 50], Gen.Long[0, 1_000_000].Array[0, 50]).Sample((one, other) =>
    {
        var (sum, whole) = (Spread.Of(one), Spread.Of([.. one, .. other]));
        sum.Add(Spread.Of(other));
        Assert.Equal((whole.Total, whole.ToString()), (sum.Total, sum.ToString()));
        var read = Spread.Read(whole.Total, whole.ToString());
        Assert.Equal((whole.Count, whole.Total, whole.At(0.5)), (read.Count, read.Total, read.At(0.5)));
    });

    [Fact]
    public void Nothing_has_no_share_and_no_duration_is_a_value()
    {
        Assert.Equal(0, new Spread().At(0.5));
        Assert.Equal((3, 0), (Spread.Of(0, -5, 0).Count, Spread.Of(0, -5, 0).At(0.9)));
        Assert.Equal(2, Spread.Of(0, 60_000, 300_000).UpTo(120_000));
    }
}
