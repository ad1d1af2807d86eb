using System.Globalization;
using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>Names of documents, as devices and people give them.</summary>
internal static class DocumentNames
{
    private const string Nameless = "Документ";

    /// <summary>A name as it is kept: without folders, line breaks and marks that turn the direction of writing, at most <see cref="DocumentView.MaxNameCharacters"/> characters.</summary>
    /// <param name="name">A device's name of a file, also an empty one or one with a path.</param>
    public static string Of(string name) => Typed(name[(name.AsSpan().LastIndexOfAny('/', '\\') + 1)..]) ?? Nameless;

    /// <summary>A name that a person typed, as it is kept; null for one with nothing to see.</summary>
    public static string? Typed(string name)
    {
        var kept = Folding.Kept(TypedText.WellFormed(name));
        return TypedText.IsBlank(kept) || kept.AsSpan().Trim('.').IsEmpty ? null : Shortened(kept);
    }

    /// <summary>Cut in the middle: the end says what kind of file it was.</summary>
    private static string Shortened(string name)
    {
        if (name.Length <= DocumentView.MaxNameCharacters)
            return name;
        const int End = 20;
        var starts = StringInfo.ParseCombiningCharacters(name);
        var head = starts.Last(start => start <= DocumentView.MaxNameCharacters - End - 1);
        var tail = starts.First(start => start >= name.Length - End);
        return $"{name[..head]}…{name[tail..]}";
    }
}
