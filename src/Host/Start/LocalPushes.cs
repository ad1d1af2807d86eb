namespace Medzdrav.Host;

/// <summary>Browsers are told by push in Development without settings, by push services on the developer's own machine, too.</summary>
internal static class LocalPushes
{
    /// <summary>Completes the section <c>Push</c>; what is set stays.</summary>
    public static void AllowLocalPushes(this IConfiguration configuration)
    {
        configuration["Push:Subject"] ??= "mailto:developer@medzdrav.example";
        configuration["Push:LocalAddresses"] ??= bool.TrueString;
    }
}
