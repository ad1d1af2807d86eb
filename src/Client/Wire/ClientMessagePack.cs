using System.Text.Json;
using Medzdrav.Contracts;
using MessagePack;
using MessagePack.Formatters;

namespace Medzdrav.Client;

/// <summary>MessagePack as the protocol has it: each value by way of its JSON, because both encodings carry the same.</summary>
internal sealed class ClientMessagePack : IFormatterResolver
{
    /// <summary>For <c>AddMessagePackProtocol</c>.</summary>
    public static MessagePackSerializerOptions Options { get; } =
        MessagePackSerializerOptions.Standard.WithResolver(new ClientMessagePack()).WithSecurity(MessagePackSecurity.UntrustedData);

    /// <inheritdoc />
    public IMessagePackFormatter<T>? GetFormatter<T>() => ByJson<T>.Instance;

    private sealed class ByJson<T> : IMessagePackFormatter<T>
    {
        public static readonly ByJson<T> Instance = new();

        public void Serialize(ref MessagePackWriter writer, T value, MessagePackSerializerOptions options)
        {
            using var json = new StringReader(JsonSerializer.Serialize(value, WireJson.Options));
            MessagePackSerializer.ConvertFromJson(json, ref writer, MessagePackSerializerOptions.Standard);
        }

        public T Deserialize(ref MessagePackReader reader, MessagePackSerializerOptions options)
        {
            using var json = new EscapingWriter();
            MessagePackSerializer.ConvertToJson(ref reader, json, MessagePackSerializerOptions.Standard);
            return JsonSerializer.Deserialize<T>(json.ToString(), WireJson.Options)!;
        }
    }
}
