namespace Medzdrav.Contracts;

/// <summary>A level's line in the table <see cref="IdentityLevels"/>.</summary>
/// <param name="Level">Which.</param>
/// <param name="Title">The level as desks show it, in Russian.</param>
/// <param name="Allows">The acts that it allows.</param>
public sealed record IdentityTerms(IdentityLevel Level, string Title, IReadOnlyList<CallerAct> Allows);

/// <summary>The one table of identity levels: what may be done for a caller who is known so far. <c>docs/access.md</c> prints it.</summary>
/// <remarks>Consent, policy and age are asked for besides. Somebody who phones from a strange number has proved to be one person, not the holder of a login: the family stays unsaid.</remarks>
public static class IdentityLevels
{
    private static readonly CallerAct[] Everything = Enum.GetValues<CallerAct>();

    /// <summary>All of them, in the order of the levels.</summary>
    public static IReadOnlyList<IdentityTerms> All { get; } =
    [
        new(IdentityLevel.None, "личность не подтверждена", [CallerAct.Ask]),
        new(IdentityLevel.CodeConfirmed, "номер подтверждён кодом", Everything),
        new(IdentityLevel.Identified, "личность подтверждена медконсультантом", Everything),
        new(IdentityLevel.AdditionallyIdentified, "пройдена дополнительная идентификация", [.. Everything.Where(act => act != CallerAct.SeeFamily)]),
    ];

    /// <summary>A level's line of the table.</summary>
    public static IdentityTerms Of(IdentityLevel level) => All[(int)level];

    /// <summary>Whether a level allows an act.</summary>
    public static bool Allow(IdentityLevel level, CallerAct act) => Of(level).Allows.Contains(act);
}
