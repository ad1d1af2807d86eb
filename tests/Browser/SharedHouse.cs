[assembly: AssemblyFixture(typeof(Medzdrav.Tests.Browser.SharedHouse))]

namespace Medzdrav.Tests.Browser;

/// <summary>The host of all stories that neither stop nor configure theirs. The first story opens it; it ends with the run.</summary>
public sealed class SharedHouse : IAsyncDisposable
{
    private const int Callers = 40;
    private static readonly Lazy<Task<House>> house = new(OpenAsync);

    internal static Task<House> EnterAsync() => house.Value;

    public async ValueTask DisposeAsync()
    {
        if (house.IsValueCreated)
            await (await house.Value).DisposeAsync();
    }

    private static async Task<House> OpenAsync()
    {
        var opened = await House.OpenAsync([], alsoAt: null);
        await opened.InsureAsync(Callers);
        return opened;
    }
}
