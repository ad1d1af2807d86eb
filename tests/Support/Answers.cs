using System.Net.Sockets;

namespace Medzdrav.Tests.Support;

/// <summary>Whether a server that is starting answers already.</summary>
public static class Answers
{
    /// <summary>Whether an address answers with success now.</summary>
    /// <param name="http">The client that asks; its patience is the time for one answer.</param>
    /// <param name="address">The address that is asked.</param>
    public static async Task<bool> WithSuccessAsync(HttpClient http, Uri address)
    {
        ArgumentNullException.ThrowIfNull(http);
        try
        {
            using var answer = await http.GetAsync(address);
            return answer.IsSuccessStatusCode;
        }
        // A connection that a starting server drops at once is not always told as an HTTP failure.
        catch (Exception notYet) when (notYet is HttpRequestException or SocketException or TaskCanceledException)
        {
            return false;
        }
    }
}
