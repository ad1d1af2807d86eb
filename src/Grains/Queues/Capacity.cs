using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>How much of a specialist a session takes: a chat one unit, a call all of them. One beyond the last is for a returning patient.</summary>
internal static class Capacity
{
    /// <summary>How many units a session in this mode takes.</summary>
    public static int Needed(SessionMode mode, int units) => mode == SessionMode.Chat ? 1 : units;

    /// <summary>Whether these slots are what a session in this mode takes of a specialist, or the one beyond for a returning patient.</summary>
    public static bool Fits(SessionMode mode, int units, int[] slots) => units == 0 || slots.Length == Needed(mode, units) || Array.Exists(slots, slot => slot >= units);

    /// <summary>The units that a running leg claims after a change of the mode; null where it stays as it is, as with a doctor, who has one unit.</summary>
    public static int[]? Changed(SessionMode mode, int units, IReadOnlyList<int> slots)
    {
        if (units <= 1)
            return null;
        if (mode == SessionMode.Chat)
            return slots.Count > 1 ? [slots.Min()] : null;
        return slots.Count >= units ? null : [.. Enumerable.Range(0, units)];
    }
}
