namespace Medzdrav.Web;

/// <summary>Times of day as people type them.</summary>
public static class TypedTime
{
    private const int Digits = 2;

    /// <summary>09:00 for «9:00», «9.00» and «9»; anything else as it was typed, for whoever refuses it in words.</summary>
    /// <param name="text">The text as it was typed, or null.</param>
    public static string Of(string? text)
    {
        var typed = text?.Trim() ?? "";
        return typed.Split(':', '.', '-') switch
        {
            [var hours] when IsNumber(hours) => $"{hours.PadLeft(Digits, '0')}:00",
            [var hours, var minutes] when IsNumber(hours) && IsNumber(minutes) && minutes.Length == Digits => $"{hours.PadLeft(Digits, '0')}:{minutes}",
            _ => typed,
        };
    }

    private static bool IsNumber(string part) => part.Length is > 0 and <= Digits && part.All(char.IsAsciiDigit);
}
