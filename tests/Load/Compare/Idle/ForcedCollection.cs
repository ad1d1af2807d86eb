using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace Medzdrav.Tests.Load;

/// <summary>Makes another .NET process collect its garbage: the runtime does so when somebody begins to listen to heap collections on its diagnostic port.</summary>
internal static class ForcedCollection
{
    private const ulong HeapCollect = 0x800000;
    private const byte EventPipe = 2;
    private const byte CollectTracing = 3;
    private const byte Informational = 4;
    private const int HeaderLength = 20;
    private static readonly byte[] Magic = "DOTNET_IPC_V1\0"u8.ToArray();
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(1);

    public static async Task CollectAsync(int process)
    {
        var port = Directory.GetFiles(Path.GetTempPath(), $"dotnet-diagnostic-{process}-*-socket").Single();
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(port));
        await socket.SendAsync(Request());
        var answer = new byte[HeaderLength];
        for (var read = 0; read < HeaderLength;)
            read += await socket.ReceiveAsync(answer.AsMemory(read)) is > 0 and var more ? more : throw new InvalidOperationException("The runtime hung up.");
        // The answer's own command set, and 0 for done.
        if (answer[16] != 0xFF || answer[17] != 0)
            throw new InvalidOperationException("The runtime did not begin to trace.");
        await Task.Delay(Long, TimeProvider.System);
    }

    private static byte[] Request()
    {
        using var payload = new MemoryStream();
        using var writer = new BinaryWriter(payload);
        writer.Write(1u);
        writer.Write(1u);
        writer.Write(false);
        writer.Write(1u);
        writer.Write(HeapCollect);
        writer.Write((uint)Informational);
        const string provider = "Microsoft-Windows-DotNETRuntime\0";
        writer.Write(provider.Length);
        writer.Write(Encoding.Unicode.GetBytes(provider));
        writer.Write(0);
        var request = new byte[HeaderLength + payload.Length];
        Magic.CopyTo(request, 0);
        BinaryPrimitives.WriteUInt16LittleEndian(request.AsSpan(14), (ushort)request.Length);
        (request[16], request[17]) = (EventPipe, CollectTracing);
        payload.ToArray().CopyTo(request, HeaderLength);
        return request;
    }
}
