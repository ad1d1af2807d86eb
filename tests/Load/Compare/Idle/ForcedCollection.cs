using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using Microsoft.Diagnostics.Tracing;

namespace Medzdrav.Tests.Load;

/// <summary>Makes another .NET process collect its garbage: the runtime does so when somebody begins to listen to heap collections on its diagnostic port.</summary>
internal static class ForcedCollection
{
    private const ulong HeapCollect = 0x800000;
    private const ulong Collections = 1;
    private const byte EventPipe = 2;
    private const byte CollectTracing = 3;
    private const byte StopTracing = 1;
    private const byte Informational = 4;
    private const int HeaderLength = 20;
    private const int SessionLength = 8;
    private static readonly byte[] Magic = "DOTNET_IPC_V1\0"u8.ToArray();
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <returns>Bytes of the objects that were left.</returns>
    public static async Task<long> CollectAsync(int process)
    {
        using var socket = await AskAsync(process, CollectTracing, Request());
        var session = new byte[SessionLength];
        await ReadAsync(socket, session);
        var left = Task.Run(() => Left(socket));
        await Task.Delay(Long, TimeProvider.System);
        // Few events are written only when the trace ends.
        using var ending = await AskAsync(process, StopTracing, session);
        return await left.WaitAsync(Patience);
    }

    private static long Left(Socket socket)
    {
        using var source = new EventPipeEventSource(new NetworkStream(socket));
        var left = -1L;
        source.Clr.GCHeapStats += told => left = told.TotalHeapSize;
        source.Process();
        return left >= 0 ? left : throw new InvalidOperationException("The runtime told of no collection.");
    }

    private static async Task<Socket> AskAsync(int process, byte command, byte[] payload)
    {
        // A killed process leaves its port behind, and ids come again.
        var port = Directory.GetFiles(Path.GetTempPath(), $"dotnet-diagnostic-{process}-*-socket").MaxBy(File.GetLastWriteTimeUtc)!;
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(port));
        var request = new byte[HeaderLength + payload.Length];
        Magic.CopyTo(request, 0);
        BinaryPrimitives.WriteUInt16LittleEndian(request.AsSpan(14), (ushort)request.Length);
        (request[16], request[17]) = (EventPipe, command);
        payload.CopyTo(request, HeaderLength);
        await socket.SendAsync(request);
        var answer = new byte[HeaderLength];
        await ReadAsync(socket, answer);
        // The answer's own command set, and 0 for done.
        return answer[16] == 0xFF && answer[17] == 0 ? socket : throw new InvalidOperationException("The runtime refused to trace.");
    }

    private static async Task ReadAsync(Socket socket, Memory<byte> bytes)
    {
        for (var read = 0; read < bytes.Length;)
            read += await socket.ReceiveAsync(bytes[read..]) is > 0 and var more ? more : throw new InvalidOperationException("The runtime hung up.");
    }

    private static byte[] Request()
    {
        using var payload = new MemoryStream();
        using var writer = new BinaryWriter(payload);
        writer.Write(1u);
        writer.Write(1u);
        writer.Write(false);
        writer.Write(1u);
        writer.Write(HeapCollect | Collections);
        writer.Write((uint)Informational);
        const string provider = "Microsoft-Windows-DotNETRuntime\0";
        writer.Write(provider.Length);
        writer.Write(Encoding.Unicode.GetBytes(provider));
        writer.Write(0);
        return payload.ToArray();
    }
}
