using Medzdrav.Contracts;

namespace Medzdrav.Web;

/// <summary>How long somebody is expected to wait, in words.</summary>
internal static class Waits
{
    /// <summary>So many waits say what is usual.</summary>
    private const int Enough = 20;

    /// <summary>«Обычно ждут 3 минуты», «Обычно ждут меньше минуты»; null where too few have waited lately.</summary>
    public static string? Usual(UsualWait? wait) => wait switch
    {
        { Count: >= Enough, MedianSeconds: < 60 } => "Обычно ждут меньше минуты",
        { Count: >= Enough } => $"Обычно ждут {RussianCount.Accusative(TimeSpan.FromMinutes(Math.Round(wait.MedianSeconds / 60.0)))}",
        _ => null,
    };

    /// <summary>«меньше чем через минуту», «примерно через 3 минуты»; null when it can't be told.</summary>
    public static string? Of(int? seconds) => seconds switch
    {
        null => null,
        < 60 => "меньше чем через минуту",
        { } known => $"примерно через {RussianCount.Accusative(TimeSpan.FromMinutes(Math.Round(known / 60.0)))}",
    };
}
