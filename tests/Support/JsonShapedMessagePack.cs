using System.Text;
using System.Text.Json;
using Medzdrav.Contracts;
using MessagePack;
using MessagePack.Formatters;

namespace Medzdrav.Tests.Support;

/// <summary>The hub's MessagePack as a client of .NET speaks it: every value as its JSON, packed.</summary>
public sealed class JsonShapedMessagePack : IFormatterResolver
{
    private static readonly JsonShapedMessagePack Instance = new();

    private JsonShapedMessagePack()
    {
    }

    /// <summary>For <c>AddMessagePackProtocol</c>.</summary>
    public static MessagePackSerializerOptions Options { get; } = MessagePackSerializerOptions.Standard.WithResolver(Instance);

    /// <inheritdoc />
    public IMessagePackFormatter<T> GetFormatter<T>() => Formatter<T>.Instance;

    private sealed class Formatter<T> : IMessagePackFormatter<T>
    {
        public static readonly Formatter<T> Instance = new();

        public void Serialize(ref MessagePackWriter writer, T value, MessagePackSerializerOptions options)
        {
            using var json = new StringReader(JsonSerializer.Serialize(value, WireJson.Options));
            MessagePackSerializer.ConvertFromJson(json, ref writer, options);
        }

        public T Deserialize(ref MessagePackReader reader, MessagePackSerializerOptions options)
        {
            using var json = new StringWriter(new StringBuilder());
            MessagePackSerializer.ConvertToJson(ref reader, json, options);
            return JsonSerializer.Deserialize<T>(json.ToString(), WireJson.Options)!;
        }
    }
}
