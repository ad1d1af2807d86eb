using System.Diagnostics.CodeAnalysis;

namespace Medzdrav.Contracts;

/// <summary>The one rule for what an id may be, at every door: hub, HTTP and pages.</summary>
public static class IdText
{
    /// <summary>The longest id, in characters.</summary>
    public const int MaxLength = 64;

    /// <summary>Whether the text can be an id: 1 to <see cref="MaxLength"/> characters, no control characters, and something besides white space, which is no key of a grain.</summary>
    /// <param name="text">The text as it came; null for none.</param>
    public static bool IsId([NotNullWhen(true)] string? text) =>
        text is { Length: <= MaxLength } && !string.IsNullOrWhiteSpace(text) && !text.AsSpan().ContainsAnyInRange('\0', '\u001F');
}
