using Microsoft.AspNetCore.SignalR;

namespace Medzdrav.Gateway;

/// <remarks>Signs of life, in both directions: who is silent is missed, and who takes nothing is cut.</remarks>
public sealed partial class Connection
{
    /// <summary>So many pings in a row that find the same message unwritten, 5 s apart, cut the connection: its line has taken nothing for 10 to 15 s.</summary>
    internal const int PingsBeforeCut = 3;

    private const int PingsBeforeMissed = 3;

    private int _pings;
    private int _pingsStuck;

    /// <summary>Begins to miss the client when it is silent; called with its third ping.</summary>
    internal Action? MissFromNowOn { private get; init; }

    /// <summary>Writes a sign of life, unless something waits to be written already. Over a line that holds everything back for seconds, the first word of a client comes 10 s after the handshake. A client that goes on to speak and reads no more would never be missed: it is cut once its line is stuck.</summary>
    internal void Ping(SerializedHubMessage ping)
    {
        lock (_gate)
        {
            if (_waiting is null)
                Write(ping);
            else if (++_pingsStuck == PingsBeforeCut)
                abort();
            if (_pings < PingsBeforeMissed && ++_pings == PingsBeforeMissed)
                MissFromNowOn?.Invoke();
        }
    }
}
