using System.Text.Json;
using Medzdrav.Contracts;
using MessagePack;
using MessagePack.Formatters;

namespace Medzdrav.Gateway;

/// <summary>MessagePack that carries what the JSON wire carries: camelCase names, enums and instants as strings. Source: <c>docs/protocol.md</c>, "Values on the wire".</summary>
internal sealed class WireMessagePack : IFormatterResolver
{
    private static readonly WireMessagePack Instance = new();

    private static readonly Dictionary<Type, object> Frequent = new()
    {
        [typeof(SessionEventView)] = new SessionEventFormatter(),
        [typeof(Reply<MessageReceipt>)] = new ReceiptFormatter(),
        [typeof(SessionId)] = new SessionIdFormatter(),
        [typeof(CommandId)] = new CommandIdFormatter(),
        [typeof(string)] = new TextFormatter(),
        [typeof(string[])] = NullableStringArrayFormatter.Instance,
        [typeof(long)] = Int64Formatter.Instance,
        [typeof(int)] = Int32Formatter.Instance,
        [typeof(bool)] = BooleanFormatter.Instance,
    };

    /// <summary>For the hub: what arrives comes from anywhere.</summary>
    public static MessagePackSerializerOptions Options { get; } =
        MessagePackSerializerOptions.Standard.WithResolver(Instance).WithSecurity(MessagePackSecurity.UntrustedData);

    /// <inheritdoc />
    public IMessagePackFormatter<T>? GetFormatter<T>() => Of<T>.Formatter;

    private static class Of<T>
    {
        public static readonly IMessagePackFormatter<T> Formatter = (IMessagePackFormatter<T>?)Frequent.GetValueOrDefault(typeof(T)) ?? new JsonShapedFormatter<T>();
    }
}

/// <summary>Whatever is not frequent goes by way of its JSON: one description of each type, not two.</summary>
internal sealed class JsonShapedFormatter<T> : IMessagePackFormatter<T>
{
    private static readonly JsonSerializerOptions Json = HubJson.Options;

    /// <inheritdoc />
    public void Serialize(ref MessagePackWriter writer, T value, MessagePackSerializerOptions options) =>
        JsonTranscoder.Write(ref writer, JsonSerializer.SerializeToUtf8Bytes(value, Json));

    /// <inheritdoc />
    public T Deserialize(ref MessagePackReader reader, MessagePackSerializerOptions options)
    {
        using var text = new EscapingWriter();
        MessagePackSerializer.ConvertToJson(ref reader, text, options);
        return JsonSerializer.Deserialize<T>(text.ToString(), Json)!;
    }
}

/// <summary>The most frequent push.</summary>
internal sealed class SessionEventFormatter : IMessagePackFormatter<SessionEventView?>
{
    private const int Members = 5;

    /// <inheritdoc />
    public void Serialize(ref MessagePackWriter writer, SessionEventView? value, MessagePackSerializerOptions options)
    {
        writer.WriteMapHeader(Members);
        writer.WriteString("sequence"u8);
        writer.Write(value!.Sequence);
        writer.WriteString("at"u8);
        WireInstant.Write(ref writer, value.At);
        writer.WriteString("kind"u8);
        writer.Write(value.Kind);
        writer.WriteString("by"u8);
        writer.Write(value.By.Value);
        writer.WriteString("data"u8);
        JsonTranscoder.Write(ref writer, value.Data);
    }

    /// <inheritdoc />
    public SessionEventView? Deserialize(ref MessagePackReader reader, MessagePackSerializerOptions options) =>
        throw new MessagePackSerializationException("Clients send no events.");
}

/// <summary>The most frequent answer.</summary>
internal sealed class ReceiptFormatter : IMessagePackFormatter<Reply<MessageReceipt>>
{
    /// <inheritdoc />
    public void Serialize(ref MessagePackWriter writer, Reply<MessageReceipt> value, MessagePackSerializerOptions options)
    {
        writer.WriteMapHeader(1);
        if (value.Value is { } receipt)
        {
            writer.WriteString("value"u8);
            writer.WriteMapHeader(2);
            writer.WriteString("sequence"u8);
            writer.Write(receipt.Sequence);
            writer.WriteString("at"u8);
            WireInstant.Write(ref writer, receipt.At);
        }
        else
        {
            writer.WriteString("refusal"u8);
            writer.WriteMapHeader(2);
            writer.WriteString("code"u8);
            writer.Write(value.Refusal!.Code);
            writer.WriteString("message"u8);
            writer.Write(value.Refusal.Message);
        }
    }

    /// <inheritdoc />
    public Reply<MessageReceipt> Deserialize(ref MessagePackReader reader, MessagePackSerializerOptions options) =>
        throw new MessagePackSerializationException("Clients send no answers.");
}

/// <summary>Session ids, in nearly every call. A malformed one has no value and is refused (<see cref="DoorCheck"/>).</summary>
internal sealed class SessionIdFormatter : IMessagePackFormatter<SessionId>
{
    /// <inheritdoc />
    public void Serialize(ref MessagePackWriter writer, SessionId value, MessagePackSerializerOptions options) => writer.Write(value.Value);

    /// <inheritdoc />
    public SessionId Deserialize(ref MessagePackReader reader, MessagePackSerializerOptions options) =>
        WireText.Read(ref reader) is var text && IdText.IsId(text) ? new SessionId(text) : default;
}

/// <summary>Command ids, in every command. A malformed one is empty and is refused (<see cref="DoorCheck"/>).</summary>
internal sealed class CommandIdFormatter : IMessagePackFormatter<CommandId>
{
    /// <inheritdoc />
    public void Serialize(ref MessagePackWriter writer, CommandId value, MessagePackSerializerOptions options) => writer.Write(value.Value.ToString());

    /// <inheritdoc />
    public CommandId Deserialize(ref MessagePackReader reader, MessagePackSerializerOptions options) =>
        Guid.TryParseExact(WireText.Read(ref reader), "D", out var value) ? new CommandId(value) : default;
}

/// <summary>Texts, made well-formed as those of JSON are.</summary>
internal sealed class TextFormatter : IMessagePackFormatter<string?>
{
    /// <inheritdoc />
    public void Serialize(ref MessagePackWriter writer, string? value, MessagePackSerializerOptions options) => writer.Write(value);

    /// <inheritdoc />
    public string? Deserialize(ref MessagePackReader reader, MessagePackSerializerOptions options) => TypedText.WellFormed(reader.ReadString());
}

/// <summary>Texts where something else may stand.</summary>
internal static class WireText
{
    /// <summary>The text, or null after skipping whatever else stands there.</summary>
    public static string? Read(ref MessagePackReader reader)
    {
        if (reader.NextMessagePackType == MessagePackType.String)
            return TypedText.WellFormed(reader.ReadString());
        reader.Skip();
        return null;
    }
}

/// <summary>Instants as the JSON wire writes them.</summary>
internal static class WireInstant
{
    public static void Write(ref MessagePackWriter writer, DateTimeOffset at)
    {
        writer.WriteStringHeader(InstantJsonConverter.Length);
        InstantJsonConverter.Format(at, writer.GetSpan(InstantJsonConverter.Length));
        writer.Advance(InstantJsonConverter.Length);
    }
}
