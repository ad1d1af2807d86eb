using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MessagePack;

namespace Medzdrav.Tests.Load;

/// <summary>A SignalR client over MessagePack, written by hand: for the product and for the bare hub alike.</summary>
internal sealed class HubMember : IRelayMember
{
    private const int InvocationType = 1;
    private const int CompletionType = 3;
    private static readonly byte[] PingMessage = [0x02, 0x91, 0x06];
    private static readonly string[] NoDocuments = [];
    private readonly LeanSocket _socket = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<JsonNode?>> _asked = new();
    private int _asks;

    /// <inheritdoc />
    public Action<int> Acknowledged { private get; set; } = _ => { };

    /// <inheritdoc />
    public Action<int> Delivered { private get; set; } = _ => { };

    /// <summary>Pushes that are no chat messages: method and arguments.</summary>
    public Action<string, JsonArray> Told { private get; set; } = (_, _) => { };

    /// <summary>Connects to a hub.</summary>
    public static async Task<HubMember> OpenAsync(Uri hub)
    {
        var member = new HubMember();
        await member._socket.OpenAsync(hub);
        member._socket.Send("{\"protocol\":\"messagepack\",\"version\":1}\x1e"u8, isText: true);
        member._socket.Receive(member.Take);
        return member;
    }

    /// <summary>Any call, with its answer as JSON.</summary>
    public async Task<JsonNode?> AskAsync(string method, params object?[] arguments)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"a{Interlocked.Increment(ref _asks)}");
        var answer = _asked[id] = new TaskCompletionSource<JsonNode?>(TaskCreationOptions.RunContinuationsAsynchronously);
        Send(id, method, Pack(arguments));
        var reply = await answer.Task.WaitAsync(TimeSpan.FromSeconds(30));
        return reply?["refusal"] is { } refusal ? throw new RefusedException(method, refusal["code"]!.GetValue<string>()) : reply?["value"] ?? reply;
    }

    /// <inheritdoc />
    public void Say(string room, int number)
    {
        var buffer = new ArrayBufferWriter<byte>(320);
        var writer = new MessagePackWriter(buffer);
        writer.WriteArrayHeader(4);
        writer.Write(Guid.CreateVersion7().ToString());
        writer.Write(room);
        writer.Write(RelayText.Of(number));
        writer.WriteArrayHeader(NoDocuments.Length);
        writer.Flush();
        Send(number.ToString("D9", CultureInfo.InvariantCulture), "SendMessage", buffer.WrittenSpan);
    }

    /// <inheritdoc />
    public void Breathe() => _socket.Send(PingMessage, isText: false);

    /// <inheritdoc />
    public void Dispose() => _socket.Dispose();

    private static byte[] Pack(object?[] arguments) => MessagePackSerializer.ConvertFromJson(JsonSerializer.Serialize(arguments));

    private void Send(string id, string method, ReadOnlySpan<byte> arguments)
    {
        var buffer = new ArrayBufferWriter<byte>(arguments.Length + 64);
        var writer = new MessagePackWriter(buffer);
        writer.WriteArrayHeader(6);
        writer.Write(InvocationType);
        writer.WriteMapHeader(0);
        writer.Write(id);
        writer.Write(method);
        writer.WriteRaw(arguments);
        writer.WriteArrayHeader(0);
        writer.Flush();
        var message = new byte[buffer.WrittenCount + 5];
        var length = WriteLength(message, buffer.WrittenCount);
        buffer.WrittenSpan.CopyTo(message.AsSpan(length));
        _socket.Send(message.AsSpan(0, length + buffer.WrittenCount), isText: false);
    }

    private static int WriteLength(Span<byte> message, int length)
    {
        var at = 0;
        for (; length >= 0x80; length >>= 7)
            message[at++] = (byte)(length | 0x80);
        message[at] = (byte)length;
        return at + 1;
    }

    private void Take(ReadOnlyMemory<byte> payload)
    {
        // The handshake's answer is JSON; everything after it is messages, each with its length before it.
        if (payload.Span[0] == '{')
            payload = payload[(payload.Span.IndexOf((byte)0x1e) + 1)..];
        while (payload.Length > 0)
        {
            var (length, at, shift) = (0, 0, 0);
            for (; ; shift += 7)
            {
                var part = payload.Span[at++];
                length |= (part & 0x7F) << shift;
                if (part < 0x80)
                    break;
            }
            TakeMessage(payload.Slice(at, length));
            payload = payload[(at + length)..];
        }
    }

    private void TakeMessage(ReadOnlyMemory<byte> message)
    {
        var bytes = message.Span;
        if (bytes[1] == CompletionType && bytes[3] == (0xA0 | RelayText.Digits))
        {
            if (bytes.IndexOf("refusal"u8) >= 0 || bytes[4 + RelayText.Digits] == 1)
                throw new InvalidOperationException(Encoding.UTF8.GetString(bytes));
            Acknowledged(RelayText.Parse(bytes.Slice(4, RelayText.Digits)));
        }
        else if (bytes[1] == CompletionType)
        {
            Complete(message);
        }
        else if (bytes[1] == InvocationType)
        {
            var number = RelayText.Find(ref bytes);
            if (number >= 0)
                Delivered(number);
            else
                Tell(message);
        }
    }

    private void Complete(ReadOnlyMemory<byte> message)
    {
        var parts = JsonNode.Parse(MessagePackSerializer.ConvertToJson(message))!.AsArray();
        if (!_asked.TryRemove(parts[2]!.GetValue<string>(), out var asked))
            return;
        if (parts[3]!.GetValue<int>() == 1)
            asked.SetException(new InvalidOperationException(parts[4]!.ToJsonString()));
        else
            asked.SetResult(parts.Count > 4 ? parts[4] : null);
    }

    private void Tell(ReadOnlyMemory<byte> message)
    {
        var parts = JsonNode.Parse(MessagePackSerializer.ConvertToJson(message))!.AsArray();
        Told(parts[3]!.GetValue<string>(), parts[4]!.AsArray());
    }
}

/// <summary>The product refused a call.</summary>
/// <param name="method">Which.</param>
/// <param name="code">Why, as in <c>docs/protocol.md</c>.</param>
internal sealed class RefusedException(string method, string code) : Exception($"{method}: {code}")
{
    /// <summary>Why.</summary>
    public string Code => code;
}
