using System.Security.Cryptography;

namespace Medzdrav.Silo;

/// <summary>The keys by which files are sealed: the first seals, all of them open, so that a new key may be put before the former ones.</summary>
internal sealed class FileKeys
{
    private const int KeyBytes = 32;
    private readonly Dictionary<string, byte[]> _keys;

    private FileKeys(IReadOnlyList<(string Id, byte[] Key)> keys) => (Current, _keys) = (keys[0].Id, keys.ToDictionary(key => key.Id, key => key.Key));

    /// <summary>The id of the key that seals.</summary>
    public string Current { get; }

    /// <summary>The key of an id; null for one that is not there any more.</summary>
    public byte[]? Find(string id) => _keys.GetValueOrDefault(id);

    /// <summary>Reads keys as they stand in a file or a variable.</summary>
    /// <exception cref="FormatException">They can't be read.</exception>
    public static FileKeys Parse(string text)
    {
        var keys = text.Split(['\n', ','], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(KeyOf).ToList();
        return keys.Count > 0 && keys.Select(key => key.Id).Distinct().Count() == keys.Count ? new FileKeys(keys) : throw new FormatException("The keys of files are missing, or two have one id.");
    }

    /// <summary>The keys of a file; a missing one is made, with a fresh key. Of two that make it at once the first stands.</summary>
    public static FileKeys OfFile(string path)
    {
        if (!File.Exists(path))
            NewFile.Make(path, $"{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))} {Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes))}\n");
        return Parse(File.ReadAllText(path));
    }

    private static (string Id, byte[] Key) KeyOf(string line)
    {
        if (line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [{ Length: >= 1 and <= SealedFormat.MaxKeyId } id, var text] || !id.All(char.IsAsciiLetterOrDigit))
            throw new FormatException("A key of files is an id of letters and digits, a space, and 32 bytes in Base64.");
        var key = Convert.FromBase64String(text);
        return key.Length == KeyBytes ? (id, key) : throw new FormatException($"The key {id} of files has {key.Length} bytes instead of {KeyBytes}.");
    }
}
