namespace Medzdrav.Contracts;

/// <summary>How old somebody is on a day, and which duty doctor that age is for (S3.2). Whoever shows or decides by an age asks here; scripts are sent the result.</summary>
/// <remarks>A person born on 29 February is a year older on 28 February of a year that has no 29th.</remarks>
public static class AgeRule
{
    /// <summary>Full years on a day.</summary>
    public static int Years(DateOnly birthDate, DateOnly day)
    {
        var years = day.Year - birthDate.Year;
        return birthDate.AddYears(years) > day ? years - 1 : years;
    }

    /// <summary>Full months on a day: what is told of a child under one year.</summary>
    public static int Months(DateOnly birthDate, DateOnly day)
    {
        var months = (day.Year - birthDate.Year) * 12 + day.Month - birthDate.Month;
        return birthDate.AddMonths(months) > day ? months - 1 : months;
    }

    /// <summary>6 лет, 1 год, 3 месяца: full years, months under one year.</summary>
    public static string Text(DateOnly birthDate, DateOnly day) => Years(birthDate, day) is > 0 and var years
        ? RussianCount.Of(years, "год", "года", "лет")
        : RussianCount.Of(Math.Max(0, Months(birthDate, day)), "месяц", "месяца", "месяцев");

    /// <summary>Paediatrician from 1 to 17, therapist from 18; null under one year, where the consultant chooses with a reason.</summary>
    public static QueueKind? Doctor(int years) => years switch
    {
        < 1 => null,
        < 18 => QueueKind.Paediatrician,
        _ => QueueKind.Therapist,
    };
}
