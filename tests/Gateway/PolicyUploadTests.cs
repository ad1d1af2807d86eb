using Medzdrav.Contracts;
using Medzdrav.Gateway;
using Microsoft.Extensions.Time.Testing;

namespace Medzdrav.Tests.Gateway;

/// <summary>A file goes to its import in order and whole, whatever gets lost between.</summary>
public sealed class PolicyUploadTests
{
    private static readonly ImportReport Report = new(3, 2, 1, [], 0, [], 0);
    private readonly FakeTimeProvider clock = new();
    private readonly FakeImport import = new();

    [Theory]
    [InlineData(1)]
    [InlineData(PolicyUpload.MaxPieceBytes)]
    [InlineData(PolicyUpload.MaxPieceBytes + 1)]
    [InlineData(3 * PolicyUpload.MaxPieceBytes - 1)]
    public async Task The_pieces_are_the_file(int length)
    {
        var file = new byte[length];
        new Random(length).NextBytes(file);

        var reply = await RunAsync(file);

        Assert.Equal(Report, reply.Value);
        Assert.Equal(file, import.Taken.ToArray());
        Assert.Equal(length, import.Length);
        Assert.All(import.Pieces, piece => Assert.InRange(piece, 1, PolicyUpload.MaxPieceBytes));
    }

    [Fact]
    public async Task A_lost_piece_is_sent_once_more()
    {
        import.Losses = 1;
        Assert.Equal(Report, (await RunAsync(new byte[600_000])).Value);
        Assert.Equal(600_000, import.Taken.Length);

        await Assert.ThrowsAsync<TimeoutException>(() => new PolicyUpload(new FakeImport { Losses = 2 }, InsurerId.Default, isTrial: false, clock).RunAsync(new MemoryStream([1]), default));
    }

    [Fact]
    public async Task An_empty_file_is_refused()
    {
        Assert.Equal(Refusal.Invalid, (await RunAsync([])).Refusal);
        Assert.Null(import.Length);
    }

    [Fact]
    public async Task An_import_that_was_lost_with_its_silo_has_to_be_sent_again()
    {
        import.ForgetsAfter = 1;
        Assert.Equal(Refusal.Unavailable, (await RunAsync(new byte[600_000])).Refusal);

        var refused = new FakeImport { ForgetsAfter = 0 };
        Assert.Equal(Refusal.Invalid, (await new PolicyUpload(refused, InsurerId.Default, isTrial: false, clock).RunAsync(new MemoryStream([1]), default)).Refusal);
    }

    [Fact]
    public async Task A_file_that_is_none_is_not_sent_to_its_end()
    {
        import.EndsAtOnce = true;

        Assert.Equal(Report, (await RunAsync(new byte[900_000])).Value);
        Assert.Single(import.Pieces);
    }

    [Fact]
    public async Task An_import_whose_storage_failed_has_to_be_sent_again()
    {
        import.Fails = true;
        Assert.Equal(Refusal.Unavailable, (await RunAsync([1])).Refusal);
    }

    private async Task<Reply<ImportReport>> RunAsync(byte[] file)
    {
        var running = new PolicyUpload(import, InsurerId.Default, isTrial: false, clock).RunAsync(new Trickle(file), default);
        while (!running.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(4));
            await Task.Yield();
        }
        return await running;
    }

    /// <summary>A body that comes in odd little parts.</summary>
    private sealed class Trickle(byte[] bytes) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, 10_007)], cancellationToken);
    }

    private sealed class FakeImport : IPolicyImportGrain
    {
        private int asked;

        public MemoryStream Taken { get; } = new();

        public List<int> Pieces { get; } = [];

        public long? Length { get; private set; }

        public int Losses { get; set; }

        public int? ForgetsAfter { get; set; }

        public bool Fails { get; set; }

        public bool EndsAtOnce { get; set; }

        public Task<Reply<ImportProgress>> Append(long offset, byte[] piece, InsurerId? insurer)
        {
            if (Pieces.Count >= ForgetsAfter)
                return Task.FromResult<Reply<ImportProgress>>(Refusal.Invalid);
            if (offset == Taken.Length)
            {
                Taken.Write(piece);
                Pieces.Add(piece.Length);
            }
            return Losses-- > 0 ? throw new TimeoutException() : Answer(EndsAtOnce);
        }

        public Task<Reply<ImportProgress>> Try(long offset, byte[] piece, InsurerId insurer) => throw new NotSupportedException();

        public Task<Reply<ImportProgress>> Finish(long length)
        {
            Length = length;
            return Answer(false);
        }

        public Task<Reply<ImportProgress>> Progress() => Answer(++asked > 3);

        private Task<Reply<ImportProgress>> Answer(bool isOver) => Task.FromResult<Reply<ImportProgress>>(new ImportProgress(6, isOver ? Report : null, isOver && Fails));
    }
}
