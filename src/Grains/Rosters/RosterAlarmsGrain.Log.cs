using Medzdrav.Contracts;
using Microsoft.Extensions.Logging;

namespace Medzdrav.Grains;

internal sealed partial class RosterAlarmsGrain
{
    private readonly ILogger _logger = logger;

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Staff} is planned for {Queue} from {StartsAt:u} on, and is not there")]
    private partial void LogMissing(StaffId staff, QueueKind queue, DateTimeOffset startsAt);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Staff} is missing for {Queue} no more")]
    private partial void LogOver(StaffId staff, QueueKind queue);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Nobody is planned for {Queue} at hours of {Days} of the coming days, from {StartsAt:u} on")]
    private partial void LogUnplanned(QueueKind queue, int days, DateTimeOffset startsAt);

    [LoggerMessage(Level = LogLevel.Information, Message = "Hours of {Queue} on {Days} days are planned, or past")]
    private partial void LogPlanned(QueueKind queue, int days);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Who is on duty for {Queue} is not known now")]
    private partial void LogUnknown(QueueKind queue, Exception why);
}
