using System.Text.Json;

namespace Medzdrav.Silo;

/// <summary>Enums as they stand in columns: the same words as on the wire.</summary>
internal static class Words
{
    public static string Of<T>(T value) where T : struct, Enum => Known<T>.Words[value];

    public static string? Of<T>(T? value) where T : struct, Enum => value is { } known ? Known<T>.Words[known] : null;

    public static T Read<T>(string word) where T : struct, Enum => Enum.Parse<T>(word, ignoreCase: true);

    public static T? ReadOrNull<T>(string? word) where T : struct, Enum => word is null ? null : Read<T>(word);

    private static class Known<T> where T : struct, Enum
    {
        public static readonly Dictionary<T, string> Words = Enum.GetValues<T>().ToDictionary(value => value, value => JsonNamingPolicy.CamelCase.ConvertName(value.ToString()));
    }
}
