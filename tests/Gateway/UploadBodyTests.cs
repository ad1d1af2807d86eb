using Medzdrav.Contracts;
using Medzdrav.Gateway;

namespace Medzdrav.Tests.Gateway;

/// <summary>The body of a part on its way from the line into the upload.</summary>
public sealed class UploadBodyTests
{
    private static readonly AccountId Anna = new("anna");

    [Fact]
    public async Task Whatever_came_before_the_line_was_cut_is_stored_up_to_the_last_byte()
    {
        var upload = new PlayedUpload();
        using var line = new Line(IUploadGrain.MaxPieceBytes + 1_000);

        await Assert.ThrowsAsync<IOException>(() => new UploadBody(upload, Anna).TakeAsync(50, line, CancellationToken.None));

        Assert.Equal([(50L, IUploadGrain.MaxPieceBytes), (50L + IUploadGrain.MaxPieceBytes, 1_000)], upload.Appended);
    }

    [Fact]
    public async Task A_cut_part_with_a_checksum_is_not_stored_at_all()
    {
        var upload = new PlayedUpload();
        using var line = new Line(1_000);

        await Assert.ThrowsAsync<IOException>(() => new UploadBody(upload, Anna).TakeCheckedAsync(0, line, System.Security.Cryptography.HashAlgorithmName.SHA256, new byte[32], CancellationToken.None));

        Assert.Empty(upload.Appended);
    }

    [Fact]
    public async Task A_part_that_is_behind_another_one_stops_at_the_first_refusal()
    {
        var upload = new PlayedUpload { Refuses = Refusal.OffsetDiffers };
        using var line = new Line(3 * IUploadGrain.MaxPieceBytes);

        var reply = await new UploadBody(upload, Anna).TakeAsync(0, line, CancellationToken.None);

        Assert.Equal(Refusal.OffsetDiffers, reply.Refusal);
        Assert.Single(upload.Appended);
    }

    /// <summary>A line that gives so many bytes, some at a time, and is cut.</summary>
    private sealed class Line(int bytes) : MemoryStream(new byte[bytes])
    {
        private const int AtATime = 10_000;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation = default)
        {
            await Task.Yield();
            return Read(buffer.Span[..Math.Min(AtATime, buffer.Length)]) is var read and > 0 ? read : throw new IOException("The line was cut.");
        }
    }

    private sealed class PlayedUpload : IUploadGrain
    {
        public List<(long Offset, int Bytes)> Appended { get; } = [];

        public Refusal? Refuses { get; init; }

        public Task<Reply<UploadView>> Append(AccountId account, long offset, byte[] piece)
        {
            Appended.Add((offset, piece.Length));
            return Task.FromResult<Reply<UploadView>>(Refuses is { } refusal ? refusal : ViewAt(offset + piece.Length));
        }

        public Task<Reply<UploadView>> View(AccountId account) => Task.FromResult<Reply<UploadView>>(ViewAt(0));

        public Task<Reply<Done>> End(AccountId account) => Task.FromResult<Reply<Done>>(Refusal.NotFound);

        public Task<DateTimeOffset?> Wake() => Task.FromResult<DateTimeOffset?>(null);

        private static UploadView ViewAt(long offset) => new("upload", offset, 10_000_000, DateTimeOffset.UnixEpoch, null, null, DateTimeOffset.UnixEpoch);
    }
}
