using System.Globalization;
using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>Names of documents, as devices and people give them.</summary>
internal static class DocumentNames
{
    private const string Nameless = "Документ";

    /// <summary>The end of a long name, which says what kind of file it was.</summary>
    private const int End = 20;

    /// <summary>The longest letter with its marks that is kept whole where a name is cut.</summary>
    private const int LongestLetter = 20;

    /// <summary>A device's name of a file as it is kept, also of an empty one.</summary>
    public static string Of(string name) => Typed(name) ?? Nameless;

    /// <summary>A name as it is kept: without folders, line breaks and marks that turn the direction of writing, at most <see cref="DocumentView.MaxNameCharacters"/> characters; null for one with nothing to see.</summary>
    /// <param name="name">As a person typed it or a device gave it.</param>
    public static string? Typed(string name)
    {
        // Invisible characters go first: they may stand inside of a path.
        var kept = WithoutFolders(Folding.Kept(TypedText.WellFormed(name)));
        return TypedText.IsBlank(kept) || kept.AsSpan().Trim('.').IsEmpty ? null : Shortened(kept);
    }

    /// <summary>The last part of a path. A slash of other names, as in «УЗИ м/ж», becomes a hyphen: a name goes on devices as a file.</summary>
    private static string WithoutFolders(string name)
    {
        var parts = name.Split('/', '\\');
        return parts.Length == 1 ? name : IsPath(parts) ? parts[^1].Trim() : string.Join('-', parts);
    }

    private static bool IsPath(string[] parts) => parts[0] is "" or "~" or [_, ':'] || parts.Any(part => part is "." or "..");

    /// <summary>Cut in the middle: the end says what kind of file it was.</summary>
    private static string Shortened(string name)
    {
        if (name.Length <= DocumentView.MaxNameCharacters)
            return name;
        var starts = StringInfo.ParseCombiningCharacters(name);
        var (before, from) = (DocumentView.MaxNameCharacters - End - 1, name.Length - End);
        var head = starts.Last(start => start <= before);
        // A letter with more marks than any alphabet has is cut inside, but no character is halved.
        if (before - head > LongestLetter)
            head = char.IsLowSurrogate(name[before]) ? before - 1 : before;
        var tail = starts.FirstOrDefault(start => start >= from, char.IsLowSurrogate(name[from]) ? from + 1 : from);
        return $"{name[..head]}…{name[tail..]}";
    }
}
