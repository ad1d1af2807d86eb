using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>The name by which a member knows a passkey.</summary>
internal static class PasskeyName
{
    private const int MaxLength = 60;

    /// <summary>A name that was none.</summary>
    public static Refusal Refusal { get; } = Contracts.Refusal.InvalidFor($"Назовите ключ: до {MaxLength} знаков, например «Рабочий ноутбук».");

    /// <summary>The name as it is kept; null where it is none.</summary>
    public static string? Of(string typed) => Folding.Kept(typed) is { Length: > 0 and <= MaxLength } name && !TypedText.IsBlank(name) && !name.Any(char.IsControl) ? name : null;
}
