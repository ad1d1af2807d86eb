namespace Medzdrav.Tests.Browser;

/// <summary>The Chromium that plays the stories.</summary>
internal static class Chromium
{
    /// <summary>The system's browser, with everything around its pages.</summary>
    public const string Whole = "/usr/bin/chromium";

    private const string Shell = "/usr/bin/chromium-headless-shell";

    /// <summary>
    /// The same engine without a browser's windows, where the system has it: stories take 0.6 of the processor's time in it.
    /// A system without it plays them in the whole browser, and so do calls: the shell asks nobody whether a page may use the camera.
    /// </summary>
    public static string Engine { get; } = File.Exists(Shell) && !(AppContext.TryGetSwitch("Medzdrav.WholeBrowser", out var whole) && whole) ? Shell : Whole;
}
