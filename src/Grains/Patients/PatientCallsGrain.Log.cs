using Microsoft.Extensions.Logging;

namespace Medzdrav.Grains;

internal sealed partial class PatientCallsGrain
{
    [LoggerMessage(LogLevel.Warning, "Devices were not told that call {Call} is over")]
    private partial void LogDevicesNotTold(string call, Exception failure);
}
