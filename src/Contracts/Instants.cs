using System.Globalization;

namespace Medzdrav.Contracts;

/// <summary>Instants as programs tell and keep them: in UTC and whole milliseconds. <see cref="Dates"/> are for people.</summary>
public static class Instants
{
    internal const string Form = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    /// <summary>As on the wire: 2026-11-23T09:05:00.123Z.</summary>
    /// <param name="instant">The instant.</param>
    public static string Text(DateTimeOffset instant) => instant.UtcDateTime.ToString(Form, CultureInfo.InvariantCulture);

    /// <summary>The instant in whole milliseconds, which every database keeps: for what is hashed, and has to be the same when it is read again.</summary>
    /// <param name="instant">The instant.</param>
    public static DateTimeOffset InMilliseconds(DateTimeOffset instant) => instant.AddTicks(-(instant.Ticks % TimeSpan.TicksPerMillisecond));
}
