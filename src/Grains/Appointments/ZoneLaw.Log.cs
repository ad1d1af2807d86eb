using Medzdrav.Contracts;
using Microsoft.Extensions.Logging;

namespace Medzdrav.Grains;

internal sealed partial class ZoneLaw
{
    private readonly ILogger _logger = logger;

    [LoggerMessage(Level = LogLevel.Warning, Message = "The law of a zone changed: the instants of {Stale} bookings are others now, {Moved} were moved")]
    private partial void LogFollowed(int stale, int moved);

    [LoggerMessage(Level = LogLevel.Error, Message = "Booking {Appointment} can't follow the law of its zone to {To:u}: {Code}. Somebody has to move it")]
    private partial void LogLeft(AppointmentId appointment, DateTimeOffset to, string code);
}
