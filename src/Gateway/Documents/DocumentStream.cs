using Medzdrav.Contracts;

namespace Medzdrav.Gateway;

/// <summary>An opened document as a stream that may be read from anywhere: the bytes come from the silos, piece by piece as they are sent.</summary>
internal sealed class DocumentStream(IFilesGrain files, OpenedDocument document) : Stream
{
    private ReadOnlyMemory<byte> _piece;
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => document.Bytes;

    public override long Position
    {
        get => _position;
        set => (_position, _piece) = (value, default);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation = default)
    {
        if (_position >= Length || buffer.IsEmpty)
            return 0;
        if (_piece.IsEmpty)
        {
            var count = (int)Math.Min(IFilesGrain.MaxBytes, Length - _position);
            _piece = await GrainCalls.RepeatedOnce(() => files.Read(document.File, _position, count));
            if (_piece.IsEmpty)
                throw new StorageUnavailableException("A file of a document is not there.");
        }
        var read = Math.Min(buffer.Length, _piece.Length);
        _piece[..read].CopyTo(buffer);
        _piece = _piece[read..];
        _position += read;
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellation) => ReadAsync(buffer.AsMemory(offset, count), cancellation).AsTask();

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => _position + offset,
        _ => Length + offset,
    };

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
