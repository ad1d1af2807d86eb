using Microsoft.AspNetCore.Http;

namespace Medzdrav.Gateway;

/// <summary>A browser or app in a few words, for the list of a staff member's sign-ins: as it names itself, so nothing is decided by it.</summary>
internal static class DeviceName
{
    private const int MaxAppName = 40;

    // Most browsers name others, too: the first that fits is meant.
    private static readonly (string Mark, string Name)[] Browsers =
        [("YaBrowser/", "Яндекс Браузер"), ("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"), ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];

    private static readonly (string Mark, string Name)[] Systems =
        [("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS X", "macOS"), ("CrOS", "ChromeOS"), ("Linux", "Linux")];

    /// <summary>«Chrome, Windows»; the name of an app; null where the request says nothing.</summary>
    public static string? Of(HttpRequest request)
    {
        if (request.Headers.UserAgent.ToString() is not { Length: > 0 } told)
            return null;
        var (browser, system) = (Find(Browsers, told), Find(Systems, told));
        return browser is null ? AppOf(told) : system is null ? browser : $"{browser}, {system}";
    }

    private static string? Find((string Mark, string Name)[] known, string told) =>
        Array.Find(known, one => told.Contains(one.Mark, StringComparison.Ordinal)).Name;

    private static string? AppOf(string told)
    {
        var name = string.Concat(told.Split('/', ' ')[0].Where(letter => !char.IsControl(letter)));
        return name.Length == 0 ? null : name[..Math.Min(name.Length, MaxAppName)];
    }
}
