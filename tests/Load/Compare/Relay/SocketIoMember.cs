using System.Globalization;
using System.Text;

namespace Medzdrav.Tests.Load;

/// <summary>A Socket.IO client, written by hand on the same socket: Engine.IO 4 over WebSocket, JSON.</summary>
internal sealed class SocketIoMember : IRelayMember
{
    private readonly LeanSocket _socket = new();
    private readonly TaskCompletionSource _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <inheritdoc />
    public Action<int> Acknowledged { private get; set; } = _ => { };

    /// <inheritdoc />
    public Action<int> Delivered { private get; set; } = _ => { };

    /// <summary>Connects and joins rooms.</summary>
    public static async Task<SocketIoMember> OpenAsync(Uri server, IEnumerable<string> rooms)
    {
        var member = new SocketIoMember();
        await member._socket.OpenAsync(new Uri(server, "/socket.io/?EIO=4&transport=websocket"));
        member._socket.Receive(member.Take);
        member.Send("40");
        await member._connected.Task;
        foreach (var room in rooms)
            member.Send($"42[\"join\",\"{room}\"]");
        return member;
    }

    /// <inheritdoc />
    public void Say(string room, int number) => Send(string.Create(CultureInfo.InvariantCulture,
        $"42{number}[\"SendMessage\",\"{Guid.CreateVersion7()}\",\"{room}\",\"{RelayText.Of(number)}\",[]]"));

    /// <inheritdoc />
    public void Breathe()
    {
        // The server pings.
    }

    /// <inheritdoc />
    public void Dispose() => _socket.Dispose();

    private void Send(string packet) => _socket.Send(Encoding.UTF8.GetBytes(packet), isText: true);

    private void Take(ReadOnlyMemory<byte> payload)
    {
        var bytes = payload.Span;
        if (bytes[0] == '2')
            Send("3");
        else if (bytes.StartsWith("40"u8))
            _connected.TrySetResult();
        else if (bytes.StartsWith("43"u8))
            Acknowledged(RelayText.Parse(bytes[2..bytes.IndexOf((byte)'[')]));
        else if (bytes.StartsWith("42"u8) && RelayText.Find(ref bytes) is >= 0 and var number)
            Delivered(number);
    }
}
