namespace Medzdrav.Contracts;

/// <summary>The name of a medical specialty («кардиология»), as staff accounts, rosters and bookings have it.</summary>
public static class SpecialtyName
{
    /// <summary>The longest name, in characters.</summary>
    public const int MaxCharacters = 60;
}
