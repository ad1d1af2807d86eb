namespace Medzdrav.Tests.Load;

/// <summary>A connection that lets so many bytes a second in, or none at all any more; what goes out goes out at once.</summary>
internal sealed class SlowStream(Stream inner, int bytesPerSecond) : Stream
{
    private const int AtOnce = 4 * 1024;
    private static readonly TimeSpan Blink = TimeSpan.FromMilliseconds(50);
    private volatile bool _isDeaf;
    private volatile bool _isCut;

    /// <inheritdoc />
    public override bool CanRead => true;

    /// <inheritdoc />
    public override bool CanWrite => true;

    /// <inheritdoc />
    public override bool CanSeek => false;

    /// <inheritdoc />
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc />
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Nothing is read any more.</summary>
    public void Stop() => _isDeaf = true;

    /// <inheritdoc />
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        // A reader without room asks whether there is something at all.
        if (buffer.IsEmpty)
            return await inner.ReadAsync(buffer, cancellationToken);
        while (_isDeaf && !_isCut)
            await Task.Delay(Blink, TimeProvider.System, cancellationToken);
        var read = await inner.ReadAsync(buffer[..Math.Min(AtOnce, buffer.Length)], cancellationToken);
        var onTheWay = TimeSpan.FromSeconds((double)read / bytesPerSecond);
        await Task.Delay(onTheWay, TimeProvider.System, cancellationToken);
        return read;
    }

    /// <inheritdoc />
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc />
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => inner.WriteAsync(buffer, cancellationToken);

    /// <inheritdoc />
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => inner.WriteAsync(buffer, offset, count, cancellationToken);

    /// <inheritdoc />
    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    /// <inheritdoc />
    public override void Flush() => inner.Flush();

    /// <inheritdoc />
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc />
    public override void Write(byte[] buffer, int offset, int count) => inner.Write(buffer, offset, count);

    /// <inheritdoc />
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc />
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        _isCut = true;
        inner.Dispose();
        base.Dispose(disposing);
    }
}
