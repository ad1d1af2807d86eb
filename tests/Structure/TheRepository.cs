namespace Medzdrav.Tests.Structure;

public sealed class TheRepository
{
    [Fact]
    public void A_true_thing() => Assert.True(true);
}
