using Medzdrav.Contracts;

namespace Medzdrav.Gateway;

/// <summary>Carries one file of an insurer's policies to its import or its check, piece by piece, and waits for the report.</summary>
internal sealed class PolicyUpload(IPolicyImportGrain import, InsurerId insurer, bool isTrial, TimeProvider clock)
{
    /// <summary>The largest piece, in bytes (<see cref="IPolicyImportGrain.Append"/>).</summary>
    public const int MaxPieceBytes = 256 * 1024;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(3);

    /// <summary>Sends the file and answers what was done; refused: invalid (an empty file), unavailable (send it again).</summary>
    public async Task<Reply<ImportReport>> RunAsync(Stream file, CancellationToken cancellation)
    {
        var length = 0L;
        var piece = new byte[MaxPieceBytes];
        for (int read; (read = await file.ReadAtLeastAsync(piece, piece.Length, throwOnEndOfStream: false, cancellation)) > 0; length += read)
            if (await SendAsync(length, read == piece.Length ? piece : piece[..read]) is { } over)
                return over;
        if (length == 0)
            return Refusal.Invalid;
        var finished = await GrainCalls.RepeatedOnce(() => import.Finish(length));
        return finished.Refusal is null ? await ReportAsync(cancellation) : Refusal.Unavailable;
    }

    /// <summary>Sends a piece; answers when the import is over by that. A refusal at the beginning is about the file; later the import was lost with its silo, and the file has to come again.</summary>
    private async Task<Reply<ImportReport>?> SendAsync(long offset, byte[] piece)
    {
        var reply = await GrainCalls.RepeatedOnce(() => isTrial ? import.Try(offset, piece, insurer) : import.Append(offset, piece, insurer));
        if (reply.Refusal is { } refusal)
            return offset == 0 ? refusal : Refusal.Unavailable;
        if (reply.Value!.Failed)
            return Refusal.Unavailable;
        if (reply.Value.Report is { } report)
            return report;
        return null;
    }

    private async Task<Reply<ImportReport>> ReportAsync(CancellationToken cancellation)
    {
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            var reply = await GrainCalls.RepeatedOnce(import.Progress);
            if (reply.Value is not { Failed: false } progress)
                return Refusal.Unavailable;
            if (progress.Report is { } report)
                return report;
            await Task.Delay(pause, clock, cancellation);
        }
    }
}
