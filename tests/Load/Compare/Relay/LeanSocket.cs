using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Medzdrav.Tests.Load;

/// <summary>A WebSocket client that costs little: the same for all servers that are compared. Masks with zeros, as RFC 6455 allows a client that has nothing to hide.</summary>
internal sealed class LeanSocket : IDisposable
{
    private const int MaxHeader = 14;
    private const byte Final = 0x80;
    private const byte Masked = 0x80;
    private const byte CodeMask = 0x0F;
    private const int Text = 1;
    private const int Binary = 2;
    private const int Ping = 0x9;
    private const int Pong = 0xA;
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly Lock _sending = new();
    private readonly ArrayBufferWriter<byte> _fragments = new();
    private byte[] _received = new byte[16 * 1024];
    private int _begin;
    private int _end;

    /// <summary>Connects and upgrades.</summary>
    /// <param name="address">http://127.0.0.1:port/path?query.</param>
    public async Task OpenAsync(Uri address)
    {
        await _socket.ConnectAsync(new IPEndPoint(IPAddress.Parse(address.Host), address.Port));
        var key = Convert.ToBase64String(Guid.NewGuid().ToByteArray());
        var request = string.Create(CultureInfo.InvariantCulture,
            $"GET {address.PathAndQuery} HTTP/1.1\r\nHost: {address.Authority}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n");
        await _socket.SendAsync(Encoding.ASCII.GetBytes(request));
        int end;
        while ((end = _received.AsSpan(0, _end).IndexOf("\r\n\r\n"u8)) < 0)
            await FillAsync();
        if (!_received.AsSpan(0, _end).StartsWith("HTTP/1.1 101"u8))
            throw new InvalidOperationException(Encoding.ASCII.GetString(_received, 0, _end));
        _begin = end + 4;
    }

    /// <summary>Sends one message.</summary>
    /// <param name="payload">Its bytes.</param>
    /// <param name="isText">Text, else binary.</param>
    public void Send(ReadOnlySpan<byte> payload, bool isText) => SendFrame(payload, isText ? Text : Binary);

    /// <summary>Takes every message as it comes, until the connection ends. A failure is no figure: it ends this process, with what the servers said.</summary>
    /// <param name="take">Gets the payload; called from one thread at a time.</param>
    public void Receive(Action<ReadOnlyMemory<byte>> take) => _ = ReceiveAsync(take)
        .ContinueWith(ended => Environment.FailFast($"{ended.Exception}\n{ServerProcess.LastWords}"), TaskContinuationOptions.OnlyOnFaulted);

    private async Task ReceiveAsync(Action<ReadOnlyMemory<byte>> take)
    {
        while (true)
        {
            while (TryFrame(out var head, out var payload))
                Take(head, payload, take);
            if (!await TryFillAsync())
                return;
        }
    }

    /// <inheritdoc />
    public void Dispose() => _socket.Dispose();

    private void Take(byte head, ReadOnlyMemory<byte> payload, Action<ReadOnlyMemory<byte>> take)
    {
        var isFinal = (head & Final) != 0;
        switch (head & CodeMask)
        {
            case Ping:
                SendFrame(payload.Span, Pong);
                break;
            case <= Binary when isFinal && _fragments.WrittenCount == 0:
                take(payload);
                break;
            case <= Binary:
                _fragments.Write(payload.Span);
                if (!isFinal)
                    break;
                take(_fragments.WrittenMemory);
                _fragments.ResetWrittenCount();
                break;
        }
    }

    private void SendFrame(ReadOnlySpan<byte> payload, int code)
    {
        var frame = ArrayPool<byte>.Shared.Rent(payload.Length + MaxHeader);
        var header = 2;
        frame[0] = (byte)(Final | code);
        if (payload.Length < 126)
        {
            frame[1] = (byte)(Masked | payload.Length);
        }
        else
        {
            frame[1] = Masked | 126;
            BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(2), checked((ushort)payload.Length));
            header = 4;
        }
        frame.AsSpan(header, 4).Clear();
        payload.CopyTo(frame.AsSpan(header + 4));
        lock (_sending)
            _socket.Send(frame.AsSpan(0, header + 4 + payload.Length));
        ArrayPool<byte>.Shared.Return(frame);
    }

    private bool TryFrame(out byte head, out ReadOnlyMemory<byte> payload)
    {
        var bytes = _received.AsSpan(_begin, _end - _begin);
        (head, payload) = (0, default);
        if (bytes.Length < 2)
            return false;
        head = bytes[0];
        long length = bytes[1] & 0x7F;
        var header = length switch { 126 => 4, 127 => 10, _ => 2 };
        if (bytes.Length < header)
            return false;
        if (header == 4)
            length = BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]);
        else if (header == 10)
            length = BinaryPrimitives.ReadInt64BigEndian(bytes[2..]);
        if (bytes.Length < header + length)
            return false;
        payload = _received.AsMemory(_begin + header, (int)length);
        _begin += header + (int)length;
        return true;
    }

    private async Task FillAsync()
    {
        if (!await TryFillAsync())
            throw new InvalidOperationException("The server closed the connection.");
    }

    private async ValueTask<bool> TryFillAsync()
    {
        if (_begin == _end)
            (_begin, _end) = (0, 0);
        if (_end == _received.Length)
        {
            var kept = _end - _begin;
            var room = kept > _received.Length / 2 ? new byte[_received.Length * 2] : _received;
            Buffer.BlockCopy(_received, _begin, room, 0, kept);
            (_received, _begin, _end) = (room, 0, kept);
        }
        try
        {
            var read = await _socket.ReceiveAsync(_received.AsMemory(_end));
            _end += read;
            return read > 0;
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            return false;
        }
    }
}
