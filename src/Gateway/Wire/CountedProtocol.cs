using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace Medzdrav.Gateway;

/// <summary>Hands each call that the hub could not carry to <see cref="CallsUnread.Unread"/>: SignalR answers such calls before anybody counts them.</summary>
internal sealed class CountedProtocol(IHubProtocol protocol) : IHubProtocol
{
    private static readonly HashSet<string> Methods = new(
        typeof(SessionHub).GetMethods(BindingFlags.Public | BindingFlags.Instance).Where(method => method.GetBaseDefinition().DeclaringType == typeof(SessionHub)).Select(method => method.Name),
        StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc />
    public string Name => protocol.Name;

    /// <inheritdoc />
    public int Version => protocol.Version;

    /// <inheritdoc />
    public TransferFormat TransferFormat => protocol.TransferFormat;

    /// <inheritdoc />
    public bool IsVersionSupported(int version) => protocol.IsVersionSupported(version);

    /// <inheritdoc />
    public ReadOnlyMemory<byte> GetMessageBytes(HubMessage message) => protocol.GetMessageBytes(message);

    /// <inheritdoc />
    public void WriteMessage(HubMessage message, IBufferWriter<byte> output) => protocol.WriteMessage(message, output);

    /// <inheritdoc />
    public bool TryParseMessage(ref ReadOnlySequence<byte> input, IInvocationBinder binder, [NotNullWhen(true)] out HubMessage? message)
    {
        if (!protocol.TryParseMessage(ref input, binder, out message))
            return false;
        if (message is InvocationBindingFailureMessage or StreamInvocationMessage || message is InvocationMessage call && (call.StreamIds is { Length: > 0 } || !Methods.Contains(call.Target)))
            message = new InvocationMessage(((HubInvocationMessage)message).InvocationId, nameof(CallsUnread.Unread), []);
        return true;
    }
}
