namespace Medzdrav.Grains;

/// <summary>How near a name that was asked for is to a name that is stored: in any order of the words, by their beginnings, with a typing error or two. Words are compared as <see cref="Contracts.Folding.Name"/> folds them.</summary>
internal static class NameLikeness
{
    /// <summary>From so many letters on a word may have an error, and two.</summary>
    private const int LettersForOne = 4;
    private const int LettersForTwo = 7;

    /// <summary>A beginning is nearly as good as the whole word; an error is worse than any beginnings.</summary>
    private const int OfBeginning = 1;
    private const int OfError = 10;

    /// <summary>Two swapped letters spoil four trigrams, all other errors three.</summary>
    private const int SpoiltByError = 4;
    private const int TrigramsOfEnding = 3;

    /// <summary>How many typing errors a word of this length may have.</summary>
    public static int Errors(string word) => word.Length >= LettersForTwo ? 2 : word.Length >= LettersForOne ? 1 : 0;

    /// <summary>How far a stored name is from the words that were asked for: 0 where all of them stand in it, null where one does not.</summary>
    /// <param name="asked">Folded words, in any order.</param>
    /// <param name="nameKey">A folded name.</param>
    public static int? Distance(IReadOnlyCollection<string> asked, string nameKey)
    {
        List<string> left = [.. nameKey.Split(' ')];
        var sum = 0;
        foreach (var word in asked.OrderByDescending(word => word.Length))
        {
            var (nearest, least) = (-1, int.MaxValue);
            for (var place = 0; place < left.Count; place++)
                if (OfWord(word, left[place]) is { } distance && distance < least)
                    (nearest, least) = (place, distance);
            if (nearest < 0)
                return null;
            sum += least;
            left.RemoveAt(nearest);
        }
        return sum;
    }

    /// <summary>All pieces of three letters of a word, its beginning and end marked by spaces: words with an error share most of them.</summary>
    public static string[] Trigrams(string word)
    {
        var marked = $"  {word} ";
        return [.. Enumerable.Range(0, word.Length + 1).Select(place => marked.Substring(place, 3)).Distinct()];
    }

    /// <summary>The trigrams by which words like a long one are looked for: without those of its ending, which a third of all surnames have.</summary>
    public static string[] SoughtTrigrams(string word) => word.Length >= LettersForTwo ? Trigrams(word)[..^TrigramsOfEnding] : Trigrams(word);

    /// <summary>How many of these a word with the allowed errors shares at least with the one that was meant.</summary>
    public static int LeastShared(string word) => Math.Max(1, SoughtTrigrams(word).Length - SpoiltByError * Errors(word));

    /// <summary>How many letters have to be changed, added, left out or swapped with the next one; null where there are more than the word may have.</summary>
    public static int? Mistyped(string word, string meant)
    {
        var most = Errors(word);
        if (Math.Abs(word.Length - meant.Length) > most)
            return null;
        var (before, last, row) = (new int[meant.Length + 1], Enumerable.Range(0, meant.Length + 1).ToArray(), new int[meant.Length + 1]);
        for (var i = 1; i <= word.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= meant.Length; j++)
            {
                row[j] = Math.Min(Math.Min(last[j], row[j - 1]) + 1, last[j - 1] + (word[i - 1] == meant[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && word[i - 1] == meant[j - 2] && word[i - 2] == meant[j - 1])
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
            }
            (before, last, row) = (last, row, before);
        }
        return last[meant.Length] <= most ? last[meant.Length] : null;
    }

    private static int? OfWord(string word, string stored) =>
        word == stored ? 0
        : stored.StartsWith(word, StringComparison.Ordinal) ? OfBeginning
        : Mistyped(word, stored) is { } errors ? OfError * errors
        : null;
}
