namespace Medzdrav.Silo;

/// <summary>A part of a workbook as it is unpacked, which ends where a single node grows too long: names, attributes and comments are kept whole by whoever reads them.</summary>
internal sealed class MeasuredStream(Stream part) : Stream
{
    private const int MaxNodeBytes = 1024 * 1024;

    private int _bytes;

    /// <summary>Whether a node was too long.</summary>
    public bool IsOver { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Another node begins.</summary>
    public void Next() => _bytes = 0;

    public override int Read(Span<byte> buffer)
    {
        IsOver |= _bytes > MaxNodeBytes;
        var read = IsOver ? 0 : part.Read(buffer);
        _bytes += read;
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            part.Dispose();
        base.Dispose(disposing);
    }
}
