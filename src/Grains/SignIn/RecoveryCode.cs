using System.Security.Cryptography;
using System.Text;
using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>A code that signs in once where the app is not at hand: twelve letters and digits that nobody mistakes for each other.</summary>
internal static class RecoveryCode
{
    /// <summary>How many a member gets.</summary>
    public const int Count = 10;

    private const string Alphabet = "23456789abcdefghjkmnpqrstuvwxyz";
    private const int Length = 12;
    private const int GroupLength = 4;
    private const int HashBytes = 32;
    private const int HashIterations = 10_000;

    /// <summary>Ten new ones, as they are shown.</summary>
    public static string[] NewSet() =>
        [.. Enumerable.Range(0, Count).Select(_ => string.Join('-', RandomNumberGenerator.GetItems<char>(Alphabet, Length).Chunk(GroupLength).Select(group => new string(group))))];

    /// <summary>A code that was typed, in whatever case and with whatever between; null when it has not the form of one.</summary>
    public static string? Find(string? typed)
    {
        var letters = string.Concat((typed ?? "").ToLowerInvariant().Where(char.IsLetterOrDigit));
        return letters.Length == Length && letters.All(Alphabet.Contains) ? letters : null;
    }

    /// <summary>The form in which a code is kept.</summary>
    /// <param name="owner">The member, as the salt.</param>
    /// <param name="code">As shown, or as <see cref="Find"/> gives it.</param>
    public static string HashOf(StaffId owner, string code) => Convert.ToHexStringLower(Rfc2898DeriveBytes.Pbkdf2(
        Encoding.UTF8.GetBytes(Find(code)!), Encoding.UTF8.GetBytes(owner.Value), HashIterations, HashAlgorithmName.SHA256, HashBytes));
}
