using Medzdrav.Contracts;

namespace Medzdrav.Web;

/// <summary>How a policy stands today, for the person whose it is (S2.4).</summary>
public static class PolicyWords
{
    /// <summary>действует до 12.05.2027, истёк 01.02.2026, начнётся 01.12.2026.</summary>
    public static string State(PolicyView policy, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return policy.ValidToday ? $"действует до {Dates.Day(policy.ValidTo)}"
            : StartsLater(policy, today) ? $"начнётся {Dates.Day(policy.ValidFrom)}"
            : $"истёк {Dates.Day(policy.ValidTo)}";
    }

    /// <summary>Says what is still possible without a policy valid today; null with one.</summary>
    public static string? StillPossible(PolicyView? policy, DateOnly today) => policy switch
    {
        { ValidToday: true } => null,
        { } later when StartsLater(later, today) =>
            $"Врач и запись будут доступны с {Dates.Day(later.ValidFrom)}. До этого на вопросы ответит медконсультант, а прежние заключения лежат в Календаре.",
        { } => "Врач и запись сейчас недоступны. Медконсультант ответит на вопросы, а прежние заключения лежат в Календаре.",
        null => "Врач и запись сейчас недоступны. Медконсультант ответит на вопросы и проверит, есть ли полис.",
    };

    private static bool StartsLater(PolicyView policy, DateOnly today) => policy.ValidFrom > today;
}
