using System.IO.Pipelines;
using Medzdrav.Contracts;
using Microsoft.Extensions.Logging;

namespace Medzdrav.Grains;

/// <summary>A file of policies on its way from the edge into the records: the pieces flow through a bounded pipe.</summary>
internal sealed partial class PolicyImportGrain(IPolicyFiles files, ILogger<PolicyImportGrain> logger) : Grain, IPolicyImportGrain, IDisposable
{
    private const int MaxPieceBytes = 256 * 1024;
    private static readonly TimeSpan Abandoned = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan KeptAfterwards = TimeSpan.FromMinutes(10);

    // More than this is not taken up before it is read.
    private readonly Pipe _pipe = new(new PipeOptions(pauseWriterThreshold: 2 * MaxPieceBytes, resumeWriterThreshold: MaxPieceBytes, useSynchronizationContext: false));
    private readonly CancellationTokenSource _stop = new();
    private IGrainTimer? _patience;
    private Task? _import;
    private volatile ImportProgress _standing = new(0, null, false);
    private long _taken;
    private bool _isComplete;

    private bool IsOver => _standing.Failed || _standing.Report is not null;

    /// <inheritdoc />
    public Task<Reply<ImportProgress>> Append(long offset, byte[] piece, InsurerId? insurer) => Take(offset, piece, insurer ?? InsurerId.Default, isTrial: false);

    /// <inheritdoc />
    public Task<Reply<ImportProgress>> Try(long offset, byte[] piece, InsurerId insurer) => Take(offset, piece, insurer, isTrial: true);

    /// <inheritdoc />
    public async Task<Reply<ImportProgress>> Finish(long length)
    {
        if (IsOver)
            return _standing;
        if (_import is null || length != _taken)
            return Refusal.Invalid;
        _isComplete = true;
        await _pipe.Writer.CompleteAsync();
        return _standing;
    }

    /// <inheritdoc />
    public Task<Reply<ImportProgress>> Progress()
    {
        if (_import is null)
            return Task.FromResult<Reply<ImportProgress>>(Refusal.NotFound);
        if (!IsOver)
            _patience!.Change(Abandoned, Timeout.InfiniteTimeSpan);
        return Task.FromResult<Reply<ImportProgress>>(_standing);
    }

    /// <inheritdoc />
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellation)
    {
        await _stop.CancelAsync();
        if (_import is { } import)
            await import.WaitAsync(cancellation);
    }

    /// <inheritdoc />
    public void Dispose() => _stop.Dispose();

    private async Task<Reply<ImportProgress>> Take(long offset, byte[] piece, InsurerId insurer, bool isTrial)
    {
        ArgumentNullException.ThrowIfNull(piece);
        // Over before its end: the report says what is wrong with the file.
        if (IsOver || offset + piece.Length <= _taken)
            return _standing;
        if (offset != _taken || piece.Length > MaxPieceBytes || _isComplete)
            return Refusal.Invalid;
        Begin(insurer, isTrial);
        _taken += piece.Length;
        await _pipe.Writer.WriteAsync(piece);
        _patience!.Change(Abandoned, Timeout.InfiniteTimeSpan);
        return _standing;
    }

    private void Begin(InsurerId insurer, bool isTrial)
    {
        if (_import is not null)
            return;
        // Nobody calls while a long file is read.
        DelayDeactivation(TimeSpan.FromDays(1));
        _patience = this.RegisterGrainTimer(GiveUp, new GrainTimerCreationOptions(Abandoned, Timeout.InfiniteTimeSpan));
        _import = ImportAsync(insurer, isTrial);
    }

    /// <summary>Ends the upload, but not as if it were whole: its last row may be half. A whole file is read no further when nobody asks for its report.</summary>
    private async Task GiveUp()
    {
        LogAbandoned(this.GetPrimaryKeyString());
        if (_isComplete)
            await _stop.CancelAsync();
        _isComplete = true;
        await _pipe.Writer.CompleteAsync(new IOException("Nothing came for too long."));
    }

    private async Task ImportAsync(InsurerId insurer, bool isTrial)
    {
        try
        {
            var file = _pipe.Reader.AsStream();
            var report = isTrial ? await files.TryAsync(insurer, file, new Steps(this), _stop.Token) : await files.RunAsync(insurer, file, new Steps(this), _stop.Token);
            _standing = _standing with { Report = report };
        }
        catch (Exception failure) when (failure is StorageUnavailableException or IOException or OperationCanceledException)
        {
            _standing = _standing with { Failed = true };
            LogFailed(this.GetPrimaryKeyString(), failure);
        }
        // Whoever still sends need not wait for a reader.
        await _pipe.Reader.CompleteAsync();
        _patience?.Dispose();
        DelayDeactivation(KeptAfterwards);
    }

    /// <summary>Only the import writes the standing: while it runs here, and when it is over on the grain's turn.</summary>
    private sealed class Steps(PolicyImportGrain grain) : IProgress<ImportStep>
    {
        public void Report(ImportStep value) => grain._standing = grain._standing with { Rows = value.Rows };
    }
}
