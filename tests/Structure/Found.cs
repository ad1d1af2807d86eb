namespace Medzdrav.Tests.Structure;

/// <summary>The places that break a rule. The message names all of it, not the first five as xunit's own.</summary>
internal static class Found
{
    public static void None<T>(IEnumerable<T> found)
    {
        var all = found.ToList();
        if (all.Count > 0)
            Assert.Fail($"{all.Count} found:{Environment.NewLine}{string.Join(Environment.NewLine, all)}");
    }
}
