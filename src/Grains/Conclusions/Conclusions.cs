using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>What holds for every conclusion.</summary>
public static class Conclusions
{
    /// <summary>Longest field in characters.</summary>
    public const int MaxFieldCharacters = 20_000;

    /// <summary>One conclusion per session and doctor: the id follows from both, so that a repeated save can't make a second one.</summary>
    public static ConclusionId IdOf(SessionId session, StaffId doctor) => new(DerivedId.Of("conclusion", session.Value, doctor.Value));

    /// <summary>Whether a text may be stored.</summary>
    public static bool Fits(ConclusionText text) =>
        Fields(text).All(field => field is { Length: <= MaxFieldCharacters });

    /// <summary>Whether a text may be signed: it says what it is and what to do.</summary>
    public static bool IsComplete(ConclusionText text) =>
        !string.IsNullOrWhiteSpace(text.Diagnosis) && !string.IsNullOrWhiteSpace(text.Recommendations);

    private static string?[] Fields(ConclusionText text) => [text.Complaints, text.History, text.Diagnosis, text.Recommendations];
}
