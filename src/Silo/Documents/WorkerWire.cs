using System.Buffers.Binary;
using System.Text.Json;
using Medzdrav.Contracts;

namespace Medzdrav.Silo;

/// <summary>The words between a silo and the process that opens a file for it: a file goes in, its forms come out.</summary>
internal static class WorkerWire
{
    /// <summary>No file and no form is longer: a process that says otherwise has gone wrong.</summary>
    private const int MaxPartBytes = 128 * 1024 * 1024;

    /// <summary>The file, for the process.</summary>
    public static async Task WriteFileAsync(Stream to, DocumentKind kind, ReadOnlyMemory<byte> file, CancellationToken cancellation)
    {
        await to.WriteAsync(new[] { (byte)kind }, cancellation);
        await WritePartAsync(to, file, cancellation);
        await to.FlushAsync(cancellation);
    }

    /// <summary>The file, as the process reads it.</summary>
    public static (DocumentKind Kind, byte[] File) ReadFile(Stream from)
    {
        var kind = (DocumentKind)from.ReadByte();
        return (kind, ReadPartAsync(from, CancellationToken.None).AsTask().GetAwaiter().GetResult());
    }

    /// <summary>The findings, for the silo.</summary>
    public static void WriteAnswer(Stream to, WorkerAnswer answer)
    {
        foreach (var part in new[] { JsonSerializer.SerializeToUtf8Bytes(new Findings(answer.Fault, answer.Pages, answer.Locked), WireJson.Options), answer.Page ?? [], answer.Thumbnail ?? [] })
            WritePartAsync(to, part, CancellationToken.None).GetAwaiter().GetResult();
        to.Flush();
    }

    /// <summary>The findings, as the silo reads them.</summary>
    /// <exception cref="EndOfStreamException">The process ended before it had said everything.</exception>
    public static async Task<WorkerAnswer> ReadAnswerAsync(Stream from, CancellationToken cancellation)
    {
        var findings = JsonSerializer.Deserialize<Findings>(await ReadPartAsync(from, cancellation), WireJson.Options)!;
        var (page, thumbnail) = (await ReadPartAsync(from, cancellation), await ReadPartAsync(from, cancellation));
        return new WorkerAnswer(findings.Fault, page is [] ? null : page, thumbnail is [] ? null : thumbnail, findings.Pages, findings.Locked);
    }

    private static async Task WritePartAsync(Stream to, ReadOnlyMemory<byte> part, CancellationToken cancellation)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, part.Length);
        await to.WriteAsync(length, cancellation);
        await to.WriteAsync(part, cancellation);
    }

    private static async ValueTask<byte[]> ReadPartAsync(Stream from, CancellationToken cancellation)
    {
        var length = new byte[4];
        await from.ReadExactlyAsync(length, cancellation);
        if (BinaryPrimitives.ReadInt32BigEndian(length) is var bytes && bytes is < 0 or > MaxPartBytes)
            throw new InvalidDataException($"A part of {bytes} bytes.");
        var part = new byte[bytes];
        await from.ReadExactlyAsync(part, cancellation);
        return part;
    }

    private sealed record Findings(WorkerFault Fault, int? Pages, bool Locked);
}

/// <summary>The findings about a file.</summary>
/// <param name="Fault">The fault of the file.</param>
/// <param name="Page">Of a picture: upright, without metadata.</param>
/// <param name="Thumbnail">Of a picture: small.</param>
/// <param name="Pages">Of a PDF: how many.</param>
/// <param name="Locked">Of a PDF: whether it needs a password.</param>
internal sealed record WorkerAnswer(WorkerFault Fault, byte[]? Page = null, byte[]? Thumbnail = null, int? Pages = null, bool Locked = false);

/// <summary>Faults of files.</summary>
internal enum WorkerFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It can't be read, or not whole.</summary>
    Damaged,

    /// <summary>The picture has more pixels than are decoded.</summary>
    TooManyPixels,
}
