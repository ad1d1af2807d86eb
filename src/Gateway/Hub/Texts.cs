using System.Diagnostics.CodeAnalysis;
using Medzdrav.Contracts;

namespace Medzdrav.Gateway;

/// <summary>How much is taken of what people type, before anybody reads it.</summary>
internal static class Texts
{
    /// <summary>Phones, codes, names, logins: the longest that is taken, in characters.</summary>
    public const int MaxShortLength = 200;

    /// <summary>Whether it can be an id: the platform makes none with control characters.</summary>
    public static bool IsId([NotNullWhen(true)] string? text) => text is { Length: > 0 and <= IdJsonConverter<SessionId>.MaxLength } && !text.AsSpan().ContainsAnyInRange('\0', '\u001F');

    /// <summary>Whether it is there, and short.</summary>
    public static bool IsShort([NotNullWhen(true)] string? text) => text is { Length: > 0 and <= MaxShortLength };
}
