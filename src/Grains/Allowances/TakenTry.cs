namespace Medzdrav.Grains;

/// <summary>A try that was taken before anybody knows whether it is right: otherwise a thousand at once would pass as one. The right one is given back.</summary>
internal sealed class TakenTry
{
    private readonly List<(IAllowanceGrain Count, bool IsKept)> _taken = [];

    private TakenTry()
    {
    }

    /// <summary>Takes one of each count.</summary>
    /// <returns>The try; null, with nothing taken, when one of them is used up.</returns>
    public static async Task<TakenTry?> Take(params (IAllowanceGrain Count, AllowanceWindow[] Windows, bool IsKept)[] counts)
    {
        var taken = new TakenTry();
        foreach (var (count, windows, isKept) in counts)
        {
            if (!await count.Take(windows, isKept))
            {
                await taken.GiveBack();
                return null;
            }
            taken._taken.Add((count, isKept));
        }
        return taken;
    }

    /// <summary>It was right: it does not count.</summary>
    public async Task GiveBack()
    {
        foreach (var (count, isKept) in _taken)
            await count.GiveBack(isKept);
    }
}
