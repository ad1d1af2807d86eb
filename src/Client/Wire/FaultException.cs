using System.Text.RegularExpressions;

namespace Medzdrav.Client;

/// <summary>A call did not come through, or nobody knows whether it did. Repeating it with the same command id is safe and right.</summary>
/// <remarks>Commands and reads of the hub are repeated by the client itself; this exception comes out of those that go on failing, and of HTTP calls without a network.</remarks>
public sealed partial class FaultException : Exception
{
    /// <summary>A fault without words.</summary>
    public FaultException() : this("The call did not come through.") { }

    /// <summary>A fault.</summary>
    /// <param name="message">The words of the platform or the network.</param>
    public FaultException(string message) : base(message) { }

    /// <summary>A fault.</summary>
    /// <param name="message">The words of the platform or the network.</param>
    /// <param name="innerException">Where it came from.</param>
    public FaultException(string message, Exception innerException) : base(message, innerException) { }

    /// <summary>True when the connection was lost under the call: the next connection decides. False when the platform answered with a fault.</summary>
    public bool IsLost { get; init; }

    /// <summary>The code by which operators find a bug of the platform, for whoever helps; null for other faults.</summary>
    public string? ErrorCode => Word().Match(Message) is { Success: true } word ? word.Groups[1].Value : null;

    /// <summary>Whether no connection led to the platform: it has certainly not heard of the call.</summary>
    internal bool WasNeverSent => InnerException is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError };

    /// <summary>Whether the platform said that it cannot answer now, as while its storage or a silo restarts: it will, later.</summary>
    internal bool IsUnavailable => Message == "unavailable" || Message.EndsWith(": unavailable", StringComparison.Ordinal);

    [GeneratedRegex(@"\bfault ([0-9a-f]+)$")]
    private static partial Regex Word();
}
