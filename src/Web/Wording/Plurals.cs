namespace Medzdrav.Web;

/// <summary>Russian counting: 1 минута, 2 минуты, 5 минут.</summary>
public static class Plurals
{
    /// <summary>The number with the right form.</summary>
    public static string Of(int count, string one, string few, string many)
    {
        var form = (Math.Abs(count) % 100, Math.Abs(count) % 10) switch
        {
            ( >= 11 and <= 14, _) => many,
            (_, 1) => one,
            (_, >= 2 and <= 4) => few,
            _ => many,
        };
        return $"{count} {form}";
    }
}
