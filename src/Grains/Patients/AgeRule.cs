using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>Which duty doctor an age is for (S3.2).</summary>
public static class AgeRule
{
    /// <summary>Full years on a day.</summary>
    public static int Years(DateOnly birthDate, DateOnly day)
    {
        var years = day.Year - birthDate.Year;
        return birthDate.AddYears(years) > day ? years - 1 : years;
    }

    /// <summary>Paediatrician from 1 to 17, therapist from 18; null under one year, where the consultant chooses with a reason.</summary>
    public static QueueKind? Doctor(int years) => years switch
    {
        < 1 => null,
        < 18 => QueueKind.Paediatrician,
        _ => QueueKind.Therapist,
    };
}
