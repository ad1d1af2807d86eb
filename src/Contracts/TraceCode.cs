using System.Diagnostics;
using System.Security.Cryptography;

namespace Medzdrav.Contracts;

/// <summary>The code of an unexpected error: the person reads it, the log line has it, and the id of the trace begins with it where traces are kept. It says nothing about anybody.</summary>
public static class TraceCode
{
    /// <summary>How many hexadecimal digits it has: few enough to be told by phone.</summary>
    public const int Digits = 12;

    /// <summary>The code of an error that happens now.</summary>
    public static string Now() => Activity.Current is { IdFormat: ActivityIdFormat.W3C } trace
        ? trace.TraceId.ToHexString()[..Digits]
        : Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Digits / 2));
}
