using System.Numerics;

namespace Medzdrav.Grains;

/// <summary>A set of quarters of a window of time, a bit for each: a doctor's sixty days are 720 bytes.</summary>
/// <param name="first">The window's first quarter.</param>
/// <param name="quarters">How many the window has.</param>
internal sealed class QuarterSet(long first, int quarters)
{
    /// <summary>The quarters of one word.</summary>
    public const int PerWord = 64;

    private readonly ulong[] _words = new ulong[(quarters + PerWord - 1) / PerWord];

    /// <summary>The words, for those who go through many sets at once.</summary>
    public ReadOnlySpan<ulong> Bits => _words;

    /// <summary>Whether a quarter is in the set; none outside of the window is.</summary>
    public bool Has(long quarter) => IsInside(quarter) && (_words[(quarter - first) / PerWord] >> (int)((quarter - first) % PerWord) & 1) != 0;

    /// <summary>Adds the quarters from <paramref name="from"/> to before <paramref name="until"/>, as far as they are in the window.</summary>
    public void Add(long from, long until)
    {
        for (var quarter = Math.Max(from, first); quarter < Math.Min(until, first + quarters); quarter++)
            _words[(quarter - first) / PerWord] |= 1UL << (int)((quarter - first) % PerWord);
    }

    /// <summary>Takes quarters out again.</summary>
    public void Remove(long from, long until)
    {
        for (var quarter = Math.Max(from, first); quarter < Math.Min(until, first + quarters); quarter++)
            _words[(quarter - first) / PerWord] &= ~(1UL << (int)((quarter - first) % PerWord));
    }

    /// <summary>The quarters of this set at which nothing of <paramref name="claimed"/> lies, nor in the <paramref name="buffer"/> quarters after.</summary>
    public QuarterSet Without(QuarterSet claimed, int buffer)
    {
        var free = new QuarterSet(first, quarters);
        for (var word = 0; word < _words.Length; word++)
        {
            var bits = _words[word];
            for (var after = 0; after <= buffer; after++)
                bits &= ~claimed.Shifted(word, after);
            free._words[word] = bits;
        }
        return free;
    }

    /// <summary>The quarters of a word, in their order.</summary>
    public static IEnumerable<int> InWord(ulong bits)
    {
        for (; bits != 0; bits &= bits - 1)
            yield return BitOperations.TrailingZeroCount(bits);
    }

    /// <summary>A word as it is when each quarter has moved towards the beginning.</summary>
    private ulong Shifted(int word, int by) =>
        by == 0 ? _words[word] : _words[word] >> by | (word + 1 < _words.Length ? _words[word + 1] << (PerWord - by) : 0);

    private bool IsInside(long quarter) => quarter >= first && quarter < first + quarters;
}
