using System.Collections.Concurrent;

[assembly: AssemblyFixture(typeof(Medzdrav.Tests.Browser.SharedHouse))]

namespace Medzdrav.Tests.Browser;

/// <summary>The hosts of all stories that neither stop nor configure theirs, one for each collection. The first story of it opens it; it ends with the run.</summary>
public sealed class SharedHouse : IAsyncDisposable
{
    private const int Callers = 40;
    private static readonly ConcurrentDictionary<string, Lazy<Task<House>>> houses = [];

    internal static Task<House> EnterAsync() => EnterAsync(TestContext.Current.TestCollection!.TestCollectionDisplayName, () => House.OpenAsync([], alsoAt: null));

    /// <summary>A shared host of another kind; the first story at it opens it.</summary>
    internal static Task<House> EnterAsync(string name, Func<Task<House>> open) => houses.GetOrAdd(name, _ => new(() => OpenAsync(open))).Value;

    public async ValueTask DisposeAsync()
    {
        foreach (var house in houses.Values)
            await (await house.Value).DisposeAsync();
    }

    private static async Task<House> OpenAsync(Func<Task<House>> open)
    {
        var opened = await open();
        await opened.InsureAsync(Callers);
        return opened;
    }
}
