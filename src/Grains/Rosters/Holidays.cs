namespace Medzdrav.Grains;

/// <summary>Public holidays of Russia (Labour Code, art. 112). Days that the government moves each year are entered as absences or single days.</summary>
internal static class Holidays
{
    private static readonly (int Month, int First, int Last)[] Days = [(1, 1, 8), (2, 23, 23), (3, 8, 8), (5, 1, 1), (5, 9, 9), (6, 12, 12), (11, 4, 4)];

    /// <summary>Whether a day is one.</summary>
    public static bool Include(DateOnly day) => Array.Exists(Days, holiday => holiday.Month == day.Month && holiday.First <= day.Day && day.Day <= holiday.Last);
}
