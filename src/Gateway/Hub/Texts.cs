using System.Diagnostics.CodeAnalysis;

namespace Medzdrav.Gateway;

/// <summary>How much is taken of what people type, before anybody reads it.</summary>
internal static class Texts
{
    /// <summary>Phones, codes, names, logins: the longest that is taken, in characters.</summary>
    public const int MaxShortLength = 200;

    /// <summary>Whether it is there, and short.</summary>
    public static bool IsShort([NotNullWhen(true)] string? text) => text is { Length: > 0 and <= MaxShortLength };
}
