using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>The classification as it is searched: some fifteen thousand titles, gone through from end to end in a millisecond or two.</summary>
internal sealed class DiagnosisIndex
{
    private readonly Entry[] _entries;

    public DiagnosisIndex(IEnumerable<Diagnosis> diagnoses) =>
        _entries = [.. diagnoses.OrderBy(diagnosis => diagnosis.Code, StringComparer.Ordinal).Select(Entry.Of)];

    /// <summary>The diagnoses that fit each part of a query: by code first, then those whose title begins so, short titles before long ones.</summary>
    public FoundDiagnoses Find(string query, int limit)
    {
        var parts = DiagnosisQuery.Parse(query);
        if (parts.Length == 0)
            return new FoundDiagnoses([], false);
        var found = Found(parts, Begins);
        // Words that were typed rightly need no others like them, which cost more.
        if (found.Count == 0)
            found = Found(parts, IsLike);
        // The sort is stable: what is equally near stays in the order of codes.
        return new FoundDiagnoses([.. found.OrderBy(one => one.Rank).ThenBy(one => one.Length).Take(limit).Select(one => one.Diagnosis)], found.Count > limit);
    }

    private List<(int Rank, int Length, Diagnosis Diagnosis)> Found(DiagnosisQuery[] parts, Func<string, string, bool> fits)
    {
        var everyday = EverydayNames.CodesOf(parts);
        var found = new List<(int Rank, int Length, Diagnosis Diagnosis)>();
        foreach (var entry in _entries)
            if ((everyday.Contains(entry.Diagnosis.Code) ? (int)Nearness.Everyday : RankOf(entry, parts, fits)) is { } rank)
                found.Add((rank, rank < (int)Nearness.Title ? 0 : entry.Words.Length, entry.Diagnosis));
        return found;
    }

    private static bool Begins(string word, string typed) => word.StartsWith(typed, StringComparison.Ordinal);

    /// <summary>A word with the typing errors that its length allows: «конъюктивит».</summary>
    private static bool IsLike(string word, string typed) => Begins(word, typed) || NameLikeness.Mistyped(typed, word) is not null;

    /// <summary>How near an entry is, 0 being nearest; null when a part of the query does not fit.</summary>
    private static int? RankOf(Entry entry, DiagnosisQuery[] parts, Func<string, string, bool> fits)
    {
        var nearest = Nearness.Word;
        foreach (var part in parts)
            if (Fit(entry, part, isFirst: ReferenceEquals(part, parts[0]), fits) is not { } fit)
                return null;
            else if (fit < nearest)
                nearest = fit;
        return (int)nearest;
    }

    private static Nearness? Fit(Entry entry, DiagnosisQuery part, bool isFirst, Func<string, string, bool> fits)
    {
        if (part.Code is { } code && entry.Code.StartsWith(code, StringComparison.Ordinal))
            return entry.Code.Length == code.Length ? Nearness.WholeCode : Nearness.Code;
        if (part.KeyedCode is { } keyed && entry.Code.StartsWith(keyed, StringComparison.Ordinal))
            return Nearness.KeyedCode;
        foreach (var word in part.Words)
            if (!Array.Exists(entry.Words, of => fits(of, word)))
                return null;
        return part.Words.Length == 0 ? null
            : isFirst && fits(entry.Words[0], part.Words[0]) ? Nearness.Title
            : Nearness.Word;
    }

    private enum Nearness
    {
        WholeCode,
        Code,
        KeyedCode,
        Everyday,
        Title,
        Word,
    }

    /// <summary>A diagnosis with its code and words as they are compared.</summary>
    private sealed record Entry(Diagnosis Diagnosis, string Code, string[] Words)
    {
        public static Entry Of(Diagnosis diagnosis) => new(diagnosis, DiagnosisQuery.CodeOf(diagnosis.Code), DiagnosisQuery.WordsOf(diagnosis.Title));
    }
}
