using Medzdrav.Contracts;

namespace Medzdrav.Web;

/// <summary>How long somebody is expected to wait, in words.</summary>
internal static class Waits
{
    /// <summary>«меньше чем через минуту», «примерно через 3 минуты»; null when it can't be told.</summary>
    public static string? Of(int? seconds) => seconds switch
    {
        null => null,
        < 60 => "меньше чем через минуту",
        { } known => $"примерно через {RussianCount.Accusative(TimeSpan.FromMinutes(Math.Round(known / 60.0)))}",
    };
}
