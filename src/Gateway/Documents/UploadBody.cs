using System.Security.Cryptography;
using Medzdrav.Contracts;
using Microsoft.AspNetCore.Http;

namespace Medzdrav.Gateway;

/// <summary>Carries the body of one PATCH to its upload, piece by piece. When the line is cut, what came goes in all the same: the client goes on there.</summary>
internal sealed class UploadBody(IUploadGrain upload, AccountId account)
{
    /// <summary>The largest body with a checksum: it is known to be right only when all of it is there.</summary>
    public const int MaxCheckedBytes = 4 * 1024 * 1024;

    /// <summary>Takes the body as it comes.</summary>
    /// <returns>Where the upload stands, or refused.</returns>
    public async Task<Reply<UploadView>> TakeAsync(long offset, Stream body, CancellationToken cancellation)
    {
        while (true)
        {
            var piece = new byte[IUploadGrain.MaxPieceBytes];
            var (read, cut) = await FillAsync(body, piece, cancellation);
            var reply = await GrainCalls.RepeatedOnce(() => upload.Append(account, offset, read == piece.Length ? piece : piece[..read]));
            if (reply.Refusal is not null || cut is null && read < piece.Length)
                return reply;
            if (cut is not null)
                throw cut;
            offset += read;
        }
    }

    /// <summary>Takes the body when its bytes are those of the checksum.</summary>
    /// <returns>Where the upload stands, or refused: checksumDiffers, fileTooLarge.</returns>
    public async Task<Reply<UploadView>> TakeCheckedAsync(long offset, Stream body, HashAlgorithmName algorithm, byte[] checksum, CancellationToken cancellation)
    {
        var whole = new byte[MaxCheckedBytes + 1];
        var (read, cut) = await FillAsync(body, whole, cancellation);
        if (cut is not null)
            throw cut;
        if (read > MaxCheckedBytes)
            return Refusal.FileLargerThan(MaxCheckedBytes);
        return CryptographicOperations.HashData(algorithm, whole.AsSpan(0, read)).AsSpan().SequenceEqual(checksum)
            ? await TakeAsync(offset, new MemoryStream(whole, 0, read), cancellation)
            : Refusal.ChecksumDiffers;
    }

    private static async Task<(int Read, Exception? Cut)> FillAsync(Stream body, Memory<byte> piece, CancellationToken cancellation)
    {
        var filled = 0;
        try
        {
            for (int read; filled < piece.Length && (read = await body.ReadAsync(piece[filled..], cancellation)) > 0;)
                filled += read;
            return (filled, null);
        }
        catch (Exception cut) when (cut is IOException or OperationCanceledException or BadHttpRequestException)
        {
            return (filled, cut);
        }
    }
}
