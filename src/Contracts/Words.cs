using System.Text.Json;

namespace Medzdrav.Contracts;

/// <summary>Enums by their words: the same in columns, keys of grains, addresses and on the wire.</summary>
public static class Words
{
    /// <summary>The word of a value: its name in camelCase.</summary>
    public static string Of<T>(T value) where T : struct, Enum => Known<T>.Words[value];

    /// <summary>The word of a value; null for null.</summary>
    public static string? Of<T>(T? value) where T : struct, Enum => value is { } known ? Known<T>.Words[known] : null;

    /// <summary>All words of an enum, in its order.</summary>
    public static IReadOnlyCollection<string> All<T>() where T : struct, Enum => Known<T>.Words.Values;

    /// <summary>The value of a word.</summary>
    /// <exception cref="ArgumentException">No value has this word.</exception>
    public static T Read<T>(string word) where T : struct, Enum => Enum.Parse<T>(word, ignoreCase: true);

    /// <summary>The value of a word that is in the database; null for null.</summary>
    public static T? ReadOrNull<T>(string? word) where T : struct, Enum => word is null ? null : Read<T>(word);

    /// <summary>The value of a word that somebody typed; null when no value has it.</summary>
    public static T? Find<T>(string? word) where T : struct, Enum
    {
        foreach (var (value, known) in Known<T>.Words)
            if (string.Equals(known, word, StringComparison.OrdinalIgnoreCase))
                return value;
        return null;
    }

    private static class Known<T> where T : struct, Enum
    {
        public static readonly Dictionary<T, string> Words = Enum.GetValues<T>().ToDictionary(value => value, value => JsonNamingPolicy.CamelCase.ConvertName(value.ToString()));
    }
}
